/** The messages between the page and the frame that draws. */
import type { Size } from './areaAverage';
import type { SvgPixels } from './drawSvg';

export interface ToSvgFrame {
  address: string;
  size: Size;
}

export type FromSvgFrame = { type: 'ready' } | { type: 'drawn'; pixels: SvgPixels };
