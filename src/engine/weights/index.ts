/** Weights from their specifications: drawn, constant or made by hand. */
import type { WeightSpec } from '../../layers/contract';
import type { HandmadeKernel } from '../../layers/settings';
import { cellKey, draw, filterKeys } from './draw';
import { handmadeKernel } from './handmade';
import { glorotUniform, heNormal, type Initialiser } from './initialisers';

export { handmadeKernel } from './handmade';

/** A kernel's axes; a dense kernel `[units in, units]` is one cell with many channels. */
interface KernelSize {
  rows: number;
  columns: number;
  channels: number;
  filters: number;
}

/** The numbers of a weight tensor in the order of its shape; the same on every machine. */
export function weightValues(spec: WeightSpec): Float32Array<ArrayBuffer> {
  const size = kernelSize(spec.shape);
  const values = new Float32Array(size.rows * size.columns * size.channels * size.filters);
  if (spec.initializer === 'constant') values.fill(spec.constant);
  else fillDrawn(values, size, spec.seed, initialiserOf(spec));
  for (const kernel of spec.handmade) {
    if (kernel.filter < size.filters) placeHandmade(values, size, kernel);
  }
  return values;
}

function initialiserOf(spec: WeightSpec): Initialiser {
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
