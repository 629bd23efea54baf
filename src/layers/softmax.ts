/**
 * Softmax over the last axis: eˣ divided by the sum of eˣ over a vector, or over the channels at
 * each place of maps. Bridle 1990.
 */
import { defineLayer } from './contract';

export const softmax = defineLayer({
  kind: 'softmax',
  code: 'sm',
  group: 'activation',
  settings: {},
  outputSign: 'nonNegative',
  outputShape: (input) => ({ ok: true, shape: input }),
  parameters: () => 0,
  macs: () => 0,
  reach: (input) => (input.length === 1 ? 'everything' : 'sameCell'),
  weights: () => [],
  compute: (tf, input) => tf.softmax(input),
});
