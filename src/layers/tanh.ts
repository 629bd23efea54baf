/** Hyperbolic tangent: (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), which squashes into −1..1. LeCun et al. 1998. */
import { elementwise } from './elementwise';

export const tanh = elementwise({
  kind: 'tanh',
  code: 'th',
  settings: {},
  outputSign: 'signed',
  curve: (x) => Math.tanh(x),
  apply: (tf, input) => tf.tanh(input),
});
