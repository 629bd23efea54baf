/** One of catscan's layers beside what another library made of the same numbers. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { definitionOf } from '../../src/layers';
import { inParts } from '../../src/layers/weightParts';
import type { NetworkNode } from '../../src/network/graph';
import { outputShapeOf } from '../../src/network/shape';
import { numbersOf, type KerasOutput } from './kerasFixtures';

/** Of the range of a layer's values. */
const tolerance = 1e-4;

/**
 * Runs a node on its inputs with a library's weights, compares with what that made of them, and gives
 * the output.
 */
export function compareLayer(
  node: NetworkNode,
  inputs: readonly [tf.Tensor, ...tf.Tensor[]],
  given: KerasOutput,
): tf.Tensor {
  const definition = definitionOf(node.kind);
  const [input] = inputs;
  const specs = definition.weights(input.shape, node.settings);
  // Without a bias the library has one weight, and catscan's second is zero.
  const weights = specs.map((spec, index) => {
    const numbers = given.weights[index];
    if (!numbers) return tf.zeros([...spec.shape]);
    expect(numbers.shape).toEqual(spec.shape);
    return tf.tensor(numbersOf(numbers), numbers.shape);
  });
  const parts = specs.flatMap((spec, index) => inParts(tf, weights[index]!, spec));
  const output = tf.tidy(() =>
    definition.merge
      ? definition.merge.compute(tf, inputs)
      : definition.compute(tf, input, node.settings, parts),
  );
  tf.dispose([weights, parts]);

  expect(output.shape).toEqual(given.shape);
  const shapes = inputs.map(({ shape }) => shape);
  expect(outputShapeOf(node, shapes)).toEqual({ ok: true, shape: given.shape });
  const values = output.dataSync();
  const allowed = tolerance * (given.max - given.min || 1);
  const sampled = given.positions.map((position, index) =>
    Math.abs((values[position] ?? NaN) - (given.values[index] ?? NaN)),
  );
  expect(sampled.length).toBeGreaterThan(0);
  expect(Math.max(...sampled), 'a sampled value').toBeLessThanOrEqual(allowed);
  const found = statisticsOf(values);
  for (const name of ['min', 'max', 'mean', 'std'] as const) {
    expect(Math.abs(found[name] - given[name]), name).toBeLessThanOrEqual(allowed);
  }
  expect(Math.abs(found.zeroShare - given.zeroShare), 'zeros').toBeLessThanOrEqual(tolerance);
  return output;
}

function statisticsOf(values: ArrayLike<number>) {
  const { length } = values;
  let [min, max, sum, squares, zeros] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < length; index++) {
    const value = values[index] ?? NaN;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    if (value === 0) zeros++;
  }
  const mean = sum / length;
  for (let index = 0; index < length; index++) squares += ((values[index] ?? NaN) - mean) ** 2;
  return { min, max, mean, std: Math.sqrt(squares / length), zeroShare: zeros / length };
}
