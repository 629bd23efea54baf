import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerResponseNormalisation } from '../../src/engine/kernels/responseNormalisation';
import { compareCase } from '../reference/cases';

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(entry)}/`);
const tfjsOwn = tf.getKernel(tf.LRN, 'wasm');
registerResponseNormalisation();

const cases = fc.record({
  shape: fc.tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 70 }),
  ),
  depthRadius: fc.integer({ min: 0, max: 7 }),
  k: fc.double({ min: 0.1, max: 10, noNaN: true }),
  alpha: fc.constantFrom(0, 0.00002, 0.0001, 0.1, 1),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

describe('local response normalisation on WASM', () => {
  beforeAll(async () => {
    expect(await tf.setBackend('wasm')).toBe(true);
  });

  it("takes the place of tfjs' own, once", () => {
    const replacement = tf.getKernel(tf.LRN, 'wasm');
    expect(replacement).not.toBe(tfjsOwn);
    registerResponseNormalisation();
    expect(tf.getKernel(tf.LRN, 'wasm')).toBe(replacement);
  });

  it.each([0.75, 0.7])('agrees with the plain loops at beta %f and leaks nothing', (beta) => {
    const before = tf.memory().numTensors;
    fc.assert(
      fc.property(cases, ({ shape, seed, ...settings }) => {
        const layerCase = {
          kind: 'localResponseNormalization' as const,
          settings: { ...settings, beta },
          shape: [...shape],
          seed,
        };
        expect(compareCase(tf, layerCase)).toBeLessThan(1e-5);
      }),
      { numRuns: 200 },
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('hands on what is not finite', () => {
    const input = tf.tensor3d([1, NaN, 2, Infinity, 3, 4], [1, 2, 3]);
    const output = tf.localResponseNormalization(input, 1, 2, 0.5, 0.75).dataSync();
    expect([...output.subarray(0, 3)]).toEqual([NaN, NaN, NaN]);
    expect(output[3]).toBeNaN();
    expect(output[4]).toBe(0);
    expect(output[5]).toBeCloseTo(4 / (2 + 0.5 * 25) ** 0.75, 6);
    input.dispose();
  });
});
