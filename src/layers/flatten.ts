/** All numbers of the maps as one vector, in the order rows, columns, channels, as Keras' Flatten. */
import { defineLayer, shapeOk, sizeOf } from './contract';

export const flatten = defineLayer({
  kind: 'flatten',
  code: 'fl',
  group: 'dense',
  settings: {},
  outputSign: 'asInput',
  outputShape: (input) => shapeOk(sizeOf(input)),
  parameters: () => 0,
  macs: () => 0,
  reach: () => 'sameCell',
  weights: () => [],
  compute: (tf, input) => tf.reshape(input, [input.size]),
});
