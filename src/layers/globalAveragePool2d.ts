/**
 * The mean of each whole map: maps become a vector with one number a channel, as Keras'
 * GlobalAveragePooling2D. Lin, Chen & Yan 2013.
 */
import { defineLayer, mapsOf, shapeOk, shapeProblem } from './contract';

export const globalAveragePool2d = defineLayer({
  kind: 'globalAveragePool2d',
  code: 'ga',
  group: 'pooling',
  settings: {},
  outputSign: 'asInput',

  outputShape(input) {
    if (input.length !== 3) return shapeProblem('needsMaps', { kind: 'globalAveragePool2d' });
    return shapeOk(mapsOf(input).channels);
  },

  parameters: () => 0,
  macs: () => 0,
  reach: () => 'everything',

  terms(input, _settings, cell) {
    const { height, width } = mapsOf(input);
    return {
      combination: 'mean',
      rows: Array.from({ length: height }, (_, row) => row),
      columns: Array.from({ length: width }, (_, column) => column),
      channels: { first: cell.column, count: 1 },
    };
  },

  weights: () => [],
  compute: (tf, input) => tf.mean(input, [0, 1]),
});
