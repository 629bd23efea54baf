/** The matrix that stands in for a photo: its numbers and its size, each change an undoable step. */
import {
  longestMatrixSide,
  matrixId,
  matrixOfId,
  resizedMatrix,
  withMatrixValue,
  type Matrix,
} from '../photo/matrix';
import { articleMatrix } from '../photo/matrixExamples';
import { undoable } from './history';
import type { State } from './state';
import { store, useStore } from './store';

/** The matrix that was there last. */
let latest = { id: matrixId(articleMatrix), matrix: articleMatrix };
/** What resizing began with. */
let uncut: { from: Matrix; nowId: string } | null = null;

/** Null where the photo is another. The same object as long as the numbers are the same. */
export function selectMatrix({ photoRef }: State): Matrix | null {
  if (photoRef.source !== 'matrix') return null;
  if (latest.id !== photoRef.id) {
    const matrix = matrixOfId(photoRef.id);
    if (!matrix) return null;
    latest = { id: photoRef.id, matrix };
  }
  return latest.matrix;
}

export function useMatrix(): Matrix | null {
  return useStore(selectMatrix);
}

export function showMatrix(matrix: Matrix): void {
  const id = matrixId(matrix);
  if (store.getState().photoRef.id === id) return;
  undoable(() => store.setState({ photoRef: { source: 'matrix', id } }));
}

/** Takes the matrix that was there last for the photo; the article's at first. */
export function showLatestMatrix(): void {
  showMatrix(latest.matrix);
}

export function changeMatrixValue(cell: number, value: number): void {
  const matrix = selectMatrix(store.getState());
  if (matrix) showMatrix(withMatrixValue(matrix, cell, value));
}

/** What is cut off comes back while nothing but the size is changed. */
export function resizeMatrix(rows: number, columns: number): void {
  const matrix = selectMatrix(store.getState());
  if (!matrix || !isSide(rows) || !isSide(columns)) return;
  const from = uncut?.nowId === matrixId(matrix) ? uncut.from : matrix;
  const next = resizedMatrix(from, rows, columns);
  uncut = { from, nowId: matrixId(next) };
  showMatrix(next);
}

function isSide(length: number): boolean {
  return Number.isInteger(length) && length >= 1 && length <= longestMatrixSide;
}
