/** Which of the cells that made a cell weighs most: one step of the way back to the photo. */
import type { Cell, CellTerms } from '../layers/contract';

/** What is known of a cell's making: `inputs` and `weights` in the terms' order. */
export interface MadeCell {
  terms: CellTerms;
  inputs: ArrayLike<number>;
  /** For each place of the window (sources × rows × columns) whether it lies on the input. */
  inside: ArrayLike<number>;
  weights: ArrayLike<number> | null;
}

/**
 * The index, among the cells' order, of the one that weighs most: the first of equals; null where
 * there is none. What is not a number never is a maximum, but it decides every other combination.
 */
export function strongestIndex({ terms, inputs, inside, weights }: MadeCell): number | null {
  if (terms.own !== undefined) return terms.own;
  const { count } = terms.channels;
  let strongest: number | null = null;
  let most = -Infinity;
  for (let index = 0; index < inputs.length; index++) {
    if (inside[Math.floor(index / count)] !== 1) continue;
    const input = inputs[index] ?? NaN;
    const weight = weights ? (weights[index] ?? NaN) : 1;
    const worth = worthOf(terms.combination, input, weight);
    if (strongest === null || worth > most) {
      strongest = index;
      most = worth;
    }
  }
  return strongest;
}

/** Comparable: what is not a number stands at one of the ends. */
function worthOf(combination: CellTerms['combination'], input: number, weight: number): number {
  if (combination === 'maximum') return Number.isNaN(input) ? -Infinity : input;
  const worth = Math.abs(input * weight);
  return Number.isNaN(worth) ? Infinity : Math.min(worth, Number.MAX_VALUE);
}

/** The cell of the input at an index among the cells' order. */
export function cellAt({ rows, columns, channels }: CellTerms, index: number): Cell {
  const place = Math.floor(index / channels.count);
  return {
    row: rows[Math.floor(place / columns.length) % rows.length] ?? 0,
    column: columns[place % columns.length] ?? 0,
    channel: channels.first + (index % channels.count),
  };
}

/** Which of a node's inputs the cell at an index among the cells' order is of. */
export function sourceAt({ sources = [0], rows, columns, channels }: CellTerms, index: number) {
  return sources[Math.floor(index / (rows.length * columns.length * channels.count))] ?? 0;
}
