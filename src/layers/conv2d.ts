/** 2-D convolution, as Keras' Conv2D: cross-correlation of the input with a bank of filters. */
import {
  defineLayer,
  mapsOf,
  shapeProblem,
  type Shape,
  type Tensor,
  type WindowGeometry,
} from './contract';
import { defaultsOf, type SettingsOf, type SettingSpecs } from './settings';
import { weightSettings, weightsOf } from './weightSettings';
import { explicitPadding, slideMaps, windowCells, windowedShape, type MapWindows } from './window';

const specs = {
  filters: { type: 'integer', code: 'f', min: 1, max: 128, fieldMax: 512, step: 1, default: 8 },
  kernelHeight: { type: 'integer', code: 'kh', min: 1, max: 15, step: 1, default: 3 },
  kernelWidth: { type: 'integer', code: 'kw', min: 1, max: 15, step: 1, default: 3 },
  stride: { type: 'integer', code: 's', min: 1, max: 8, step: 1, default: 1 },
  padding: { type: 'choice', code: 'p', options: ['valid', 'same', 'pixels'], default: 'valid' },
  paddingPixels: { type: 'integer', code: 'px', min: 0, max: 7, step: 1, default: 1 },
  dilation: { type: 'integer', code: 'd', min: 1, max: 4, step: 1, default: 1 },
  ...weightSettings,
  handmade: { type: 'handmade', code: 'h', default: [] },
  filterChanges: { type: 'filterChanges', code: 'e', default: [], hidden: true },
  /** Index of the filter that alone is not muted; −1 where there is none. */
  solo: {
    type: 'integer',
    code: 'so',
    min: -1,
    max: 127,
    fieldMax: 511,
    step: 1,
    default: -1,
    hidden: true,
  },
} as const satisfies SettingSpecs;

type Conv2dSettings = SettingsOf<typeof specs>;

export const conv2dDefaults: Conv2dSettings = defaultsOf(specs);

function windows(input: Shape, s: Conv2dSettings): MapWindows {
  return slideMaps(
    input,
    {
      size: [s.kernelHeight, s.kernelWidth],
      stride: [s.stride, s.stride],
      dilation: [s.dilation, s.dilation],
    },
    s.padding,
    s.paddingPixels,
  );
}

function windowOf(input: Shape, s: Conv2dSettings): WindowGeometry {
  const { rows, columns } = windows(input, s);
  return {
    size: [s.kernelHeight, s.kernelWidth],
    stride: [s.stride, s.stride],
    dilation: [s.dilation, s.dilation],
    padBefore: [rows.padBefore, columns.padBefore],
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
    return windowedShape(input, windows(input, s), s.filters);
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

  reach: windowOf,

  terms(input, s, cell) {
    const { channels } = mapsOf(input);
    return {
      combination: 'weightedSum',
      ...windowCells(windowOf(input, s), cell),
      channels: { first: 0, count: channels },
      weights: {
        begin: [0, 0, 0, cell.channel],
        size: [s.kernelHeight, s.kernelWidth, channels, 1],
        bias: cell.channel,
      },
    };
  },

  weights(input, s) {
    const { channels } = mapsOf(input);
    const shape = [s.kernelHeight, s.kernelWidth, channels, s.filters];
    return weightsOf(shape, s.filters, s, s);
  },

  /**
   * Convolution and bias are one kernel of every backend. It is called by its name because
   * `tf.fused.conv2d` refuses a stride together with a dilation, which the kernel itself can do.
   */
  compute(tf, input, s, [kernel, bias]) {
    return tf.tidy(() => {
      const batch: Tensor = tf.engine().runKernel(
        tf.FusedConv2D,
        { x: tf.expandDims(input, 0), filter: kernel as Tensor, bias: bias as Tensor },
        {
          strides: [s.stride, s.stride],
          pad: explicitPadding(windows(input.shape, s)),
          dilations: [s.dilation, s.dilation],
          dataFormat: 'NHWC',
          activation: 'linear',
        },
      );
      return tf.squeeze(batch, [0]);
    });
  },
});
