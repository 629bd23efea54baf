/** The arithmetic that made a cell, done again step by step in 64-bit numbers. */
import type { CellTerms } from '../layers/contract';

/** A cell's making as the engine reads it; lists in the order sources, rows, columns, channels. */
export interface Making {
  terms: CellTerms;
  /** `[sources × rows × columns × channels]`; those in the padding are 0. */
  inputs: ArrayLike<number>;
  /** `[sources × rows × columns]`: 1 where the place lies on the input. */
  inside: ArrayLike<number>;
  /** `[rows × columns × channels]`; of what is affine gamma, beta, mean and variance. */
  weights: ArrayLike<number> | null;
  bias: number | null;
}

/** What becomes of the cells on the way to the value; indices are those of the inputs. */
export interface Combined {
  value: number;
  /** How many of the inputs lie on the maps: what a mean divides by. */
  count: number;
  /** Of a mean: what is divided; of a sum: the sum; of what is normalised: that of the squares. */
  sum: number | null;
  /** Of what is normalised, the power, and of what is affine, the root that a cell is divided by. */
  divisor: number | null;
  /** Of a weighted sum: `[rows × columns × channels]`, input times weight; 0 in the padding. */
  products: Float64Array | null;
  /** Of a weighted sum: the products of each channel, in ascending order; empty otherwise. */
  perChannel: readonly { channel: number; sum: number }[];
  /** Of a maximum: the inputs that have it, more than one where they tie; empty otherwise. */
  winners: readonly number[];
  /** Of softmax: `[inputs]`, e to the power of x − shift. */
  exponentials: Float64Array | null;
  exponentialSum: number | null;
  /** Of softmax: 0, or the largest input where its power would be too large or too small. */
  shift: number;
}

/** Beyond this, either way, powers of e are not ordinary 64-bit numbers. */
const largestExponent = 700;

/** `curve` is the layer's own, its settings filled in; only the combination `function` needs it. */
export function combine(making: Making, curve?: (x: number) => number): Combined {
  const { terms, inputs } = making;
  const onMaps = indicesOnMaps(making);
  const start: Combined = {
    value: NaN,
    count: onMaps.length,
    sum: null,
    divisor: null,
    products: null,
    perChannel: [],
    winners: [],
    exponentials: null,
    exponentialSum: null,
    shift: 0,
  };
  const valueOf = (index: number) => inputs[index] ?? NaN;
  switch (terms.combination) {
    case 'weightedSum':
      return { ...start, ...weightedSum(making, onMaps) };
    case 'maximum': {
      // As the engine compares: what is not a number never wins.
      const value = onMaps.map(valueOf).reduce((most, x) => (x > most ? x : most), -Infinity);
      const winners = onMaps.filter((index) => valueOf(index) === value);
      return { ...start, value, winners };
    }
    case 'mean': {
      const sum = onMaps.map(valueOf).reduce((total, x) => total + x, 0);
      return { ...start, value: sum / onMaps.length, sum };
    }
    case 'sum': {
      const value = onMaps.map(valueOf).reduce((total, x) => total + x, 0);
      return { ...start, value, sum: value };
    }
    case 'function':
      if (!curve) throw new RangeError('a function is combined with its curve');
      return { ...start, value: curve(valueOf(0)) };
    case 'softmax':
      return { ...start, ...softmax(inputs, terms.own ?? 0) };
    case 'normalised':
      return { ...start, ...normalised(making) };
    case 'affine':
      return { ...start, ...affine(making) };
    case 'copy':
      return { ...start, value: valueOf(0) };
  }
}

/**
 * The most decimals, up to `most`, at which a sum and a value round to the same text; negative where
 * only tens (−1), hundreds (−2) or more are the same. 0 where they have none in common: one of them
 * is not finite.
 */
export function agreeingDigits(sum: number, value: number, most = 6): number {
  if (Object.is(sum, value)) return most;
  if (!Number.isFinite(sum) || !Number.isFinite(value)) return 0;
  let decimals = most;
  while (roundedText(sum, decimals) !== roundedText(value, decimals)) decimals--;
  return decimals;
}

/** A number rounded to so many decimals; to tens and hundreds where they are negative. */
export function roundedText(value: number, decimals: number): string {
  const step = 10 ** -decimals;
  const text = decimals < 0 ? String(Math.round(value / step) * step) : value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function indicesOnMaps({ terms, inputs, inside }: Making): number[] {
  const { count } = terms.channels;
  const indices: number[] = [];
  for (let index = 0; index < inputs.length; index++) {
    if (inside[Math.floor(index / count)] === 1) indices.push(index);
  }
  return indices;
}

function weightedSum(
  { terms, inputs, weights, bias }: Making,
  onMaps: readonly number[],
): Pick<Combined, 'value' | 'products' | 'perChannel'> {
  const { first, count } = terms.channels;
  const products = new Float64Array(inputs.length);
  const sums = new Float64Array(count);
  for (const index of onMaps) {
    const product = (inputs[index] ?? NaN) * (weights?.[index] ?? NaN);
    products[index] = product;
    sums[index % count]! += product;
  }
  const perChannel = Array.from(sums, (sum, index) => ({ channel: first + index, sum }));
  const value = sums.reduce((total, sum) => total + sum, bias ?? 0);
  return { value, products, perChannel };
}

function normalised({ terms, inputs }: Making): Pick<Combined, 'value' | 'sum' | 'divisor'> {
  const { own = 0, normalisation } = terms;
  if (!normalisation) throw new RangeError('what is normalised needs its constants');
  const { k, alpha, beta } = normalisation;
  const sum = Array.from(inputs).reduce((total, x) => total + x * x, 0);
  const divisor = (k + alpha * sum) ** beta;
  return { value: (inputs[own] ?? NaN) / divisor, sum, divisor };
}

function affine({ terms, inputs, weights }: Making): Pick<Combined, 'value' | 'divisor'> {
  if (!terms.affine || !weights) throw new RangeError('what is affine needs its numbers');
  const [gamma = NaN, beta = NaN, mean = NaN, variance = NaN] = Array.from(weights);
  const divisor = Math.sqrt(variance + terms.affine.epsilon);
  return { value: (gamma * ((inputs[0] ?? NaN) - mean)) / divisor + beta, divisor };
}

function softmax(
  inputs: ArrayLike<number>,
  own: number,
): Pick<Combined, 'value' | 'exponentials' | 'exponentialSum' | 'shift'> {
  const largest = Array.from(inputs).reduce((most, x) => Math.max(most, x), -Infinity);
  const shift = Math.abs(largest) > largestExponent ? largest : 0;
  const exponentials = Float64Array.from(inputs, (x) => Math.exp(x - shift));
  const exponentialSum = exponentials.reduce((total, power) => total + power, 0);
  return {
    value: (exponentials[own] ?? NaN) / exponentialSum,
    exponentials,
    exponentialSum,
    shift,
  };
}
