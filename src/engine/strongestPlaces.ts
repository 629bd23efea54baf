/** The places of a layer's maps that hold the largest values, of every map at once. */
import type { CellRange } from '../network/patch';

export interface Search {
  /** How many places of each map at most. */
  count: number;
  rows: CellRange;
  columns: CellRange;
  /** Places nearer than so many cells to a stronger one, by rows and by columns, do not count. */
  apart: readonly [number, number];
}

/** `[channels × count]`, the strongest of each map first. */
export interface Places {
  values: Float32Array;
  /** Row times width plus column; −1 where the map has no more. */
  positions: Int32Array;
}

/**
 * The strongest places of every map, of values in tfjs' order (channel fastest). Only values above zero
 * are answers, NaN is none; of equal ones the first in scan order is taken.
 */
export function strongestPlaces(
  values: Float32Array,
  width: number,
  channels: number,
  { count, rows, columns, apart }: Search,
): Places {
  const places: Places = {
    values: new Float32Array(channels * count),
    positions: new Int32Array(channels * count).fill(-1),
  };
  const high = Math.max(0, rows[1] - rows[0]);
  const wide = Math.max(0, columns[1] - columns[0]);
  const plane = new Float32Array(high * wide);
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0, at = 0; row < high; row++) {
      let from = ((rows[0] + row) * width + columns[0]) * channels + channel;
      for (let column = 0; column < wide; column++, from += channels) plane[at++] = values[from]!;
    }
    for (let rank = 0; rank < count; rank++) {
      const at = largest(plane);
      if (at < 0) break;
      const row = Math.floor(at / wide);
      const column = at % wide;
      places.values[channel * count + rank] = plane[at]!;
      places.positions[channel * count + rank] = (rows[0] + row) * width + columns[0] + column;
      silence(plane, high, wide, row, column, apart);
    }
  }
  return places;
}

/** The index of the first of the largest values; −1 where none is above zero. */
function largest(plane: Float32Array): number {
  let best = 0;
  let at = -1;
  for (let index = 0; index < plane.length; index++) {
    // False for NaN.
    if (plane[index]! > best) {
      best = plane[index]!;
      at = index;
    }
  }
  return at;
}

/** What is too near to a place, the place itself in any case, is asked no more. */
function silence(
  plane: Float32Array,
  high: number,
  wide: number,
  row: number,
  column: number,
  [down, across]: readonly [number, number],
): void {
  const reach = (apart: number) => Math.max(0, Math.ceil(apart) - 1);
  const top = Math.max(0, row - reach(down));
  const bottom = Math.min(high - 1, row + reach(down));
  const left = Math.max(0, column - reach(across));
  const right = Math.min(wide - 1, column + reach(across));
  for (let each = top; each <= bottom; each++) {
    plane.fill(0, each * wide + left, each * wide + right + 1);
  }
}
