/**
 * Local response normalisation: every number divided by (k + alpha · Σx²)^beta, where the sum goes
 * over the same place of the maps next to it, `depthRadius` on each side and its own; over fewer at
 * the first and last maps. Krizhevsky, Sutskever & Hinton 2012, section 3.3, whose n is
 * 2 · depthRadius + 1.
 *
 * Alpha is the paper's and TensorFlow's, which multiplies the sum. Caffe and PyTorch divide theirs
 * by n first: their 1e-4 at n = 5 is 2e-5 here.
 */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { defineLayer, mapsOf, shapeProblem } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';

const specs = {
  depthRadius: { type: 'integer', code: 'n', min: 0, max: 7, step: 1, default: 2 },
  /** Above 0, so that nothing is divided by 0. */
  k: { type: 'number', code: 'k', min: 0.1, max: 10, step: 0.1, default: 2 },
  alpha: { type: 'number', code: 'a', min: 0, max: 1, step: 0.00001, default: 0.0001 },
  beta: { type: 'number', code: 'b', min: 0, max: 2, step: 0.05, default: 0.75 },
} as const satisfies SettingSpecs;

export const localResponseNormalization = defineLayer<SettingsOf<typeof specs>>({
  kind: 'localResponseNormalization',
  code: 'ln',
  group: 'training',
  settings: specs,
  remark: 'alphaInFull',
  outputSign: 'asInput',

  outputShape(input) {
    if (input.length === 3) return { ok: true, shape: input };
    return shapeProblem('needsMaps', { kind: 'localResponseNormalization' });
  },

  parameters: () => 0,
  macs: () => 0,
  reach: () => 'sameCell',

  terms(input, { depthRadius, k, alpha, beta }, { row, column, channel }) {
    const first = Math.max(0, channel - depthRadius);
    const end = Math.min(mapsOf(input).channels, channel + depthRadius + 1);
    return {
      combination: 'normalised',
      rows: [row],
      columns: [column],
      channels: { first, count: end - first },
      own: channel - first,
      normalisation: { k, alpha, beta },
    };
  },

  weights: () => [],
  compute: (tf, input, { depthRadius, k, alpha, beta }) =>
    tf.localResponseNormalization(input as Tensor3D, depthRadius, k, alpha, beta),
});
