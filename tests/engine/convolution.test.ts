import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { registerConvolution } from '../../src/engine/kernels/convolution';
import { isForWinograd } from '../../src/engine/kernels/winograd';
import { definitionOf } from '../../src/layers';
import { convolvesInGroups } from '../../src/layers/groupedConvolution';
import { defaultsOf } from '../../src/layers/settings';
import { compareCase, expected } from '../reference/cases';

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(entry)}/`);
/** Calls to tfjs' own kernels. */
const tfjsOwn = vi.fn<(name: string) => void>();
for (const name of [tf.Conv2D, tf.FusedConv2D]) {
  const own = tf.getKernel(name, 'wasm');
  tf.unregisterKernel(name, 'wasm');
  tf.registerKernel({
    ...own,
    kernelFunc: (request) => {
      tfjsOwn(name);
      return own.kernelFunc(request);
    },
  });
}
registerConvolution();

/** Larger than a band, with filters and channels that fill panels and such that do not. */
const cases = fc
  .record({
    filters: fc.integer({ min: 1, max: 6 }),
    channels: fc.integer({ min: 1, max: 9 }),
    groups: fc.constantFrom(1, 1, 2, 3),
    height: fc.integer({ min: 1, max: 60 }),
    width: fc.integer({ min: 1, max: 60 }),
    kernelHeight: fc.integer({ min: 1, max: 7 }),
    kernelWidth: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 4 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    padding: fc.constantFrom('valid', 'same'),
    useBias: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ filters, channels, height, width, seed, ...settings }) => ({
    kind: 'conv2d' as const,
    settings: {
      ...defaultsOf(definitionOf('conv2d').settings),
      ...settings,
      filters: filters * settings.groups,
    },
    shape: [height, width, channels * settings.groups],
    seed,
  }))
  .filter((layerCase) => expected(layerCase) !== null);

function largeCase(shape: [number, number, number], filters: number, more: object = {}) {
  const settings = {
    ...defaultsOf(definitionOf('conv2d').settings),
    kernelHeight: 3,
    kernelWidth: 3,
    groups: 1,
    padding: 'same' as 'same' | 'valid',
    filters,
    ...more,
  };
  return { kind: 'conv2d' as const, settings, shape, seed: 1 };
}

/** Of the sizes that Winograd's way is taken for: odd and even sides, several bands, groups. */
const tiledCases = fc
  .record({
    height: fc.integer({ min: 6, max: 40 }),
    width: fc.integer({ min: 6, max: 40 }),
    channels: fc.integer({ min: 4, max: 12 }).map((fours) => 4 * fours),
    filters: fc.integer({ min: 2, max: 6 }).map((eights) => 8 * eights),
    groups: fc.constantFrom(1, 1, 2, 3),
    padding: fc.constantFrom('valid' as const, 'same' as const),
    useBias: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ height, width, channels, filters, seed, ...more }) => ({
    ...largeCase([height, width, channels * more.groups], filters * more.groups, more),
    seed,
  }));

describe('convolution on WASM', () => {
  beforeAll(async () => {
    expect(await tf.setBackend('wasm')).toBe(true);
  });

  it('agrees with the plain loops, in groups too, and leaks nothing', () => {
    tfjsOwn.mockClear();
    const before = tf.memory().numTensors;
    expect(convolvesInGroups(tf)).toBe(true);
    fc.assert(
      fc.property(cases, (layerCase) => {
        expect(compareCase(tf, layerCase)).toBeLessThan(1e-5);
      }),
      { numRuns: 150 },
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(tfjsOwn).not.toHaveBeenCalled();
  });

  it("by Winograd's tiles too", () => {
    const before = tf.memory().numTensors;
    const largest = { ...largeCase([112, 112, 64], 64), seed: 5 };
    fc.assert(
      fc.property(tiledCases, (layerCase) => {
        const { filters, groups } = layerCase.settings;
        const [height, width, channels] = layerCase.shape;
        const convolution = tf.backend_util.computeConv2DInfo(
          [1, height, width, channels],
          [3, 3, channels / groups, filters / groups],
          1,
          1,
          layerCase.settings.padding,
        );
        expect(isForWinograd(convolution, groups)).toBe(true);
        expect(compareCase(tf, layerCase)).toBeLessThan(1e-5);
      }),
      { numRuns: 30, examples: [[largest]] },
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('agrees with tfjs for several pictures at once, and over many bands and panels', () => {
    const input = tf.randomNormal<tf.Rank.R4>([3, 90, 70, 20], 0, 1, 'float32', 1);
    const filter = tf.randomNormal<tf.Rank.R4>([3, 5, 20, 29], 0, 1, 'float32', 2);
    const bias = tf.randomNormal<tf.Rank.R1>([29], 0, 1, 'float32', 3);
    tfjsOwn.mockClear();
    const ours = tf.fused.conv2d({ x: input, filter, bias, strides: [1, 2], pad: 'same' });
    const without = tf.conv2d(input, filter, [1, 2], 'same');
    expect(tfjsOwn).not.toHaveBeenCalled();
    // An activation makes it tfjs' own.
    const theirs = tf.fused.conv2d({
      x: input,
      filter,
      bias,
      strides: [1, 2],
      pad: 'same',
      activation: 'relu',
    });
    expect(tfjsOwn.mock.calls).toEqual([[tf.FusedConv2D]]);
    const largest = tf.max(theirs).dataSync()[0]!;
    for (const maps of [ours, tf.add(without, bias)]) {
      const difference = tf.max(tf.abs(tf.sub(tf.relu(maps), theirs))).dataSync()[0];
      expect(difference).toBeLessThan(1e-6 * largest);
    }
  });

  it('takes the filters of each tensor, however alike they are', () => {
    const input = tf.ones<tf.Rank.R4>([1, 4, 4, 2]);
    const sums = [1, 2, 3].map((value) => {
      const filter = tf.tensor4d(
        Array.from({ length: 24 }, () => value),
        [2, 2, 2, 3],
      );
      const [sum] = tf.conv2d(input, filter, 1, 'valid').dataSync();
      filter.dispose();
      return sum;
    });
    expect(sums).toEqual([8, 16, 24]);
  });
});
