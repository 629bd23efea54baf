/** Cells through a layer with several inputs: each input's part of the channels, or of a vector. */
import type { Merge, Shape } from '../layers/contract';
import { none, union, type CellGrid, type SeenCells } from './cellGrid';

/** The cells that those reached in the inputs have a part in, axis by axis. */
export function reachedByMerging(
  merge: Merge,
  inputs: readonly Shape[],
  reached: readonly CellGrid[],
): CellGrid {
  const isVector = inputs[0]?.length === 1;
  const placed = reached.map(({ rows, columns }, source) => {
    const { first } = merge.part(inputs, source);
    return { rows, columns: isVector ? columns.map((column) => first + column) : columns };
  });
  return {
    rows: union(placed.map(({ rows }) => rows)),
    columns: union(placed.map(({ columns }) => columns)),
  };
}

/** Of one input the cells that some cells of the output are made of; none where they are another's. */
export function seenByMerging(
  merge: Merge,
  inputs: readonly Shape[],
  source: number,
  cells: SeenCells,
): SeenCells {
  const { first, count } = merge.part(inputs, source);
  const own = (places: readonly number[]) =>
    places.map((place) => place - first).filter((place) => place >= 0 && place < count);
  const isVector = inputs[0]?.length === 1;
  const part = isVector
    ? { ...cells, columns: own(cells.columns) }
    : { ...cells, channels: own(cells.channels) };
  return Object.values(part).every((axis) => axis.length > 0) ? part : none;
}
