/**
 * Whether a backend computes rightly here. A graphics processor may round to half floats, read back
 * zeros, or have a driver that errs, and is fast at it: a handful of small layers, computed as the app
 * computes them, are compared with plain loops in 64-bit numbers over the cells that make theirs.
 */
import { definitionOf } from '../layers';
import { sizeOf, type CellTerms, type Shape, type TensorFlow } from '../layers/contract';
import { defaultsOf, type Settings } from '../layers/settings';
import { planesOf } from './reading';
import { Refused } from './refusal';

/**
 * Largest error, as a share of the sum of what is added up, signs left out. 32-bit floats stay below
 * 4e-5, which is 675 additions (the largest case) that each round by 2⁻²⁴. Half floats round every
 * result by up to 2⁻¹¹, 5e-4: that none of the hundreds here is off by a fifth of it cannot be.
 */
const tolerance = 1e-4;

interface Case {
  kind: string;
  settings: Settings;
  input: Shape;
  /** The number at an index of the input, and of all weights one after the other. */
  value: (index: number) => number;
  weight: (index: number) => number;
}

/** Numbers from −1 to 1, no two alike. */
const spread = (index: number) => Math.sin(12.9898 * (index + 1));

const cases: readonly Case[] = [
  {
    // A white photo in bytes under a box: 172,125, where half floats end at 65,504.
    kind: 'conv2d',
    settings: { filters: 2, kernelHeight: 15, kernelWidth: 15, padding: 'valid' },
    input: [15, 15, 3],
    value: () => 255,
    weight: (index) => (index < 15 * 15 * 3 * 2 ? 1 : 0),
  },
  {
    // Products of a millionth and less, which half floats take for 0.
    kind: 'conv2d',
    settings: { filters: 4, kernelHeight: 3, kernelWidth: 3, padding: 'valid' },
    input: [6, 6, 2],
    value: (index) => 1e-3 * spread(index),
    weight: (index) => 1e-3 * spread(index + 500),
  },
  {
    kind: 'conv2d',
    settings: { filters: 5, kernelHeight: 3, kernelWidth: 5, stride: 2, padding: 'same' },
    input: [9, 8, 3],
    value: spread,
    weight: (index) => spread(index + 500),
  },
  {
    kind: 'conv2d',
    settings: { filters: 4, kernelHeight: 3, kernelWidth: 3, dilation: 2, padding: 'same' },
    input: [8, 9, 4],
    value: (index) => 100 * spread(index),
    weight: (index) => spread(index + 500),
  },
  {
    kind: 'depthwiseConv2d',
    settings: { kernelHeight: 3, kernelWidth: 3, padding: 'same' },
    input: [6, 7, 4],
    value: spread,
    weight: (index) => spread(index + 500),
  },
  {
    // Nothing is above 0: padding that counts would be the largest.
    kind: 'maxPool2d',
    settings: { poolHeight: 3, poolWidth: 2, stride: 2, padding: 'same' },
    input: [9, 8, 4],
    value: (index) => spread(index) - 1.5,
    weight: () => 0,
  },
  {
    kind: 'dense',
    settings: { units: 7 },
    input: [300],
    value: spread,
    weight: (index) => spread(index + 500),
  },
];

/**
 * Throws `Refused` where the present backend computes one of the cases wrongly, and what tfjs throws
 * where it cannot compute it. Ends without a word where another backend was made the present one.
 */
export async function checkBackend(tf: TensorFlow): Promise<void> {
  const checked = tf.backend();
  for (const each of cases) {
    await check(tf, each);
    // The one that was checked was given up.
    if (tf.backend() !== checked) return;
  }
}

async function check(tf: TensorFlow, { kind, input, value, weight, ...own }: Case): Promise<void> {
  const definition = definitionOf(kind);
  const settings = { ...defaultsOf(definition.settings), ...own.settings };
  const values = Float32Array.from({ length: sizeOf(input) }, (_, index) => value(index));
  let index = 0;
  const weights = definition.weights(input, settings).map(({ shape }) => ({
    shape,
    values: Float32Array.from({ length: sizeOf(shape) }, () => weight(index++)),
  }));
  const output = tf.tidy(() =>
    definition.compute(
      tf,
      tf.tensor(values, [...input]),
      settings,
      weights.map((each) => tf.tensor(each.values, [...each.shape])),
    ),
  );
  const computed = await output.data().finally(() => output.dispose());
  const maps = planesOf(output.shape);
  for (let at = 0; at < output.size; at++) {
    const position = Math.floor(at / maps.channels);
    const cell = {
      row: Math.floor(position / maps.width),
      column: position % maps.width,
      channel: at % maps.channels,
    };
    const { truth, size } = plainly(
      definition.terms(input, settings, cell),
      input,
      values,
      weights,
    );
    const got = computed[at] ?? NaN;
    if (Math.abs(got - truth) <= tolerance * size) continue;
    throw new Refused({ code: 'wrong', values: { got: words(got), expected: words(truth) } });
  }
}

interface Numbers {
  shape: Shape;
  values: Float32Array;
}

/** A weighted sum, or a maximum, of the cells that make one; and what its error is to be a share of. */
function plainly(
  { combination, rows, columns, channels, weights }: CellTerms,
  input: Shape,
  values: Float32Array,
  [kernel, bias]: readonly Numbers[],
): { truth: number; size: number } {
  const { height, width, channels: depth } = planesOf(input);
  const isSum = combination === 'weightedSum';
  let truth = isSum ? ((weights && bias?.values[weights.bias]) ?? 0) : -Infinity;
  let size = isSum ? Math.abs(truth) : 0;
  let place = 0;
  for (const row of rows) {
    for (const column of columns) {
      for (let channel = 0; channel < channels.count; channel++, place++) {
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const x = values[(row * width + column) * depth + channels.first + channel] ?? NaN;
        if (!isSum) {
          truth = Math.max(truth, x);
          size = Math.abs(truth);
          continue;
        }
        const product = x * (weights && kernel ? numberAt(kernel, weights, place) : NaN);
        truth += product;
        size += Math.abs(product);
      }
    }
  }
  return { truth, size };
}

/** The number at a place, in row-major order, of the part of a kernel that begins there and is so large. */
function numberAt(
  { shape, values }: Numbers,
  { begin, size }: NonNullable<CellTerms['weights']>,
  place: number,
): number {
  let index = 0;
  let step = 1;
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const side = size[axis] ?? 1;
    index += ((begin[axis] ?? 0) + (rest % side)) * step;
    rest = Math.floor(rest / side);
    step *= shape[axis] ?? 1;
  }
  return values[index] ?? NaN;
}

/** A number as sentences have it: 172,125. */
function words(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 6 });
}
