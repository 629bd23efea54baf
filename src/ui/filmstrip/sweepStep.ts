/** One step of the sweep by keyboard: a cell where a layer has few, two hundredths where it has many. */

/** Cells of a layer up to which a step is one of them. */
const fewCells = 144;
const manyCellsStep = 0.02;

/**
 * Where the playhead goes from `position`, forwards (1) or backwards (−1). Among few cells it comes
 * to stand in the middle of one; from the first back, and from the last on, on a whole layer.
 * `cellsOf` tells how many cells a layer's map or vector has; null where the layer cannot run.
 */
export function sweepStep(
  position: number,
  direction: 1 | -1,
  cellsOf: (layer: number) => number | null,
): number {
  const layer = direction === 1 ? Math.floor(position) + 1 : Math.ceil(position);
  const cells = cellsOf(layer);
  if (cells === null || cells > fewCells) {
    // Hundredths, so that fifty steps come out on the whole layer.
    return Math.round((position + direction * manyCellsStep) * 100) / 100;
  }
  const begin = layer - 1;
  // A cell's own fraction, divided and multiplied again, may come out a hair below it.
  const index = Math.floor((position - begin) * cells + 1e-6);
  const isBefore = direction === 1 && position === begin;
  const next = isBefore ? 0 : index + direction;
  if (next < 0) return begin;
  return next >= cells ? layer : begin + (next + 0.5) / cells;
}
