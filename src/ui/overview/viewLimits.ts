/** What the camera shows at first, and how far it may go. */
import type { NodeId } from '../../network/graph';
import {
  centredOn,
  fitted,
  middleOf,
  type Camera,
  type Margins,
  type ViewSize,
  type ZoomRange,
} from './camera';
import { columnPitch, columnWidth } from './columns';
import type { OverviewLayout } from './layoutOverview';

/** Room for the names over the columns, and for an outline around them. */
export const margins: Margins = { top: 92, right: 24, bottom: 28, left: 24 };
/** Around a map on the way to the stage. */
export const closeMargins: Margins = { top: 40, right: 40, bottom: 40, left: 40 };
/** A map is at most so wide, in CSS pixels; the whole is at least this share of what fits. */
const widestMap = 720;
const leastShare = 0.7;
/** At first columns are at least this far from one to the next, even where the whole does not fit. */
export const leastPitch = 24;
/** Of the zoom at which columns are that far apart, what will do for the whole to be seen at once. */
const readableShare = 0.7;

/** What is left of a view between the margins. */
export function roomIn({ width, height }: ViewSize): ViewSize {
  return {
    width: Math.max(1, width - margins.left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
  };
}

export function wholeOf({ bounds }: OverviewLayout, view: ViewSize): Camera {
  return fitted(bounds, view, margins);
}

/** All of it; in a narrow view the part around a layer. */
export function firstCamera(layout: OverviewLayout, view: ViewSize, around: NodeId): Camera {
  const whole = wholeOf(layout, view);
  const zoom = leastPitch / columnPitch;
  const block = layout.byId.get(around);
  if (whole.zoom >= zoom * readableShare || !block) return whole;
  const middle = { x: view.width / 2, y: margins.top + roomIn(view).height / 2 };
  const { x, y } = centredOn(middleOf(block), zoom, middle);
  const first = layout.bounds.x - margins.left / zoom;
  const last = layout.bounds.x + layout.bounds.width - (view.width - margins.right) / zoom;
  // No more is left empty at either end than where the whole is seen.
  return { x: Math.max(first, Math.min(last, x)), y, zoom };
}

/** From a little less than the whole to where the smallest maps fill the view. */
export function zoomRange(layout: OverviewLayout, view: ViewSize): ZoomRange {
  const narrowest = layout.blocks.reduce(
    (least, { content }) =>
      content.type === 'maps' ? Math.min(least, content.grid.mapWidth * content.grid.unit) : least,
    columnWidth,
  );
  const { zoom } = wholeOf(layout, view);
  return { least: zoom * leastShare, most: Math.max(zoom, widestMap / narrowest) };
}
