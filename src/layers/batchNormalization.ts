/**
 * Batch normalisation as it runs once trained, as Keras' BatchNormalization: channel by channel (unit
 * by unit of a vector) gamma · (x − mean) / √(variance + epsilon) + beta, with the mean and variance
 * that training gathered. Ioffe & Szegedy 2015.
 */
import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { defineLayer, oneCell, type Shape, type WeightSpec } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';
import { untrained } from './trainedLayers';

const specs = {
  gamma: { type: 'number', code: 'g', min: -3, max: 3, step: 0.01, default: 1 },
  beta: { type: 'number', code: 'b', min: -3, max: 3, step: 0.01, default: 0 },
  movingMean: { type: 'number', code: 'm', min: -3, max: 3, step: 0.01, default: 0 },
  movingVariance: { type: 'number', code: 'v', min: 0, max: 4, step: 0.01, default: 1 },
  /** Above 0, so that nothing is divided by 0. Keras' default. */
  epsilon: { type: 'number', code: 'e', min: 0.00001, max: 0.1, step: 0.00001, default: 0.001 },
} as const satisfies SettingSpecs;

export const batchNormalization = defineLayer<SettingsOf<typeof specs>>({
  kind: 'batchNormalization',
  code: 'bn',
  group: 'training',
  settings: specs,
  remark: 'asTrained',
  outputSign: 'signed',
  outputShape: (input) => ({ ok: true, shape: input }),

  /** Gamma and beta. */
  parameters: (input) => 2 * channelsOf(input),
  /** Mean and variance. */
  fixedParameters: (input) => 2 * channelsOf(input),
  macs: () => 0,
  reach: () => 'sameCell',

  terms: (input, { epsilon }, cell) => ({
    combination: 'affine',
    ...oneCell(cell),
    affine: { channel: input.length === 1 ? cell.column : cell.channel, epsilon },
  }),

  weights: (input, s) => [
    filledWith(s.gamma, 'gamma', input),
    filledWith(s.beta, 'beta', input),
    filledWith(s.movingMean, 'movingMean', input),
    filledWith(s.movingVariance, 'movingVariance', input),
  ],

  /** A vector is one place of maps with as many channels. */
  compute(tf, input, { epsilon }, [gamma, beta, mean, variance]) {
    return tf.tidy(() => {
      const maps = input.rank === 3 ? input : tf.reshape(input, [1, 1, input.size]);
      const normalised = tf.batchNorm(
        maps as Tensor3D,
        mean as Tensor1D,
        variance as Tensor1D,
        beta as Tensor1D,
        gamma as Tensor1D,
        epsilon,
      );
      return tf.reshape(normalised, input.shape);
    });
  },
});

function channelsOf(input: Shape): number {
  return input.at(-1) ?? 0;
}

/** One number, a channel's, again and again: `[channels]`. */
function filledWith(value: number, name: WeightSpec['name'], input: Shape): WeightSpec {
  return {
    name,
    shape: [channelsOf(input)],
    initializer: 'constant',
    constant: value,
    seed: 0,
    fanIn: 1,
    fanOut: 1,
    handmade: [],
    frozen: [],
    edits: [],
    silent: [],
    trained: untrained,
  };
}
