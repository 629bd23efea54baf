/** Weights from their specifications: drawn, constant, made by hand or typed in. */
import type { WeightSpec } from '../../layers/contract';
import type { HandmadeKernel } from '../../layers/settings';
import type { TrainedTensor } from '../../models/layersModel';
import { cellKey, draw, filterKey, filterKeys } from './draw';
import { handmadeKernel } from '../../layers/handmadeKernels';
import { glorotUniform, heNormal, type Initialiser } from './initialisers';

export { handmadeKernel } from '../../layers/handmadeKernels';

/** The numbers of a trained layer, named as the setting has it; null where there are none. */
export type TrainedNumbers = (trained: string, name: WeightSpec['name']) => TrainedTensor | null;

/** A kernel's axes; a dense kernel `[units in, units]` is one cell with many channels. */
interface KernelSize {
  rows: number;
  columns: number;
  channels: number;
  filters: number;
}

/**
 * The numbers of a weight tensor in the order of its shape; the same on every machine. Those of
 * silent filters too: see `silenced`.
 */
export function weightValues(
  spec: WeightSpec,
  trained: TrainedNumbers = () => null,
): Float32Array<ArrayBuffer> {
  const size = kernelSize(spec.shape);
  const values = new Float32Array(size.rows * size.columns * size.channels * size.filters);
  const learned = trained(spec.trained, spec.name);
  if (learned && covers(learned, spec.shape)) values.set(learned.values);
  else {
    if (spec.initializer === 'constant') values.fill(spec.constant);
    else fillDrawn(values, size, spec.seed, initialiserOf(spec));
    if (learned) placeLearned(values, size, learned);
  }
  for (const frozen of spec.frozen) {
    const { filter } = frozen;
    if (filter >= size.filters) continue;
    drawFilter(values, size, { ...frozen, fanIn: spec.fanIn });
    const own = trained(frozen.trained, spec.name);
    if (own) placeLearned(values, size, own, filter);
  }
  for (const kernel of spec.handmade) {
    if (kernel.filter < size.filters) placeHandmade(values, size, kernel);
  }
  for (const edit of spec.edits) placeEdit(values, size, edit);
  return values;
}

/** The numbers that are computed with: 0 where the filter is silent. */
export function silenced<Values extends Float32Array>(
  values: Values,
  { shape, silent }: Pick<WeightSpec, 'shape' | 'silent'>,
): Values | Float32Array<ArrayBuffer> {
  if (silent.length === 0) return values;
  const { filters } = kernelSize(shape);
  const result = Float32Array.from(values);
  for (const filter of silent) {
    for (let at = filter; at < result.length; at += filters) result[at] = 0;
  }
  return result;
}

function initialiserOf(spec: Pick<WeightSpec, 'initializer' | 'fanIn' | 'fanOut'>): Initialiser {
  return spec.initializer === 'heNormal'
    ? heNormal(spec.fanIn)
    : glorotUniform(spec.fanIn, spec.fanOut);
}

function kernelSize(shape: readonly number[]): KernelSize {
  const [filters = 1, channels = 1, columns = 1, rows = 1] = shape.toReversed();
  return { rows, columns, channels, filters };
}

function fillDrawn(
  values: Float32Array,
  { rows, columns, channels, filters }: KernelSize,
  seed: number,
  initialise: Initialiser,
): void {
  const keys = filterKeys(seed, filters);
  let index = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < channels; channel++) {
        const cell = cellKey(row, column, channel);
        for (const key of keys) values[index++] = initialise(draw(key, cell));
      }
    }
  }
}

/** Draws one filter alone: the same numbers as among others that are drawn likewise. */
function drawFilter(
  values: Float32Array,
  { rows, columns, channels, filters }: KernelSize,
  drawn: WeightSpec['frozen'][number] & Pick<WeightSpec, 'fanIn'>,
): void {
  const key = filterKey(drawn.seed, drawn.filter);
  const initialise = initialiserOf(drawn);
  let index = drawn.filter;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < channels; channel++) {
        values[index] =
          drawn.initializer === 'constant'
            ? drawn.constant
            : initialise(draw(key, cellKey(row, column, channel)));
        index += filters;
      }
    }
  }
}

function covers({ shape }: TrainedTensor, wanted: readonly number[]): boolean {
  return shape.length === wanted.length && shape.every((side, axis) => side === wanted[axis]);
}

/** Puts learned numbers in the places that both shapes have: of all filters, or of one. */
function placeLearned(
  values: Float32Array,
  { rows, columns, channels, filters }: KernelSize,
  learned: TrainedTensor,
  only?: number,
): void {
  const from = kernelSize(learned.shape);
  const first = only ?? 0;
  const end = Math.min(filters, from.filters, only === undefined ? Infinity : only + 1);
  for (let row = 0; row < Math.min(rows, from.rows); row++) {
    for (let column = 0; column < Math.min(columns, from.columns); column++) {
      for (let channel = 0; channel < Math.min(channels, from.channels); channel++) {
        const to = ((row * columns + column) * channels + channel) * filters;
        const source = ((row * from.columns + column) * from.channels + channel) * from.filters;
        for (let filter = first; filter < end; filter++) {
          values[to + filter] = learned.values[source + filter] ?? 0;
        }
      }
    }
  }
}

/** Puts a number in its place; one that lies outside of the kernel waits for a larger one. */
function placeEdit(
  values: Float32Array,
  { rows, columns, channels, filters }: KernelSize,
  { row, column, channel, filter, value }: WeightSpec['edits'][number],
): void {
  if (row >= rows || column >= columns || channel >= channels || filter >= filters) return;
  values[((row * columns + column) * channels + channel) * filters + filter] = value;
}

/** Puts a hand-made kernel in a filter's place, spread evenly: it filters the channels' mean. */
function placeHandmade(
  values: Float32Array,
  { rows, columns, channels, filters }: KernelSize,
  { filter, name, angle }: HandmadeKernel,
): void {
  handmadeKernel(name, rows, columns, angle).forEach((weight, cell) => {
    for (let channel = 0; channel < channels; channel++) {
      values[(cell * channels + channel) * filters + filter] = weight / channels;
    }
  });
}
