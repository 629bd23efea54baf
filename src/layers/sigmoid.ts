/** Logistic sigmoid: 1 / (1 + e⁻ˣ), which squashes into 0..1. */
import { elementwise } from './elementwise';

export const sigmoid = elementwise({
  kind: 'sigmoid',
  code: 'sg',
  settings: {},
  outputSign: 'nonNegative',
  curve: (x) => 1 / (1 + Math.exp(-x)),
  apply: (tf, input) => tf.sigmoid(input),
});
