/**
 * Softmax over the last axis: eˣ divided by the sum of eˣ over a vector, or over the channels at
 * each place of maps. Bridle 1990.
 */
import { defineLayer, mapsOf, sizeOf } from './contract';

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
  terms(input, _settings, { row, column, channel }) {
    const isVector = input.length === 1;
    return {
      combination: 'softmax',
      rows: [row],
      columns: isVector ? Array.from({ length: sizeOf(input) }, (_, index) => index) : [column],
      channels: { first: 0, count: isVector ? 1 : mapsOf(input).channels },
      own: isVector ? column : channel,
    };
  },
  weights: () => [],
  compute: (tf, input) => tf.softmax(input),
});
