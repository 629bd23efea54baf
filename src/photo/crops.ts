/**
 * The pictures that a network is shown of one photo: all of it, as ever, and overlapping squares of two
 * sizes, so that what fills a small part of the photo fills the network's input once too.
 */
import type { Size } from './areaAverage';
import type { PixelRect } from './original';
import type { PhotoSettings } from './resample';

/** Squares by their share of the photo's shorter side, and how many stand along that side. */
const grids = [
  { share: 2 / 3, across: 2 },
  { share: 1 / 2, across: 3 },
] as const;

/**
 * Parts of a photo in its pixels, the one that the network always sees first. Squares that the network
 * would not see larger than in there are left out: it never enlarges.
 */
export function cropsOf(
  photo: Size,
  { cropSquare, longestSide }: Pick<PhotoSettings, 'cropSquare' | 'longestSide'>,
): PixelRect[] {
  const { width, height } = photo;
  const shorter = Math.min(width, height);
  const whole = cropSquare
    ? {
        top: Math.floor((height - shorter) / 2),
        left: Math.floor((width - shorter) / 2),
        height: shorter,
        width: shorter,
      }
    : { top: 0, left: 0, height, width };
  const squares = grids.flatMap(({ share, across }) => {
    const side = Math.round(shorter * share);
    if (side < longestSide || side === shorter) return [];
    const step = (shorter - side) / (across - 1);
    const tops = placesAlong(height - side, step);
    const lefts = placesAlong(width - side, step);
    return tops.flatMap((top) => lefts.map((left) => ({ top, left, height: side, width: side })));
  });
  return [whole, ...squares];
}

/** More squares of one size along a side say no more: those of a panorama stand further apart. */
const mostSteps = 7;

/** Begins at 0 and ends at `last`, evenly, about so far from each other. */
function placesAlong(last: number, step: number): number[] {
  const steps = Math.min(mostSteps, Math.max(1, Math.round(last / step)));
  return Array.from({ length: steps + 1 }, (_, index) => Math.round((index * last) / steps));
}
