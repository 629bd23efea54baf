/**
 * Fewer points for the same line: Ramer 1972, Douglas & Peucker 1973. A mouse reports hundreds of
 * places for a digit; a link is to hold a few dozen.
 */
import { ledTo, type Point, type Stroke } from './drawing';

/** The stroke through those of its points alone that it needs to stay within `most` of its line. */
export function straightened(stroke: Stroke, most: number): Stroke {
  const [first, ...rest] = corners(stroke.points, most);
  if (!first) return stroke;
  return rest.reduce(ledTo, { pen: stroke.pen, points: [first] });
}

function corners(points: readonly Point[], most: number): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return points;
  let farthest = 0;
  let split = 0;
  points.forEach((point, index) => {
    const distance = distanceTo(point, first, last);
    if (distance > farthest) [farthest, split] = [distance, index];
  });
  if (farthest <= most) return [first, last];
  return [
    ...corners(points.slice(0, split + 1), most),
    ...corners(points.slice(split), most).slice(1),
  ];
}

/** From a point to the nearest of a line between two places. */
export function distanceTo(point: Point, from: Point, to: Point): number {
  const across = to.x - from.x;
  const down = to.y - from.y;
  const length = across * across + down * down;
  const along = (point.x - from.x) * across + (point.y - from.y) * down;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.hypot(point.x - from.x - share * across, point.y - from.y - share * down);
}
