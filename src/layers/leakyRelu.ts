/** Leaky rectified linear unit: x where x ≥ 0, else alpha · x. Maas, Hannun & Ng 2013. */
import { elementwise } from './elementwise';
import type { SettingsOf, SettingSpecs } from './settings';

const specs = {
  /** Slope of the negative side; Keras' `negative_slope`, with its default. */
  alpha: { type: 'number', code: 'a', min: 0, max: 1, step: 0.01, default: 0.3 },
} as const satisfies SettingSpecs;

export const leakyRelu = elementwise<SettingsOf<typeof specs>>({
  kind: 'leakyRelu',
  code: 'lr',
  settings: specs,
  outputSign: 'signed',
  curve: (x, s) => (x >= 0 ? x : s.alpha * x),
  apply: (tf, input, s) => tf.leakyRelu(input, s.alpha),
});
