/** catscan's layers against Keras: the fourteen experiments on the photo, every other kind, branches. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { definitionOf } from '../../src/layers';
import { createNode } from '../../src/network/graph';
import { presetOf } from '../../src/presets';
import { compareLayer } from './compareLayer';
import { loadBranches, loadCases, loadExperiment, numbersOf, photoBytes } from './kerasFixtures';
import { prepareWasm } from './prepareWasm';

prepareWasm();

/** The Keras classes that a kind stands for, where the name alone does not tell. */
const kerasNames: Readonly<Record<string, string>> = {
  conv2d: 'Conv2D',
  depthwiseConv2d: 'DepthwiseConv2D',
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
  batchNormalization: 'BatchNormalization',
  dropout: 'Dropout',
  flatten: 'Flatten',
  dense: 'Dense',
  add: 'Add',
  concatenate: 'Concatenate',
};

const cases = loadCases('keras').map(
  (each) =>
    [
      `${each.kind} ${JSON.stringify(each.settings)} of ${each.input.shape.join('×')}`,
      each,
    ] as const,
);

const branches = loadBranches().map((each) => [each.name, each] as const);

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
        const node = nodes[index] ?? createNode('none', 'none');
        expect(keras.layer).toBe(kerasNames[node.kind]);
        values = compareLayer(node, [before], keras);
        before.dispose();
      }
      values.dispose();
      expect(tf.memory().numTensors).toBe(0);
    },
  );

  it.each(cases)('agree on %s', (_, each) => {
    const input = tf.tensor(numbersOf(each.input), each.input.shape);
    expect(each.layer).toBe(kerasNames[each.kind]);
    const output = compareLayer(createNode('a', each.kind, each.settings), [input], each);
    tf.dispose([input, output]);
    expect(tf.memory().numTensors).toBe(0);
  });

  it.each(branches)('agree on a network with branches: %s', (_, { input, nodes }) => {
    const outputs = new Map([['input1', tf.tensor(numbersOf(input), input.shape)]]);
    for (const each of nodes) {
      const [first, ...others] = each.inputs.flatMap((source) => outputs.get(source) ?? []);
      if (!first) throw new RangeError(`nothing feeds ${each.id}`);
      expect(others).toHaveLength(each.inputs.length - 1);
      expect(each.layer).toBe(kerasNames[each.kind]);
      const node = createNode(each.id, each.kind, each.settings, each.inputs);
      outputs.set(each.id, compareLayer(node, [first, ...others], each));
    }
    tf.dispose([...outputs.values()]);
    expect(tf.memory().numTensors).toBe(0);
  });
});
