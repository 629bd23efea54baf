/** Matrices to begin with. Those without a size of their own are made at the size they are asked for. */
import { matrixFrom, type Matrix } from './matrix';

/** The 5 × 5 image of zeros and ones over which a 3 × 3 kernel slides as the article begins. */
export const articleMatrix: Matrix = {
  rows: 5,
  columns: 5,
  // prettier-ignore
  values: [
    1, 1, 1, 0, 0,
    0, 1, 1, 1, 0,
    0, 0, 1, 1, 1,
    0, 0, 1, 1, 0,
    0, 1, 1, 0, 0,
  ],
};

const brightSide = 10;
const largestDigit = 9;

export function zeros(rows: number, columns: number): Matrix {
  return matrixFrom(rows, columns, () => 0);
}

/** Dark at the left, bright at the right. */
export function verticalEdge(rows: number, columns: number): Matrix {
  return matrixFrom(rows, columns, (_, column) => (column < columns / 2 ? 0 : brightSide));
}

/** A bright row and column through the middle. */
export function cross(rows: number, columns: number): Matrix {
  const middle = { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
  return matrixFrom(rows, columns, (row, column) =>
    row === middle.row || column === middle.column ? 1 : 0,
  );
}

export function randomDigits(rows: number, columns: number): Matrix {
  return matrixFrom(rows, columns, () => Math.floor(Math.random() * (largestDigit + 1)));
}
