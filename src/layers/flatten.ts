/** All numbers of the maps as one vector, in the order rows, columns, channels, as Keras' Flatten. */
import { defineLayer, mapsOf, oneCell, shapeOk, sizeOf } from './contract';

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
  terms(input, _settings, cell) {
    if (input.length !== 3) return { combination: 'copy', ...oneCell(cell) };
    const { width, channels } = mapsOf(input);
    const place = Math.floor(cell.column / channels);
    const source = {
      row: Math.floor(place / width),
      column: place % width,
      channel: cell.column % channels,
    };
    return { combination: 'copy', ...oneCell(source) };
  },
  weights: () => [],
  compute: (tf, input) => tf.reshape(input, [input.size]),
});
