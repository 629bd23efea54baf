/**
 * A photo made of numbers: a small matrix that a person types. Its id is its numbers, so that the
 * state and the link hold the whole of it: `m5x5.1110001110001110011001100` for digits, two
 * hexadecimal digits a value where one is above 9.
 */
import type { DecodedPhoto, PhotoPixels } from './photo';

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns` whole numbers 0..255, row by row. */
  readonly values: readonly number[];
}

/** Most rows, and most columns. */
export const longestMatrixSide = 12;
/** What a pixel holds at most. */
export const largestMatrixValue = 255;

const idPattern = /^m([1-9]\d?)x([1-9]\d?)\.([0-9a-f]+)$/;

export function matrixId({ rows, columns, values }: Matrix): string {
  const areDigits = values.every((value) => value <= 9);
  const texts = values.map((value) =>
    areDigits ? String(value) : value.toString(16).padStart(2, '0'),
  );
  return `m${rows}x${columns}.${texts.join('')}`;
}

/** The matrix of an id; undefined for every other text, a longer way to write a matrix included. */
export function matrixOfId(id: string): Matrix | undefined {
  const [, height, width, text = ''] = idPattern.exec(id) ?? [];
  const rows = Number(height);
  const columns = Number(width);
  if (!(rows <= longestMatrixSide && columns <= longestMatrixSide)) return undefined;
  const cells = rows * columns;
  const digits = text.length === cells ? 1 : 2;
  if (text.length !== cells * digits) return undefined;
  const values = Array.from({ length: cells }, (_, cell) =>
    Number.parseInt(text.slice(cell * digits, (cell + 1) * digits), 16),
  );
  const matrix = { rows, columns, values };
  return matrixId(matrix) === id ? matrix : undefined;
}

export function isMatrixId(id: string): boolean {
  return matrixOfId(id) !== undefined;
}

/** The matrix as a photo: each number is the grey of one pixel. */
export function matrixPhoto(matrix: Matrix): DecodedPhoto {
  const { rows: height, columns: width } = matrix;
  return { name: matrixId(matrix), type: 'matrix', width, height, photo: pixelsOf(matrix) };
}

function pixelsOf({ rows, columns, values }: Matrix): PhotoPixels {
  const data = new Uint8ClampedArray(values.length * 4).fill(255);
  values.forEach((value, cell) => data.fill(value, cell * 4, cell * 4 + 3));
  return { width: columns, height: rows, data };
}

export function withMatrixValue(matrix: Matrix, cell: number, value: number): Matrix {
  return { ...matrix, values: matrix.values.with(cell, value) };
}

/** Cut off at the right and below, or filled up with zeros. */
export function resizedMatrix(matrix: Matrix, rows: number, columns: number): Matrix {
  return matrixFrom(rows, columns, (row, column) =>
    row < matrix.rows && column < matrix.columns
      ? (matrix.values[row * matrix.columns + column] ?? 0)
      : 0,
  );
}

export function matrixFrom(
  rows: number,
  columns: number,
  valueAt: (row: number, column: number) => number,
): Matrix {
  const values = Array.from({ length: rows * columns }, (_, cell) =>
    valueAt(Math.floor(cell / columns), cell % columns),
  );
  return { rows, columns, values };
}
