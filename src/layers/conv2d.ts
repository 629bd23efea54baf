/** 2-D convolution, as Keras' Conv2D: cross-correlation of the input with a bank of filters. */
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { defineLayer, mapsOf, shapeOk, shapeProblem } from './contract';
import type { Shape, Tensor } from './contract';
import { defaultsOf, type SettingsOf, type SettingSpecs } from './settings';
import { slide, type AxisWindow } from './window';

const specs = {
  filters: { type: 'integer', code: 'f', min: 1, max: 128, fieldMax: 512, step: 1, default: 8 },
  kernelHeight: { type: 'integer', code: 'kh', min: 1, max: 15, step: 1, default: 3 },
  kernelWidth: { type: 'integer', code: 'kw', min: 1, max: 15, step: 1, default: 3 },
  stride: { type: 'integer', code: 's', min: 1, max: 8, step: 1, default: 1 },
  padding: { type: 'choice', code: 'p', options: ['valid', 'same', 'pixels'], default: 'valid' },
  paddingPixels: { type: 'integer', code: 'px', min: 0, max: 7, step: 1, default: 1 },
  dilation: { type: 'integer', code: 'd', min: 1, max: 4, step: 1, default: 1 },
  useBias: { type: 'boolean', code: 'b', default: true },
  bias: { type: 'number', code: 'bv', min: -1, max: 1, step: 0.01, default: 0 },
  initializer: {
    type: 'choice',
    code: 'w',
    options: ['glorotUniform', 'heNormal', 'constant'],
    default: 'glorotUniform',
  },
  constant: { type: 'number', code: 'c', min: -1, max: 1, step: 0.01, default: 0.1 },
  seed: { type: 'seed', code: 'n', default: 1 },
  /** Filter count that the Glorot limit was taken at; 0 means the present one. See `weights`. */
  drawnFor: { type: 'integer', code: 'g', min: 0, max: 512, step: 1, default: 0, hidden: true },
  handmade: { type: 'handmade', code: 'h', default: [] },
} as const satisfies SettingSpecs;

type Conv2dSettings = SettingsOf<typeof specs>;

export const conv2dDefaults: Conv2dSettings = defaultsOf(specs);

function windows(input: Shape, s: Conv2dSettings): { rows: AxisWindow; columns: AxisWindow } {
  const { height, width } = mapsOf(input);
  return {
    rows: slide(height, s.kernelHeight, s.stride, s.dilation, s.padding, s.paddingPixels),
    columns: slide(width, s.kernelWidth, s.stride, s.dilation, s.padding, s.paddingPixels),
  };
}

export const conv2d = defineLayer<Conv2dSettings>({
  kind: 'conv2d',
  code: 'c',
  group: 'convolution',
  settings: specs,
  outputSign: 'signed',

  outputShape(input, s) {
    if (input.length !== 3) return shapeProblem('needsMaps', { kind: 'conv2d' });
    const { height, width } = mapsOf(input);
    const { rows, columns } = windows(input, s);
    if (rows.output < 1 || columns.output < 1) {
      return shapeProblem('windowTooLarge', {
        spanHeight: rows.span,
        spanWidth: columns.span,
        height: height + rows.padBefore + rows.padAfter,
        width: width + columns.padBefore + columns.padAfter,
      });
    }
    return shapeOk(rows.output, columns.output, s.filters);
  },

  parameters(input, s) {
    const { channels } = mapsOf(input);
    return s.kernelHeight * s.kernelWidth * channels * s.filters + (s.useBias ? s.filters : 0);
  },

  macs(input, s) {
    const { channels } = mapsOf(input);
    const { rows, columns } = windows(input, s);
    return rows.output * columns.output * s.filters * s.kernelHeight * s.kernelWidth * channels;
  },

  reach(input, s) {
    const { rows, columns } = windows(input, s);
    return {
      size: [s.kernelHeight, s.kernelWidth],
      stride: [s.stride, s.stride],
      dilation: [s.dilation, s.dilation],
      padBefore: [rows.padBefore, columns.padBefore],
    };
  },

  /**
   * The Glorot limit depends on the filter count. So that a changed count leaves the filters that
   * were there exactly as they were, the limit stays the one of the count they were drawn for.
   */
  weights(input, s) {
    const { channels } = mapsOf(input);
    const receptive = s.kernelHeight * s.kernelWidth;
    const common = { seed: s.seed, fanIn: receptive * channels };
    const fanOut = receptive * (s.drawnFor === 0 ? s.filters : s.drawnFor);
    return [
      {
        ...common,
        name: 'kernel',
        shape: [s.kernelHeight, s.kernelWidth, channels, s.filters],
        initializer: s.initializer,
        constant: s.constant,
        fanOut,
        handmade: s.handmade,
      },
      {
        ...common,
        name: 'bias',
        shape: [s.filters],
        initializer: 'constant',
        constant: s.useBias ? s.bias : 0,
        fanOut,
        handmade: [],
      },
    ];
  },

  compute(tf, input, s, [kernel, bias]) {
    const { rows, columns } = windows(input.shape, s);
    const needsPadding = rows.padBefore + rows.padAfter + columns.padBefore + columns.padAfter > 0;
    const padded = needsPadding
      ? tf.pad(input, [
          [rows.padBefore, rows.padAfter],
          [columns.padBefore, columns.padAfter],
          [0, 0],
        ])
      : input;
    // tfjs has either stride or dilation; both together are every stride-th cell of stride 1.
    const subsample = s.stride > 1 && s.dilation > 1;
    const dense = tf.conv2d(
      padded as Tensor3D,
      kernel as Tensor4D,
      subsample ? 1 : s.stride,
      'valid',
      'NHWC',
      s.dilation,
    );
    const convolved = subsample
      ? tf.stridedSlice(dense, [0, 0, 0], dense.shape, [s.stride, s.stride, 1])
      : dense;
    return tf.add(convolved, bias as Tensor);
  },
});
