/**
 * Depthwise convolution, as Keras' DepthwiseConv2D: every channel has filters of its own, so many as
 * the depth multiplier says, that see nothing else. Output channel c · multiplier + m is the m-th
 * filter's of channel c. Sifre 2014, Howard et al. 2017.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { defineLayer, mapsOf, shapeProblem, sizeOf } from './contract';
import type { Shape, Tensor, TensorFlow, WeightSpec } from './contract';
import { kernelReach, kernelWindowSettings, slideKernel } from './kernelWindow';
import type { SettingsOf, SettingSpecs } from './settings';
import { weightSettings, weightsOf } from './weightSettings';
import { explicitPadding, tableBytes, windowCells, windowedShape } from './window';

const specs = {
  depthMultiplier: {
    type: 'integer',
    code: 'm',
    min: 1,
    max: 8,
    fieldMax: 32,
    step: 1,
    default: 1,
  },
  ...kernelWindowSettings,
  ...weightSettings,
} as const satisfies SettingSpecs;

type DepthwiseSettings = SettingsOf<typeof specs>;

/** `[rows, columns, channels, multiplier]`. */
function kernelShape(input: Shape, s: DepthwiseSettings): readonly number[] {
  return [s.kernelHeight, s.kernelWidth, mapsOf(input).channels, s.depthMultiplier];
}

function outputChannels(input: Shape, s: DepthwiseSettings): number {
  return mapsOf(input).channels * s.depthMultiplier;
}

export const depthwiseConv2d = defineLayer<DepthwiseSettings>({
  kind: 'depthwiseConv2d',
  code: 'dw',
  group: 'convolution',
  settings: specs,
  outputSign: 'signed',

  outputShape(input, s) {
    if (input.length !== 3) return shapeProblem('needsMaps', { kind: 'depthwiseConv2d' });
    return windowedShape(input, slideKernel(input, s), outputChannels(input, s));
  },

  parameters: (input, s) =>
    sizeOf(kernelShape(input, s)) + (s.useBias ? outputChannels(input, s) : 0),

  macs(input, s) {
    const { rows, columns } = slideKernel(input, s);
    return rows.output * columns.output * sizeOf(kernelShape(input, s));
  },

  /** The table of windows, and what a stride picks from where it comes with a dilation. */
  workBytes(input, s) {
    const slid = slideKernel(input, s);
    const { rows, columns } = slid;
    const cells = rows.output * columns.output;
    const isPicked = s.stride > 1 && s.dilation > 1;
    const made = isPicked ? cells * s.stride ** 2 : 0;
    return (
      tableBytes(kernelReach(input, s), slid) * (isPicked ? s.stride ** 2 : 1) +
      4 * made * outputChannels(input, s)
    );
  },

  reach: kernelReach,

  terms(input, s, cell) {
    const channel = Math.floor(cell.channel / s.depthMultiplier);
    return {
      combination: 'weightedSum',
      ...windowCells(kernelReach(input, s), cell),
      channels: { first: channel, count: 1 },
      weights: {
        begin: [0, 0, channel, cell.channel % s.depthMultiplier],
        size: [s.kernelHeight, s.kernelWidth, 1, 1],
        bias: cell.channel,
      },
    };
  },

  /** One output is fed by one channel's window alone: Keras' own limit counts all channels. */
  weights(input, s): readonly WeightSpec[] {
    const [kernel, bias] = weightsOf(kernelShape(input, s), s.depthMultiplier, s);
    return [
      { ...kernel, fanIn: s.kernelHeight * s.kernelWidth },
      { ...bias, shape: [outputChannels(input, s)] },
    ];
  },

  compute(tf, input, s, [kernel, bias]) {
    return tf.tidy(() => {
      const padding = explicitPadding(slideKernel(input.shape, s));
      const maps: Tensor = convolve(tf, input, kernel as Tensor, s, padding);
      return tf.add(tf.squeeze(maps, [0]), bias as Tensor);
    });
  },
});

/** tfjs has no stride together with a dilation: the stride then picks from what the dilation made. */
function convolve(
  tf: TensorFlow,
  input: Tensor,
  kernel: Tensor,
  { stride, dilation }: DepthwiseSettings,
  padding: ReturnType<typeof explicitPadding>,
): Tensor {
  const both = stride > 1 && dilation > 1;
  const maps = tf.depthwiseConv2d(
    tf.expandDims(input, 0) as Tensor4D,
    kernel as Tensor4D,
    both ? 1 : stride,
    padding,
    'NHWC',
    dilation,
  );
  return both ? tf.stridedSlice(maps, [0, 0, 0, 0], maps.shape, [1, stride, stride, 1]) : maps;
}
