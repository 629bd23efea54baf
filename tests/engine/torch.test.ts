/** catscan's layers against PyTorch, where Keras has no such layer. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNode } from '../../src/network/graph';
import { compareLayer } from './compareLayer';
import { loadCases, numbersOf } from './kerasFixtures';
import { prepareWasm } from './prepareWasm';

prepareWasm();

/** The PyTorch classes that a kind stands for. */
const torchNames: Readonly<Record<string, string>> = {
  maxPool2d: 'MaxPool2d',
  averagePool2d: 'AvgPool2d',
  localResponseNormalization: 'LocalResponseNorm',
  conv2d: 'Conv2d',
  depthwiseConv2d: 'Conv2d',
};

const cases = loadCases('torch').map(
  (each) =>
    [
      `${each.kind} ${JSON.stringify(each.settings)} of ${each.input.shape.join('×')}`,
      each,
    ] as const,
);

describe.each(['cpu', 'wasm'])('PyTorch and catscan on %s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(cases)('agree on %s', (_, each) => {
    expect(each.layer).toBe(torchNames[each.kind]);
    const input = tf.tensor(numbersOf(each.input), each.input.shape);
    const output = compareLayer(createNode('a', each.kind, each.settings), [input], each);
    tf.dispose([input, output]);
    expect(tf.memory().numTensors).toBe(0);
  });
});
