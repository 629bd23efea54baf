/**
 * 2-D convolution, as Keras' Conv2D: cross-correlation of the input with a bank of filters. In groups,
 * equal parts of the filters see equal parts of the input's channels alone, as in the two columns of
 * Krizhevsky, Sutskever & Hinton 2012.
 */
import {
  defineLayer,
  mapsOf,
  shapeProblem,
  sizeOf,
  type Shape,
  type Tensor,
  type TensorFlow,
  type WindowGeometry,
} from './contract';
import { defaultsOf, type SettingsOf, type SettingSpecs } from './settings';
import { trainedSetting, weightSettings, weightsOf } from './weightSettings';
import { explicitPadding, slideMaps, windowCells, windowedShape, type MapWindows } from './window';

const specs = {
  filters: { type: 'integer', code: 'f', min: 1, max: 128, fieldMax: 512, step: 1, default: 8 },
  kernelHeight: { type: 'integer', code: 'kh', min: 1, max: 15, step: 1, default: 3 },
  kernelWidth: { type: 'integer', code: 'kw', min: 1, max: 15, step: 1, default: 3 },
  stride: { type: 'integer', code: 's', min: 1, max: 8, step: 1, default: 1 },
  padding: { type: 'choice', code: 'p', options: ['valid', 'same', 'pixels'], default: 'valid' },
  paddingPixels: { type: 'integer', code: 'px', min: 0, max: 7, step: 1, default: 1 },
  dilation: { type: 'integer', code: 'd', min: 1, max: 4, step: 1, default: 1 },
  groups: { type: 'integer', code: 'gr', min: 1, max: 8, fieldMax: 512, step: 1, default: 1 },
  ...weightSettings,
  trained: trainedSetting('conv2d'),
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

/** `[rows, columns, channels that a filter sees, filters]`. */
function kernelShape(input: Shape, s: Conv2dSettings): readonly [number, number, number, number] {
  return [s.kernelHeight, s.kernelWidth, mapsOf(input).channels / s.groups, s.filters];
}

export const conv2d = defineLayer<Conv2dSettings>({
  kind: 'conv2d',
  code: 'c',
  group: 'convolution',
  settings: specs,
  outputSign: 'signed',

  outputShape(input, s) {
    if (input.length !== 3) return shapeProblem('needsMaps', { kind: 'conv2d' });
    const { groups, filters } = s;
    const { channels } = mapsOf(input);
    if (channels % groups > 0 || filters % groups > 0) {
      return shapeProblem('groupsDoNotDivide', { groups, channels, filters });
    }
    return windowedShape(input, windows(input, s), filters);
  },

  parameters(input, s) {
    return sizeOf(kernelShape(input, s)) + (s.useBias ? s.filters : 0);
  },

  macs(input, s) {
    const { rows, columns } = windows(input, s);
    return rows.output * columns.output * sizeOf(kernelShape(input, s));
  },

  reach: windowOf,

  terms(input, s, cell) {
    const [rows, columns, channels, filters] = kernelShape(input, s);
    const group = Math.floor((cell.channel * s.groups) / filters);
    return {
      combination: 'weightedSum',
      ...windowCells(windowOf(input, s), cell),
      channels: { first: group * channels, count: channels },
      weights: {
        begin: [0, 0, 0, cell.channel],
        size: [rows, columns, channels, 1],
        bias: cell.channel,
      },
    };
  },

  weights: (input, s) => weightsOf(kernelShape(input, s), s.filters, s, s),

  /** No backend convolves in groups: each is a convolution of its own. */
  compute(tf, input, s, [kernel, bias]) {
    return tf.tidy(() => {
      const whole = {
        x: tf.expandDims(input, 0),
        filter: kernel as Tensor,
        bias: bias as Tensor,
      };
      const attributes = attributesOf(windows(input.shape, s), s);
      const convolve = (inputs: ConvolutionInputs): Tensor =>
        tf.engine().runKernel(tf.FusedConv2D, { ...inputs }, attributes);
      const batch =
        s.groups === 1 ? convolve(whole) : tf.concat(partsOf(tf, whole, s.groups).map(convolve), 3);
      return tf.squeeze(batch, [0]);
    });
  },
});

interface ConvolutionInputs {
  x: Tensor;
  filter: Tensor;
  bias: Tensor;
}

function partsOf(tf: TensorFlow, whole: ConvolutionInputs, groups: number): ConvolutionInputs[] {
  const filters = tf.split(whole.filter, groups, 3);
  const biases = tf.split(whole.bias, groups, 0);
  return tf.split(whole.x, groups, 3).flatMap((x, group) => {
    const [filter, bias] = [filters[group], biases[group]];
    return filter && bias ? [{ x, filter, bias }] : [];
  });
}

/**
 * Convolution and bias are one kernel of every backend. It is called by its name because
 * `tf.fused.conv2d` refuses a stride together with a dilation, which the kernel itself can do.
 */
function attributesOf(slid: MapWindows, s: Conv2dSettings) {
  return {
    strides: [s.stride, s.stride],
    pad: explicitPadding(slid),
    dilations: [s.dilation, s.dilation],
    dataFormat: 'NHWC',
    activation: 'linear',
  };
}
