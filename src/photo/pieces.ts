/** The connected pieces of a thresholded plane, and which of them are a digit. */
import type { Plane } from './plane';

/** The cells of one connected piece. */
export type Piece = readonly number[];

/** Beside the main piece, one of this share of its ink still counts: the bar of a 5. */
const leastShare = 0.06;
/** And it may be this far off, of the main piece's longer side. */
const farthestShare = 0.35;

/** All pieces above a threshold; cells are neighbours at their corners too. */
export function piecesOf({ width, height, values }: Plane, threshold: number): Piece[] {
  const seen = new Uint8Array(values.length);
  const isInk = (cell: number) => (values[cell] ?? 0) > threshold;
  const pieces: Piece[] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] || !isInk(start)) continue;
    seen[start] = 1;
    const piece = [start];
    // Grows while it is walked through.
    for (let index = 0; index < piece.length; index++) {
      for (const cell of neighbours(piece[index] ?? 0, width, height)) {
        if (seen[cell] || !isInk(cell)) continue;
        seen[cell] = 1;
        piece.push(cell);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

function neighbours(cell: number, width: number, height: number): number[] {
  const x = cell % width;
  const y = Math.floor(cell / width);
  const cells: number[] = [];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      if (u !== x || v !== y) cells.push(v * width + u);
    }
  }
  return cells;
}

/**
 * The piece with most ink and its parts nearby. What reaches in over the photo's edge, the side of
 * the sheet or a shadow, is left out, unless all there is touches the edge.
 */
export function piecesOfDigit(pieces: readonly Piece[], plane: Plane): Piece[] {
  const weighed = pieces.map((piece) => ({
    piece,
    weight: weightOf(piece, plane),
    box: boxOf(piece, plane),
  }));
  const heaviest = Math.max(0, ...weighed.map(({ weight }) => weight));
  const inside = weighed.filter(({ box }) => !touchesEdge(box, plane));
  const isAnyInside = inside.some(({ weight }) => weight >= leastShare * heaviest);
  const candidates = isAnyInside ? inside : weighed;
  const main = candidates.reduce<(typeof weighed)[number] | null>(
    (best, next) => (best && best.weight >= next.weight ? best : next),
    null,
  );
  if (!main) return [];
  const longer = Math.max(main.box.right - main.box.left, main.box.bottom - main.box.top) + 1;
  return candidates
    .filter(
      ({ weight, box }) =>
        weight >= leastShare * main.weight && gapBetween(box, main.box) <= farthestShare * longer,
    )
    .map(({ piece }) => piece);
}

function weightOf(piece: Piece, { values }: Plane): number {
  return piece.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function boxOf(piece: Piece, { width }: Plane): Box {
  const box = { left: Infinity, right: -1, top: Infinity, bottom: -1 };
  for (const cell of piece) {
    const x = cell % width;
    const y = Math.floor(cell / width);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

function touchesEdge({ left, right, top, bottom }: Box, { width, height }: Plane): boolean {
  return left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
}

function gapBetween(a: Box, b: Box): number {
  const across = Math.max(0, a.left - b.right, b.left - a.right);
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom);
  return Math.max(across, down);
}
