/** Sets of cells as rows, columns and channels, each of which goes with all the others. */
import type { Shape } from '../layers/contract';

/**
 * Cells along the two axes, in ascending order: every row with every column is one. A vector is one
 * row. Both are empty where there is none.
 */
export interface CellGrid {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

export interface SeenCells extends CellGrid {
  /** Of all these cells, the channels that count. */
  readonly channels: readonly number[];
}

/** No cell at all. */
export const none: SeenCells = { rows: [], columns: [], channels: [] };

/** A vector is one row of one channel. */
export function gridOf(shape: Shape): { height: number; width: number; channels: number } {
  const [first = 1, second = 1, third = 1] = shape;
  return shape.length === 3
    ? { height: first, width: second, channels: third }
    : { height: 1, width: first, channels: 1 };
}

/** What of them lies on such maps, or such a vector; none where an axis has nothing. */
export function within({ rows, columns, channels }: SeenCells, shape: Shape): SeenCells {
  const { height, width, channels: depth } = gridOf(shape);
  const inside = {
    rows: rows.filter((row) => row >= 0 && row < height),
    columns: columns.filter((column) => column >= 0 && column < width),
    channels: channels.filter((channel) => channel >= 0 && channel < depth),
  };
  return Object.values(inside).every((axis) => axis.length > 0) ? inside : none;
}

/** Each number once, in ascending order. */
export function union(lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].toSorted((a, b) => a - b);
}

/** The whole numbers from 0, so many. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Cells of several sets, axis by axis: with each row go all columns and channels. */
export function together(sets: readonly SeenCells[]): SeenCells {
  return {
    rows: union(sets.map(({ rows }) => rows)),
    columns: union(sets.map(({ columns }) => columns)),
    channels: union(sets.map(({ channels }) => channels)),
  };
}
