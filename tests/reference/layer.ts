/** Any layer by its kind: its output, its weights' shapes and its counts, from the plain loops. */
import {
  activations,
  connect,
  convolve,
  convolveEach,
  padWithZeros,
  pool,
  poolWhole,
  reductions,
  softmax,
  type ConvolutionSettings,
  type DepthwiseSettings,
  type PaddedSides,
  type PoolSettings,
  type Values,
} from './loops';

import { normaliseBatch, normaliseLocally, type LocalResponseSettings } from './normalisation';

export type PlainSettings = Readonly<Record<string, unknown>>;

export interface ReferenceResult extends Values {
  parameters: number;
  /** Multiply-accumulate operations. */
  macs: number;
}

/** Shapes of kernel and bias, or of gamma, beta, mean and variance; none for what has no weights. */
export function weightShapes(kind: string, s: PlainSettings, input: readonly number[]): number[][] {
  const [channels] = input.slice(-1);
  if (kind === 'conv2d') {
    const c = s as unknown as ConvolutionSettings;
    const depth = Math.floor((channels ?? 0) / c.groups);
    return [[c.kernelHeight, c.kernelWidth, depth, c.filters], [c.filters]];
  }
  if (kind === 'depthwiseConv2d') {
    const d = s as unknown as DepthwiseSettings;
    const outputs = (channels ?? 0) * d.depthMultiplier;
    return [[d.kernelHeight, d.kernelWidth, channels ?? 0, d.depthMultiplier], [outputs]];
  }
  if (kind === 'dense') return [[channels ?? 0, s['units'] as number], [s['units'] as number]];
  if (kind === 'batchNormalization') return Array.from({ length: 4 }, () => [channels ?? 0]);
  return [];
}

/** The same with random numbers from 0 to 1: a variance is never below a tenth, all others −1 to 1. */
export function randomWeights(
  kind: string,
  s: PlainSettings,
  input: readonly number[],
  next: () => number,
): Float32Array[] {
  return weightShapes(kind, s, input).map((sides, index) => {
    const isVariance = kind === 'batchNormalization' && index === 3;
    const length = sides.reduce((a, b) => a * b, 1);
    return new Float32Array(length).map(() => (isVariance ? 0.1 + next() : 2 * next() - 1));
  });
}

/** The layer's output, or null where it has none on such an input. */
export function runReference(
  kind: string,
  s: PlainSettings,
  input: Values,
  weights: readonly ArrayLike<number>[],
): ReferenceResult | null {
  const none = { parameters: 0, macs: 0 };
  const [kernel = [], bias = []] = weights;
  const numbers = kernel.length + (s['useBias'] === true ? bias.length : 0);
  switch (kind) {
    case 'conv2d': {
      if (input.shape.length !== 3) return null;
      const output = convolve(input, s as unknown as ConvolutionSettings, kernel, bias);
      return output && { ...output, parameters: numbers, macs: output.multiplications };
    }
    case 'depthwiseConv2d': {
      if (input.shape.length !== 3) return null;
      const output = convolveEach(input, s as unknown as DepthwiseSettings, kernel, bias);
      return output && { ...output, parameters: numbers, macs: output.multiplications };
    }
    case 'dense': {
      if (input.shape.length !== 1) return null;
      const output = connect(input, s['units'] as number, kernel, bias);
      return { ...output, parameters: numbers, macs: output.multiplications };
    }
    case 'maxPool2d':
    case 'averagePool2d': {
      const p = s as unknown as PoolSettings;
      const smaller = Math.min(p.poolHeight, p.poolWidth);
      if (input.shape.length !== 3) return null;
      if (p.padding === 'pixels' && p.paddingPixels >= smaller) return null;
      const output = pool(input, p, reductions[kind]);
      return output && { ...output, ...none };
    }
    case 'zeroPadding2d': {
      if (input.shape.length !== 3) return null;
      return { ...padWithZeros(input, s as unknown as PaddedSides), ...none };
    }
    case 'globalAveragePool2d':
      return input.shape.length === 3 ? { ...poolWhole(input), ...none } : null;
    case 'batchNormalization': {
      const output = normaliseBatch(input, s['epsilon'] as number, weights);
      return { ...output, parameters: kernel.length + bias.length, macs: 0 };
    }
    case 'localResponseNormalization':
      if (input.shape.length !== 3) return null;
      return { ...normaliseLocally(input, s as unknown as LocalResponseSettings), ...none };
    case 'dropout':
      return { ...input, ...none };
    case 'flatten':
      return { shape: [input.values.length], values: input.values, ...none };
    case 'softmax':
      return { ...softmax(input), ...none };
    default: {
      const activation = activations[kind];
      if (!activation) throw new RangeError(`no reference for ${kind}`);
      const alpha = (s['alpha'] as number | undefined) ?? 0;
      const values = input.values.map((x) => activation(x, alpha));
      return { shape: input.shape, values, ...none };
    }
  }
}
