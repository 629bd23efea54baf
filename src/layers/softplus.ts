/** Softplus: ln(1 + eˣ), a rectifier without the kink. Dugas et al. 2000. */
import { elementwise } from './elementwise';

export const softplus = elementwise({
  kind: 'softplus',
  code: 'sp',
  settings: {},
  outputSign: 'nonNegative',
  curve: (x) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
  apply: (tf, input) => tf.softplus(input),
});
