/** Rectified linear unit: max(0, x). Nair & Hinton 2010. */
import { elementwise } from './elementwise';

export const relu = elementwise({
  kind: 'relu',
  code: 'r',
  settings: {},
  outputSign: 'nonNegative',
  curve: (x) => Math.max(0, x),
  apply: (tf, input) => tf.relu(input),
});
