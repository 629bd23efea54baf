/** Cells of a kernel's picture: which of them were typed over, and which a pointer goes over. */
import type { KernelNumber } from '../../../layers/filterChanges';
import { arrowSteps } from '../../pressedKey';

export interface Place {
  row: number;
  column: number;
}

/** A plane of `rows × columns` numbers. */
export interface PlaneSize {
  rows: number;
  columns: number;
}

/** A channel's numbers that lie on the plane, by their index in rows. */
export function numbersByCell(
  numbers: readonly KernelNumber[],
  channel: number,
  { rows, columns }: PlaneSize,
): ReadonlyMap<number, number> {
  return new Map(
    numbers
      .filter(
        (number) => number.channel === channel && number.row < rows && number.column < columns,
      )
      .map(({ row, column, value }) => [row * columns + column, value]),
  );
}

/** The plane with the typed numbers on it at once: the engine has not answered yet. */
export function planeWith(plane: Float32Array, numbers: ReadonlyMap<number, number>): Float32Array {
  if (numbers.size === 0) return plane;
  const shown = Float32Array.from(plane);
  for (const [cell, value] of numbers) shown[cell] = value;
  return shown;
}

/** The cell under a point of the screen; null beside the picture. */
export function cellUnder(
  box: { left: number; top: number; width: number; height: number },
  { rows, columns }: PlaneSize,
  x: number,
  y: number,
): Place | null {
  const row = Math.floor(((y - box.top) / box.height) * rows);
  const column = Math.floor(((x - box.left) / box.width) * columns);
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
}

/** The cells on the way from one to another, both included: a fast pointer skips some. */
export function cellsBetween(from: Place, to: Place): Place[] {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.column - from.column));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = steps === 0 ? 0 : step / steps;
    return {
      row: Math.round(from.row + share * (to.row - from.row)),
      column: Math.round(from.column + share * (to.column - from.column)),
    };
  });
}

/** The cell that an arrow key leads to, the edges being walls; null for any other key. */
export function cellAfter(key: string, from: Place, size: PlaneSize): Place | null {
  const step = arrowSteps[key];
  return step
    ? within({ row: from.row + step.rows, column: from.column + step.columns }, size)
    : null;
}

/** The nearest cell of the plane. */
export function within({ row, column }: Place, { rows, columns }: PlaneSize): Place {
  return {
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  };
}
