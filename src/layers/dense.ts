/** Fully connected layer, as Keras' Dense on a vector: every unit weighs every input. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { defineLayer, shapeOk, shapeProblem, sizeOf } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';
import { trainedSetting, weightSettings, weightsOf } from './weightSettings';

const specs = {
  units: { type: 'integer', code: 'u', min: 1, max: 128, fieldMax: 4096, step: 1, default: 10 },
  ...weightSettings,
  trained: trainedSetting('dense'),
  /** Whether the weights were asked for; only where they are very many does it matter. */
  created: { type: 'boolean', code: 'ok', default: false, hidden: true, unshared: true },
} as const satisfies SettingSpecs;

type DenseSettings = SettingsOf<typeof specs>;

/** As 32-bit numbers half a gigabyte, twice while a backend packs them. */
const mostParameters = 128_000_000;

/** More than these, 61 MiB of numbers, are not created until they are asked for. */
const mostUnasked = 16_000_000;

/** The problem of a layer whose weights no machine would hold. */
export const tooManyParameters = 'tooManyParameters';

/** The problem of a layer that waits for its weights to be asked for. */
export const weightsNotCreated = 'weightsNotCreated';

export const dense = defineLayer<DenseSettings>({
  kind: 'dense',
  code: 'de',
  group: 'dense',
  settings: specs,
  outputSign: 'signed',

  outputShape(input, s) {
    if (input.length !== 1) return shapeProblem('needsVector', { kind: 'dense' });
    const parameters = parametersOf(sizeOf(input), s);
    if (parameters > mostParameters) {
      return shapeProblem(tooManyParameters, { parameters, most: mostParameters });
    }
    if (parameters > mostUnasked && !s.created) {
      const mebibytes = Math.round((parameters * 4) / 2 ** 20);
      return shapeProblem(weightsNotCreated, { parameters, mebibytes });
    }
    return shapeOk(s.units);
  },

  parameters: (input, s) => parametersOf(sizeOf(input), s),
  macs: (input, s) => sizeOf(input) * s.units,
  reach: () => 'everything',
  terms: (input, _settings, cell) => ({
    combination: 'weightedSum',
    rows: [0],
    columns: Array.from({ length: sizeOf(input) }, (_, index) => index),
    channels: { first: 0, count: 1 },
    weights: { begin: [0, cell.column], size: [sizeOf(input), 1], bias: cell.column },
  }),
  weights: (input, s) => weightsOf([sizeOf(input), s.units], s.units, s),

  compute(tf, input, s, [kernel, bias]) {
    return tf.tidy(() => {
      const row = tf.fused.matMul({
        a: tf.reshape(input, [1, input.size]),
        b: kernel as Tensor2D,
        bias: bias as Tensor1D,
      });
      return tf.reshape(row, [s.units]);
    });
  },
});

function parametersOf(inputs: number, s: DenseSettings): number {
  return inputs * s.units + (s.useBias ? s.units : 0);
}
