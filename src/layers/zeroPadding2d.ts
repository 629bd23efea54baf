/** Zeros around every map, so many on each side, as Keras' ZeroPadding2D. */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { defineLayer, mapsOf, oneCell, shapeOk, shapeProblem } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';

const pixels = { type: 'integer', min: 0, max: 7, step: 1, default: 1 } as const;

const specs = {
  top: { ...pixels, code: 't' },
  bottom: { ...pixels, code: 'b' },
  left: { ...pixels, code: 'l' },
  right: { ...pixels, code: 'r' },
} as const satisfies SettingSpecs;

export const zeroPadding2d = defineLayer<SettingsOf<typeof specs>>({
  kind: 'zeroPadding2d',
  code: 'zp',
  group: 'convolution',
  settings: specs,
  outputSign: 'asInput',

  outputShape(input, s) {
    if (input.length !== 3) return shapeProblem('needsMaps', { kind: 'zeroPadding2d' });
    const { height, width, channels } = mapsOf(input);
    return shapeOk(s.top + height + s.bottom, s.left + width + s.right, channels);
  },

  parameters: () => 0,
  macs: () => 0,

  reach: (_input, s) => ({
    size: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padBefore: [s.top, s.left],
  }),

  terms: (_input, s, { row, column, channel }) => ({
    combination: 'copy',
    ...oneCell({ row: row - s.top, column: column - s.left, channel }),
  }),

  weights: () => [],

  compute: (tf, input, s) =>
    tf.pad3d(input as Tensor3D, [
      [s.top, s.bottom],
      [s.left, s.right],
      [0, 0],
    ]),
});
