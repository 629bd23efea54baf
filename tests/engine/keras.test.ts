/** catscan's layers against Keras: the fourteen experiments on the photo, and every other kind. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { definitionOf } from '../../src/layers';
import { createNode, type NetworkNode } from '../../src/network/graph';
import { presetOf } from '../../src/presets';
import {
  loadCases,
  loadExperiment,
  numbersOf,
  photoBytes,
  type KerasOutput,
} from './kerasFixtures';

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(entry)}/`);

/** Of the range of a layer's values. */
const tolerance = 1e-4;

/** The Keras classes that a kind stands for, where the name alone does not tell. */
const kerasNames: Readonly<Record<string, string>> = {
  conv2d: 'Conv2D',
  zeroPadding2d: 'ZeroPadding2D',
  maxPool2d: 'MaxPooling2D',
  averagePool2d: 'AveragePooling2D',
  globalAveragePool2d: 'GlobalAveragePooling2D',
  relu: 'ReLU',
  leakyRelu: 'LeakyReLU',
  elu: 'ELU',
  sigmoid: 'Activation',
  tanh: 'Activation',
  softplus: 'Activation',
  softmax: 'Softmax',
  dropout: 'Dropout',
  flatten: 'Flatten',
  dense: 'Dense',
};

/** Runs a node with Keras' weights, compares with what Keras made of it, and gives the output. */
function compare(node: NetworkNode, input: tf.Tensor, keras: KerasOutput): tf.Tensor {
  const definition = definitionOf(node.kind);
  const specs = definition.weights(input.shape, node.settings);
  // Without a bias Keras has one weight, and catscan's second is zero.
  const weights = specs.map((spec, index) => {
    const given = keras.weights[index];
    if (!given) return tf.zeros([...spec.shape]);
    expect(given.shape).toEqual(spec.shape);
    return tf.tensor(numbersOf(given), given.shape);
  });
  const output = tf.tidy(() => definition.compute(tf, input, node.settings, weights));
  tf.dispose(weights);

  expect(keras.layer).toBe(kerasNames[node.kind]);
  expect(output.shape).toEqual(keras.shape);
  expect(definition.outputShape(input.shape, node.settings)).toEqual({
    ok: true,
    shape: keras.shape,
  });
  const values = output.dataSync();
  const allowed = tolerance * (keras.max - keras.min || 1);
  const sampled = keras.positions.map((position, index) =>
    Math.abs((values[position] ?? NaN) - (keras.values[index] ?? NaN)),
  );
  expect(sampled.length).toBeGreaterThan(0);
  expect(Math.max(...sampled), 'a sampled value').toBeLessThanOrEqual(allowed);
  const found = statisticsOf(values);
  for (const name of ['min', 'max', 'mean', 'std'] as const) {
    expect(Math.abs(found[name] - keras[name]), name).toBeLessThanOrEqual(allowed);
  }
  expect(Math.abs(found.zeroShare - keras.zeroShare), 'zeros').toBeLessThanOrEqual(tolerance);
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

const cases = loadCases().map(
  (each) =>
    [
      `${each.kind} ${JSON.stringify(each.settings)} of ${each.input.shape.join('×')}`,
      each,
    ] as const,
);

describe.each(['cpu', 'wasm'])('Keras and catscan on %s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(Array.from({ length: 14 }, (_, index) => index + 1))(
    'agree on experiment %i',
    async (number) => {
      const { photo, layers } = loadExperiment(number);
      const { shape, bytes } = await photoBytes(photo);
      const [input, ...nodes] = presetOf(`exp${number}`).network.nodes;
      expect(nodes.length).toBe(layers.length);
      const start = tf.tensor(bytes, shape);
      let values = tf.tidy(() =>
        definitionOf('input').compute(tf, start, input?.settings ?? {}, []),
      );
      start.dispose();
      for (const [index, keras] of layers.entries()) {
        const before = values;
        values = compare(nodes[index] ?? createNode('none', 'none'), before, keras);
        before.dispose();
      }
      values.dispose();
      expect(tf.memory().numTensors).toBe(0);
    },
  );

  it.each(cases)('agree on %s', (_, each) => {
    const input = tf.tensor(numbersOf(each.input), each.input.shape);
    const output = compare(createNode('a', each.kind, each.settings), input, each);
    tf.dispose([input, output]);
    expect(tf.memory().numTensors).toBe(0);
  });
});
