/**
 * What was done by hand to single filters of a layer, as data: numbers typed over the drawn ones, a
 * bias of its own, a filter that is muted, or frozen: not drawn anew with the others.
 */

import { trainedOptions } from './trainedLayers';

/** A number in the place of the one at this cell of the filter's kernel. */
export interface KernelNumber {
  channel: number;
  row: number;
  column: number;
  value: number;
}

/** What a frozen filter was drawn by, and goes on to be. */
export interface FrozenDraw {
  initializer: (typeof initializers)[number];
  constant: number;
  seed: number;
  /** Output count that the Glorot limit is taken at. */
  drawnFor: number;
  bias: number;
  /** The trained layer that its numbers are from, as the setting has it; absent where they are drawn. */
  trained?: string;
}

/** Says something beside the filter's index; what it does not name is as for the other filters. */
export interface FilterChange {
  /** Index of the filter, from 0. */
  filter: number;
  /** In the order of channel, row, column; no place twice. Those outside the kernel wait. */
  numbers?: readonly KernelNumber[];
  bias?: number;
  muted?: true;
  frozen?: FrozenDraw;
}

export const initializers = ['glorotUniform', 'heNormal', 'constant'] as const;

/** Numbers of kernels and biases lie between minus this and this. */
export const largestWeight = 1000;
/** Sides of the largest kernel, channels and filters of the largest layer. */
const mostSide = 15;
const mostFilters = 512;

/** The changes of one filter. */
export function changeOf(
  changes: readonly FilterChange[],
  filter: number,
): Omit<FilterChange, 'filter'> {
  return changes.find((change) => change.filter === filter) ?? {};
}

/** The list with one filter's changes replaced, in the order of filters; none takes it out. */
export function withChange(
  changes: readonly FilterChange[],
  filter: number,
  { numbers = [], bias, muted, frozen }: Omit<FilterChange, 'filter'>,
): readonly FilterChange[] {
  const change: FilterChange = {
    filter,
    ...(numbers.length > 0 && { numbers }),
    ...(bias !== undefined && { bias }),
    ...(muted && { muted }),
    ...(frozen && { frozen }),
  };
  const others = changes.filter((other) => other.filter !== filter);
  const all = Object.keys(change).length > 1 ? [...others, change] : others;
  return all.toSorted((a, b) => a.filter - b.filter);
}

/** Numbers with some of them replaced or added. */
export function withNumbers(
  numbers: readonly KernelNumber[],
  added: readonly KernelNumber[],
): readonly KernelNumber[] {
  const byPlace = new Map([...numbers, ...added].map((number) => [placeOf(number), number]));
  return [...byPlace.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The nearest number that a kernel can hold; a plain 0 for −0. */
export function boundedWeight(value: number): number {
  return Math.min(largestWeight, Math.max(-largestWeight, value)) + 0;
}

/** Filters that give 0 everywhere: all others where one of the layer's is solo, or the muted ones. */
export function silentFilters(
  filters: number,
  solo: number,
  changes: readonly FilterChange[],
): readonly number[] {
  if (solo >= 0 && solo < filters) {
    return Array.from({ length: filters }, (_, filter) => filter).filter((each) => each !== solo);
  }
  return changes.flatMap(({ filter, muted }) => (muted && filter < filters ? [filter] : []));
}

/** Whether a value is a list of changes, one a filter, in order. */
export function areFilterChanges(value: unknown): value is readonly FilterChange[] {
  return (
    Array.isArray(value) &&
    value.every(isFilterChange) &&
    ascends(value.map(({ filter }) => filter))
  );
}

function isFilterChange(value: unknown): value is FilterChange {
  if (typeof value !== 'object' || value === null) return false;
  const { filter, numbers, bias, muted, frozen } = value as Partial<FilterChange>;
  return (
    isIndex(filter, mostFilters) &&
    [numbers, bias, muted, frozen].some((part) => part !== undefined) &&
    (numbers === undefined || (Array.isArray(numbers) && areNumbers(numbers))) &&
    (bias === undefined || isWeight(bias)) &&
    (muted ?? true) &&
    (frozen === undefined || isFrozenDraw(frozen))
  );
}

function areNumbers(numbers: readonly KernelNumber[]): boolean {
  return (
    numbers.length > 0 &&
    numbers.every(
      ({ channel, row, column, value }) =>
        isIndex(channel, mostFilters) &&
        isIndex(row, mostSide) &&
        isIndex(column, mostSide) &&
        isWeight(value),
    ) &&
    ascends(numbers.map(placeOf))
  );
}

function isFrozenDraw({
  initializer,
  constant,
  seed,
  drawnFor,
  bias,
  trained,
}: FrozenDraw): boolean {
  return (
    initializers.includes(initializer) &&
    isWeight(constant) &&
    isIndex(seed, 2 ** 32) &&
    isIndex(drawnFor - 1, mostFilters) &&
    isWeight(bias) &&
    (trained === undefined || trainedOptions('conv2d').includes(trained))
  );
}

function placeOf({ channel, row, column }: KernelNumber): number {
  return (channel * mostSide + row) * mostSide + column;
}

function isIndex(value: unknown, end: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < end;
}

function isWeight(value: unknown): boolean {
  return Number.isFinite(value) && Math.abs(value as number) <= largestWeight;
}

function ascends(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? number));
}
