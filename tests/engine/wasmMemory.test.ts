/**
 * WASM keeps a table of kernel cells × output positions beside every kernel. The outputs of a drag
 * must stay right long after the tables of all its kernels together would have filled the 4 GiB.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import { chain, withSettings } from '../../src/network/graph';
import { prepareWasm } from './prepareWasm';

const side = 320;
const kernel = 15;
const moves = 60;

beforeAll(async () => {
  prepareWasm();
  await tf.setBackend('wasm');
});

test('sixty large kernels one after the other are all right', async () => {
  const tableBytes = kernel ** 2 * (side - kernel + 1) ** 2 * 4;
  expect(tableBytes * moves).toBeGreaterThan(4 * 2 ** 30);

  const executor = new Executor(tf, { budgetBytes: 4 * 1024 * 1024 });
  const photo = {
    id: 'grey',
    pixels: { width: side, height: side, data: new Uint8ClampedArray(side * side * 4).fill(128) },
  };
  const network = chain([
    ['input', { greyscale: true }],
    [
      'conv2d',
      { filters: 1, kernelHeight: kernel, kernelWidth: kernel, initializer: 'constant', bias: 0 },
    ],
  ]);
  for (let move = 1; move <= moves; move++) {
    const constant = move / 100;
    await executor.run(
      {
        network: withSettings(network, 'conv2d1', { constant }),
        photo,
        wanted: [],
        held: {},
      },
      {
        ...unheard,
        node: ({ nodeId, statistics }) => {
          if (nodeId !== 'conv2d1') return;
          const expected = (kernel ** 2 * constant * 128) / 255;
          expect(Math.abs(statistics.layer.minimum - expected)).toBeLessThan(1e-4 * expected);
          expect(Math.abs(statistics.layer.maximum - expected)).toBeLessThan(1e-4 * expected);
        },
      },
    );
  }
  executor.clear();
}, 60_000);
