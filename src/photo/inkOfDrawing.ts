/** From strokes to ink: every stroke a round pen led along its points, with soft edges. */
import { pens, padSteps, type Drawing, type Point } from './drawing';
import { bareSheet, type Ink } from './ink';

/** Side of the sheet: ten pixels for one of the digit's 28. */
export const sheetSide = 280;

export function inkOfDrawing(drawing: Drawing): Ink {
  const ink = bareSheet(sheetSide, sheetSide);
  for (const { pen, points } of drawing) {
    const radius = ((pens[pen] ?? pens[0]) * sheetSide) / 2;
    const places = points.map(onSheet);
    places.forEach((place, index) => inkLine(ink, places[index - 1] ?? place, place, radius));
  }
  return ink;
}

function onSheet({ x, y }: Point): Point {
  return { x: (x / padSteps) * sheetSide, y: (y / padSteps) * sheetSide };
}

/** Covers what lies within `radius` of a line; a pixel at its edge by its share. */
function inkLine({ levels }: Ink, from: Point, to: Point, radius: number): void {
  const [left, right] = span(from.x, to.x, radius);
  const [top, bottom] = span(from.y, to.y, radius);
  const across = to.x - from.x;
  const down = to.y - from.y;
  const length = across * across + down * down || 1;
  for (let y = top; y <= bottom; y++) {
    const v = y + 0.5 - from.y;
    for (let x = left; x <= right; x++) {
      const u = x + 0.5 - from.x;
      const share = Math.min(1, Math.max(0, (u * across + v * down) / length));
      const far = Math.sqrt((u - share * across) ** 2 + (v - share * down) ** 2);
      const level = 255 * Math.min(1, radius + 0.5 - far);
      const at = y * sheetSide + x;
      if (level > (levels[at] ?? 0)) levels[at] = level;
    }
  }
}

/** First and last pixel, along an axis, that a line can reach. */
function span(from: number, to: number, radius: number): [number, number] {
  return [
    Math.max(0, Math.floor(Math.min(from, to) - radius - 1)),
    Math.min(sheetSide - 1, Math.ceil(Math.max(from, to) + radius + 1)),
  ];
}
