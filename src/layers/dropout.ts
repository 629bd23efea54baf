/**
 * Dropout, as Keras' Dropout: in training each number is set to 0 with a probability, and the others
 * are made larger for it. Here nothing is trained, and the layer hands on what it gets.
 * Srivastava et al. 2014.
 */
import { defineLayer, oneCell } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';

const specs = {
  rate: { type: 'number', code: 'r', min: 0, max: 0.95, step: 0.05, default: 0.5 },
} as const satisfies SettingSpecs;

export const dropout = defineLayer<SettingsOf<typeof specs>>({
  kind: 'dropout',
  code: 'dr',
  group: 'training',
  settings: specs,
  remark: 'inactive',
  outputSign: 'asInput',
  outputShape: (input) => ({ ok: true, shape: input }),
  parameters: () => 0,
  macs: () => 0,
  reach: () => 'sameCell',
  terms: (_input, _settings, cell) => ({ combination: 'copy', ...oneCell(cell) }),
  weights: () => [],
  compute: (tf, input) => tf.clone(input),
});
