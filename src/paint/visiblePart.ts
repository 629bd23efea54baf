/** Which cells of an enlarged map are in sight, along one axis. */

/** Cells of a smaller side are too small to be written into: none is worth looking for. */
const leastCell = 12;

/**
 * Of `cells` cells, `side` pixels each and the first at `start`, those within `0..length`; none
 * where they are too small for text.
 */
export function visiblePart(
  cells: number,
  side: number,
  start: number,
  length: number,
): { first: number; count: number } {
  if (side < leastCell) return { first: 0, count: 0 };
  const first = Math.max(0, Math.floor(-start / side + 1e-6));
  const end = Math.min(cells, Math.ceil((length - start) / side - 1e-6));
  return { first, count: Math.max(0, end - first) };
}
