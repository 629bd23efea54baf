/** Softplus: ln(1 + eˣ), a rectifier without the kink. Dugas et al. 2000. */
import { elementwise } from './elementwise';

export const softplus = elementwise({
  kind: 'softplus',
  code: 'sp',
  settings: {},
  outputSign: 'nonNegative',
  apply: (tf, input) => tf.softplus(input),
});
