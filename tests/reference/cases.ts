/**
 * Random layers on random inputs, and their comparison with the plain loops. A case is plain data;
 * its numbers follow from its seed. Runs in Node and in a page alike.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { definitionOf } from '../../src/layers';
import { defaultsOf, type Settings } from '../../src/layers/settings';
import { inParts } from '../../src/layers/weightParts';
import { randomWeights, runReference, weightShapes, type ReferenceResult } from './layer';
import type { Values } from './loops';

export interface LayerCase {
  kind: string;
  settings: Settings;
  /** Of the input: `[height, width, channels]` or `[units]`. */
  shape: number[];
  seed: number;
}

/** The kinds that have a reference. */
export const referenceKinds = [
  'conv2d',
  'depthwiseConv2d',
  'zeroPadding2d',
  'maxPool2d',
  'averagePool2d',
  'globalAveragePool2d',
  'relu',
  'leakyRelu',
  'elu',
  'softplus',
  'sigmoid',
  'tanh',
  'softmax',
  'batchNormalization',
  'localResponseNormalization',
  'dropout',
  'flatten',
  'dense',
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

const padding = {
  padding: fc.constantFrom('valid', 'same', 'pixels'),
  paddingPixels: fc.integer({ min: 0, max: 7 }),
};
const useBias = fc.boolean();
const zeros = fc.integer({ min: 0, max: 7 });
const poolSettings = fc.record({
  poolHeight: fc.integer({ min: 2, max: 8 }),
  poolWidth: fc.integer({ min: 2, max: 8 }),
  stride: fc.integer({ min: 0, max: 8 }),
  rounding: fc.constantFrom('floor', 'ceil'),
  ...padding,
});
/** Mostly small kernels, now and then one as large as the sliders go. */
const kernelSide = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 15 }) },
);

const settingsFor: Partial<Record<ReferenceKind, fc.Arbitrary<Settings>>> = {
  conv2d: fc.record({
    filters: fc.integer({ min: 1, max: 6 }),
    kernelHeight: kernelSide,
    kernelWidth: kernelSide,
    stride: fc.integer({ min: 1, max: 8 }),
    dilation: fc.integer({ min: 1, max: 4 }),
    groups: fc.constantFrom(1, 1, 2, 3, 4),
    useBias,
    ...padding,
  }),
  depthwiseConv2d: fc.record({
    depthMultiplier: fc.integer({ min: 1, max: 3 }),
    kernelHeight: kernelSide,
    kernelWidth: kernelSide,
    stride: fc.integer({ min: 1, max: 8 }),
    dilation: fc.integer({ min: 1, max: 4 }),
    useBias,
    ...padding,
  }),
  zeroPadding2d: fc.record({ top: zeros, bottom: zeros, left: zeros, right: zeros }),
  maxPool2d: poolSettings,
  averagePool2d: poolSettings,
  leakyRelu: fc.record({ alpha: fc.integer({ min: 0, max: 100 }).map((n) => n / 100) }),
  elu: fc.record({ alpha: fc.integer({ min: 0, max: 300 }).map((n) => n / 100) }),
  batchNormalization: fc.record({ epsilon: fc.constantFrom(0.00001, 0.001, 0.1) }),
  localResponseNormalization: fc.record({
    depthRadius: fc.integer({ min: 0, max: 7 }),
    k: fc.integer({ min: 1, max: 100 }).map((n) => n / 10),
    alpha: fc.constantFrom(0, 0.00002, 0.0001, 0.1, 1),
    beta: fc.integer({ min: 0, max: 40 }).map((n) => n / 20),
  }),
  dropout: fc.record({ rate: fc.integer({ min: 0, max: 19 }).map((n) => n / 20) }),
  dense: fc.record({ units: fc.integer({ min: 1, max: 12 }), useBias }),
};

const side = fc.integer({ min: 1, max: 16 });
const mapShape = fc.tuple(side, side, fc.integer({ min: 1, max: 6 })).map((shape) => [...shape]);
const vectorShape = fc.integer({ min: 1, max: 200 }).map((units) => [units]);

function shapeFor(kind: ReferenceKind): fc.Arbitrary<number[]> {
  if (kind === 'dense') return vectorShape;
  if (kind.endsWith('2d') || kind === 'localResponseNormalization') return mapShape;
  return fc.oneof(mapShape, vectorShape);
}

/** Cases of a kind, those included that have no output. */
export function anyCase(kind: ReferenceKind): fc.Arbitrary<LayerCase> {
  return fc.record({
    kind: fc.constant(kind),
    settings: (settingsFor[kind] ?? fc.constant<Settings>({})).map((some) => ({
      ...defaultsOf(definitionOf(kind).settings),
      ...some,
    })),
    shape: shapeFor(kind),
    seed: fc.integer({ min: 0, max: 2147483645 }),
  });
}

/** Cases of a kind that have an output. */
export function runningCase(kind: ReferenceKind): fc.Arbitrary<LayerCase> {
  return anyCase(kind).filter((layerCase) => expected(layerCase) !== null);
}

/** Layers with more channels and filters than any of the random ones. */
export const wideCases: readonly LayerCase[] = [
  wide('conv2d', { filters: 40, padding: 'same' }, [17, 23, 33]),
  wide('conv2d', { filters: 33, kernelHeight: 1, kernelWidth: 1 }, [9, 30, 64]),
  wide('conv2d', { filters: 9, stride: 3, dilation: 2, padding: 'pixels' }, [31, 40, 19]),
  wide('conv2d', { filters: 24, groups: 8, padding: 'same', stride: 2 }, [17, 23, 16]),
  wide('depthwiseConv2d', { depthMultiplier: 2, padding: 'same', stride: 2 }, [17, 23, 33]),
  wide('depthwiseConv2d', { kernelWidth: 5, padding: 'same' }, [17, 23, 64]),
  wide('maxPool2d', { poolHeight: 5, poolWidth: 3, padding: 'same' }, [31, 40, 19]),
  wide('averagePool2d', { poolHeight: 5, poolWidth: 3, padding: 'same' }, [31, 40, 19]),
  wide('globalAveragePool2d', {}, [31, 40, 70]),
  wide('dense', { units: 100 }, [3000]),
  wide('softmax', {}, [1000]),
  wide('batchNormalization', {}, [17, 23, 33]),
  wide('localResponseNormalization', { alpha: 0.1 }, [17, 23, 33]),
];

function wide(kind: ReferenceKind, settings: Settings, shape: number[]): LayerCase {
  const defaults = defaultsOf(definitionOf(kind).settings);
  return { kind, settings: { ...defaults, ...settings }, shape, seed: 7 };
}

/** What the plain loops make of a case. */
export function expected(layerCase: LayerCase): ReferenceResult | null {
  const { kind, settings } = layerCase;
  const { input, weights } = numbersOf(layerCase);
  const values: Values = { shape: layerCase.shape, values: Float64Array.from(input) };
  return runReference(kind, settings, values, weights);
}

/**
 * Runs a case on the present backend of tfjs and returns the largest difference from the plain
 * loops, as a share of the largest expected value or of 1, whichever is greater. Infinite where
 * the shape is another or a number is not finite.
 */
export function compareCase(tf: typeof tfjs, layerCase: LayerCase): number {
  const reference = expected(layerCase);
  if (!reference) throw new RangeError('the case has no output');
  const { input, weights } = numbersOf(layerCase);
  const shapes = weightShapes(layerCase.kind, layerCase.settings, layerCase.shape);
  const inputTensor = tf.tensor(input, layerCase.shape);
  const weightTensors = weights.map((values, i) => tf.tensor(values, shapes[i] ?? []));
  const definition = definitionOf(layerCase.kind);
  const specs = definition.weights(layerCase.shape, layerCase.settings);
  const parts = weightTensors.flatMap((weight, i) => {
    const spec = specs[i];
    if (!spec) throw new RangeError(`${layerCase.kind} has no weight ${i}`);
    return inParts(tf, weight, spec);
  });
  const output = definition.compute(tf, inputTensor, layerCase.settings, parts);
  const shape = output.shape;
  const values = output.dataSync();
  tf.dispose([inputTensor, ...weightTensors, ...parts, output]);
  if (shape.join() !== reference.shape.join()) return Infinity;
  // Rounding goes by the terms of a sum, which may all but cancel in its value (Higham 2002, 4.2).
  let scale = Math.max(1, largest(input) * largest(weights[0] ?? []));
  let difference = 0;
  reference.values.forEach((value, i) => {
    const error = Math.abs(value - (values[i] ?? NaN));
    scale = Math.max(scale, Math.abs(value));
    difference = Math.max(difference, Number.isFinite(error) ? error : Infinity);
  });
  return difference / scale;
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Input and weights of a case: small numbers, now and then 0 or a large one. */
function numbersOf({ kind, settings, shape, seed }: LayerCase): {
  input: Float32Array;
  weights: Float32Array[];
} {
  let state = seed + 1;
  const next = () => {
    // Park & Miller 1988: exact in 53 bits.
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const input = new Float32Array(size(shape)).map(() => {
    const x = 6 * next() - 3;
    const chance = next();
    if (chance < 0.05) return 0;
    return chance < 0.1 ? 8 * x : x;
  });
  return { input, weights: randomWeights(kind, settings, shape, next) };
}

function size(sides: number[]): number {
  return sides.reduce((a, b) => a * b, 1);
}
