/** What max and average pooling share: a window of each map alone, nothing learned. */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { defineLayer, mapsOf, shapeProblem, type LayerDefinition } from './contract';
import type { Shape, Tensor, TensorFlow, WindowGeometry } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';
import {
  explicitPadding,
  geometryOf,
  slideMaps,
  tableBytes,
  windowCells,
  windowedShape,
  type MapWindows,
  type SlidingWindow,
} from './window';

const specs = {
  poolHeight: { type: 'integer', code: 'ph', min: 2, max: 8, step: 1, default: 2 },
  poolWidth: { type: 'integer', code: 'pw', min: 2, max: 8, step: 1, default: 2 },
  /** 0 means the pool's own height and width, so that windows neither overlap nor leave gaps. */
  stride: { type: 'integer', code: 's', min: 0, max: 8, step: 1, default: 0 },
  padding: { type: 'choice', code: 'p', options: ['valid', 'same', 'pixels'], default: 'valid' },
  paddingPixels: { type: 'integer', code: 'px', min: 0, max: 7, step: 1, default: 1 },
  /** Whether a last window that does not fit is left out, or kept as in Caffe. */
  rounding: { type: 'choice', code: 'r', options: ['floor', 'ceil'], default: 'floor' },
} as const satisfies SettingSpecs;

type PoolSettings = SettingsOf<typeof specs>;
type Pair = [number, number];

/** tfjs' pooling of maps: window and strides `[vertical, horizontal]`, padding for four axes. */
type Pool = (
  tf: TensorFlow,
  maps: Tensor3D,
  size: Pair,
  stride: Pair,
  padding: [Pair, Pair, Pair, Pair],
) => Tensor;

/** Steps of the pool, vertical and horizontal, in input cells. */
function strideOf(s: PoolSettings): Pair {
  return s.stride === 0 ? [s.poolHeight, s.poolWidth] : [s.stride, s.stride];
}

function poolWindow(s: PoolSettings): SlidingWindow {
  return { size: [s.poolHeight, s.poolWidth], stride: strideOf(s), dilation: [1, 1] };
}

function windows(input: Shape, s: PoolSettings): MapWindows {
  return slideMaps(input, poolWindow(s), s.padding, s.paddingPixels, s.rounding);
}

function windowOf(input: Shape, s: PoolSettings): WindowGeometry {
  return geometryOf(poolWindow(s), windows(input, s));
}

interface PoolingLayer {
  kind: string;
  code: string;
  combination: 'maximum' | 'mean';
  pool: Pool;
}

/** A pooling layer. Padding never counts: a window takes what it has of the maps themselves. */
export function pooling(layer: PoolingLayer): LayerDefinition {
  const { kind, code, pool } = layer;
  return defineLayer<PoolSettings>({
    kind,
    code,
    group: 'pooling',
    settings: specs,
    outputSign: 'asInput',

    outputShape(input, s) {
      if (input.length !== 3) return shapeProblem('needsMaps', { kind });
      if (s.padding === 'pixels' && s.paddingPixels >= Math.min(s.poolHeight, s.poolWidth)) {
        return shapeProblem('paddingTooLarge', {
          padding: s.paddingPixels,
          poolHeight: s.poolHeight,
          poolWidth: s.poolWidth,
        });
      }
      return windowedShape(input, windows(input, s), mapsOf(input).channels);
    },

    parameters: () => 0,
    macs: () => 0,
    workBytes: (input, s) => tableBytes(poolWindow(s), windows(input, s)),

    reach: windowOf,

    terms(input, s, cell) {
      return {
        combination: layer.combination,
        ...windowCells(windowOf(input, s), cell),
        channels: { first: cell.channel, count: 1 },
      };
    },

    weights: () => [],

    compute(tf, input, s) {
      const padding = explicitPadding(windows(input.shape, s));
      return pool(tf, input as Tensor3D, [s.poolHeight, s.poolWidth], strideOf(s), padding);
    },
  });
}
