/**
 * 2-D convolution, as Keras' Conv2D: cross-correlation of the input with a bank of filters. In groups,
 * equal parts of the filters see equal parts of the input's channels alone, as in the two columns of
 * Krizhevsky, Sutskever & Hinton 2012.
 */
import { defineLayer, mapsOf, shapeProblem, sizeOf, type Shape, type Tensor } from './contract';
import { convolvesInGroups, groupedConvolution, namedParts } from './groupedConvolution';
import { kernelReach, kernelWindowSettings, slideKernel } from './kernelWindow';
import { defaultsOf, type SettingsOf, type SettingSpecs } from './settings';
import { trainedSetting, weightSettings, weightsOf } from './weightSettings';
import { explicitPadding, windowCells, windowedShape, type MapWindows } from './window';

const specs = {
  filters: { type: 'integer', code: 'f', min: 1, max: 128, fieldMax: 512, step: 1, default: 8 },
  ...kernelWindowSettings,
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
    return windowedShape(input, slideKernel(input, s), filters);
  },

  parameters(input, s) {
    return sizeOf(kernelShape(input, s)) + (s.useBias ? s.filters : 0);
  },

  macs(input, s) {
    const { rows, columns } = slideKernel(input, s);
    return rows.output * columns.output * sizeOf(kernelShape(input, s));
  },

  reach: kernelReach,

  terms(input, s, cell) {
    const [rows, columns, channels, filters] = kernelShape(input, s);
    const group = Math.floor((cell.channel * s.groups) / filters);
    return {
      combination: 'weightedSum',
      ...windowCells(kernelReach(input, s), cell),
      channels: { first: group * channels, count: channels },
      weights: {
        begin: [0, 0, 0, cell.channel],
        size: [rows, columns, channels, 1],
        bias: cell.channel,
      },
    };
  },

  weights: (input, s) =>
    weightsOf(kernelShape(input, s), s.filters, s, s).map((spec) => ({ ...spec, parts: s.groups })),

  /** Where the backend does not convolve in groups by itself, each is a convolution of its own. */
  compute(tf, input, s, weights) {
    return tf.tidy(() => {
      const attributes = attributesOf(slideKernel(input.shape, s), s);
      const x = tf.expandDims(input, 0);
      if (s.groups > 1 && convolvesInGroups(tf)) {
        const inputs = { x, ...namedParts(weights) };
        const maps: Tensor = tf.engine().runKernel(groupedConvolution, inputs, attributes);
        return tf.squeeze(maps, [0]);
      }
      // Split into one, WASM would copy it.
      const parts = s.groups === 1 ? [x] : tf.split(x, s.groups, 3);
      const maps = parts.map((x, group): Tensor => {
        const filter = weights[group] as Tensor;
        const bias = weights[s.groups + group] as Tensor;
        return tf.engine().runKernel(tf.FusedConv2D, { x, filter, bias }, attributes);
      });
      const [only] = maps;
      return tf.squeeze(maps.length === 1 && only ? only : tf.concat(maps, 3), [0]);
    });
  },
});

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
