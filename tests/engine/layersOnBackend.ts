/** The tests of every layer kind on one tfjs backend. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareCase, referenceKinds, runningCase, wideCases } from '../reference/cases';

/** Runs each kind on 600 random cases and compares with the plain loops. */
export function testLayersOn(backend: string): void {
  describe(`layers on ${backend}`, () => {
    beforeAll(async () => {
      expect(await tf.setBackend(backend)).toBe(true);
    });

    it.each(referenceKinds)('%s agrees with the plain loops and leaks nothing', (kind) => {
      const before = tf.memory().numTensors;
      fc.assert(
        fc.property(runningCase(kind), (layerCase) => {
          expect(compareCase(tf, layerCase)).toBeLessThan(1e-5);
          expect(tf.memory().numTensors).toBe(before);
        }),
        { numRuns: 600 },
      );
    });

    it('agrees for many channels and filters', () => {
      for (const layerCase of wideCases) {
        expect(compareCase(tf, layerCase), JSON.stringify(layerCase)).toBeLessThan(1e-5);
      }
    });
  });
}
