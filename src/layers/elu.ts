/** Exponential linear unit: x where x > 0, else alpha · (eˣ − 1). Clevert et al. 2015. */
import { elementwise } from './elementwise';
import type { SettingsOf, SettingSpecs } from './settings';

const specs = {
  alpha: { type: 'number', code: 'a', min: 0, max: 3, step: 0.01, default: 1 },
} as const satisfies SettingSpecs;

export const elu = elementwise<SettingsOf<typeof specs>>({
  kind: 'elu',
  code: 'el',
  settings: specs,
  outputSign: 'signed',
  curve: (x, s) => (x > 0 ? x : s.alpha * Math.expm1(x)),

  /** tfjs' own has alpha 1 only: any other scales the negative side. */
  apply(tf, input, s) {
    if (s.alpha === 1) return tf.elu(input);
    return tf.tidy(() => {
      const negative = tf.minimum(tf.elu(input), 0);
      return tf.add(tf.relu(input), tf.mul(negative, s.alpha));
    });
  },
});
