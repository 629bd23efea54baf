/** What a key does in a matrix of number fields. Digits are typed, so they are not among them. */
import { arrowSteps, isCommand, type CellStep, type PressedKey } from '../pressedKey';

export type MatrixKey = ({ type: 'move' } & CellStep) | { type: 'add'; amount: number };

const largeStep = 10;

const keys: Readonly<Record<string, MatrixKey>> = {
  Enter: { type: 'move', rows: 1, columns: 0 },
  Home: { type: 'move', rows: 0, columns: -Infinity },
  End: { type: 'move', rows: 0, columns: Infinity },
  '+': { type: 'add', amount: 1 },
  '=': { type: 'add', amount: 1 },
  '-': { type: 'add', amount: -1 },
  PageUp: { type: 'add', amount: largeStep },
  PageDown: { type: 'add', amount: -largeStep },
};

/** Null for keys that a field keeps to itself. */
export function matrixKey(pressed: Omit<PressedKey, 'shiftKey'>): MatrixKey | null {
  if (isCommand(pressed)) return null;
  const step = arrowSteps[pressed.key];
  return step ? { type: 'move', ...step } : (keys[pressed.key] ?? null);
}

/** The cell that a move leads to from another, in rows; the edges are walls. */
export function movedCell(
  cell: number,
  { rows: down, columns: across }: CellStep,
  rows: number,
  columns: number,
): number {
  const row = bounded(Math.floor(cell / columns) + down, rows);
  return row * columns + bounded((cell % columns) + across, columns);
}

function bounded(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
