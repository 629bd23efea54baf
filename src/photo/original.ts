/** From the photo as the network sees it back to the original that it was made of. */
import type { Size } from './areaAverage';
import { masterSize, type PhotoSettings } from './resample';

/** Rows `top` up to but not `top + height`; columns likewise. */
export interface PixelRect {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The pixels of the upright original that have a part in a rectangle of the prepared photo, in whole
 * numbers: those that lie under it in part alone are in.
 */
export function onOriginal(
  rect: PixelRect,
  prepared: Size,
  original: Size,
  { cropSquare }: Pick<PhotoSettings, 'cropSquare'>,
): PixelRect {
  const master = masterSize(original);
  const side = Math.min(master.width, master.height);
  const back = (first: number, count: number, axis: keyof Size): [number, number] => {
    const seen = cropSquare ? side : master[axis];
    const offset = Math.floor((master[axis] - seen) / 2);
    const [begin, end] = under(first, first + count, prepared[axis], seen);
    return under(begin + offset, end + offset, master[axis], original[axis]);
  };
  const [top, bottom] = back(rect.top, rect.height, 'height');
  const [left, right] = back(rect.left, rect.width, 'width');
  return { top, left, height: bottom - top, width: right - left };
}

/** The pixels, of `from` along an axis, that are averaged to those of `to` from begin to end. */
function under(begin: number, end: number, to: number, from: number): [number, number] {
  return [Math.floor((begin * from) / to), Math.ceil((end * from) / to)];
}
