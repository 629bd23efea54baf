/** What a key does in a matrix of number fields. Digits are typed, so they are not among them. */

export type MatrixKey =
  { type: 'move'; rows: number; columns: number } | { type: 'add'; amount: number };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const largeStep = 10;

const keys: Readonly<Record<string, MatrixKey>> = {
  ArrowUp: { type: 'move', rows: -1, columns: 0 },
  ArrowDown: { type: 'move', rows: 1, columns: 0 },
  Enter: { type: 'move', rows: 1, columns: 0 },
  ArrowLeft: { type: 'move', rows: 0, columns: -1 },
  ArrowRight: { type: 'move', rows: 0, columns: 1 },
  Home: { type: 'move', rows: 0, columns: -Infinity },
  End: { type: 'move', rows: 0, columns: Infinity },
  '+': { type: 'add', amount: 1 },
  '=': { type: 'add', amount: 1 },
  '-': { type: 'add', amount: -1 },
  PageUp: { type: 'add', amount: largeStep },
  PageDown: { type: 'add', amount: -largeStep },
};

/** Null for keys that a field keeps to itself. */
export function matrixKey({ key, ctrlKey, metaKey, altKey }: Pressed): MatrixKey | null {
  return ctrlKey || metaKey || altKey ? null : (keys[key] ?? null);
}

/** The cell that a move leads to from another, in rows; the edges are walls. */
export function movedCell(
  cell: number,
  { rows: down, columns: across }: { rows: number; columns: number },
  rows: number,
  columns: number,
): number {
  const row = bounded(Math.floor(cell / columns) + down, rows);
  return row * columns + bounded((cell % columns) + across, columns);
}

function bounded(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
