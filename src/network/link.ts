/** Network and view ⇄ the page's address. */
import type { Network } from './graph';

/** What a person looks at and how: everything of the view that a link reproduces. */
export interface SharedView {
  /** 0 is the photo, 3 the third layer whole, 2.37 the third layer painted to 37 %. */
  playhead: number;
  /** Index of the selected map of the layer under the playhead. */
  selectedMap: number;
  /** Whether the selected map fills the stage. */
  enlarged: boolean;
  colourMap: 'auto' | 'sequential' | 'diverging' | 'grey';
  scope: 'map' | 'layer' | 'network';
  range: 'exact' | 'robust';
  /** Three maps as one RGB picture. */
  composite: boolean;
}

export const defaultView: SharedView = {
  playhead: 1,
  selectedMap: 0,
  enlarged: false,
  colourMap: 'auto',
  scope: 'layer',
  range: 'robust',
  composite: false,
};

export interface SharedState {
  network: Network;
  /** Id of the gallery's photo. */
  photo: string;
  view: SharedView;
}
