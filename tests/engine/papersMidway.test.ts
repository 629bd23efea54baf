/** The papers' networks at their own size: cut short, left for another, and with next to no budget. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import type { Network } from '../../src/network/graph';
import { presetOf } from '../../src/presets';
import { prepareWasm } from './prepareWasm';

prepareWasm();

const megabytes = 1024 * 1024;
const side = 227;
const data = new Uint8ClampedArray(side * side * 4);
for (let at = 0; at < data.length; at++) data[at] = (at * 37 + (at >> 7) * 11) % 256;
const photo = { id: 'pattern', pixels: { width: side, height: side, data } };

/** Runs until so many layers have been told of; gives the most bytes of values kept on the way. */
async function run(executor: Executor, network: Network, layers = Infinity) {
  let told = 0;
  let mostKept = 0;
  const finished = await executor.run(
    { network, photo, wanted: [], held: {} },
    {
      ...unheard,
      node: () => {
        told++;
        mostKept = Math.max(mostKept, executor.memory().keptBytes);
      },
      isStale: () => told >= layers,
    },
  );
  return { finished, told, mostKept };
}

beforeAll(() => tf.setBackend('wasm'));
afterEach(() => expect(tf.memory().numTensors).toBe(0));

describe.each(['alexnet', 'googlenet', 'vgg16'])('%s', (id) => {
  const { network } = presetOf(id);
  const chain = presetOf('lenet').network;

  test('cancelled midway, or left for another network, leaves no tensor behind', async () => {
    const executor = new Executor(tf, { budgetBytes: 64 * megabytes });
    expect(await run(executor, network, 9)).toMatchObject({ finished: false, told: 9 });
    expect((await run(executor, chain)).finished).toBe(true);
    const { weightBytes } = executor.memory();
    // Of the network that was left only kept values may be there, none of its weights.
    expect(tf.memory().numBytes).toBeLessThanOrEqual(weightBytes + executor.memory().keptBytes);
    expect(weightBytes).toBeLessThan(2 * megabytes);
    expect(await run(executor, network, 4)).toMatchObject({ finished: false });
    executor.clear();
  });

  test('within a tiny budget it runs to its end and keeps no more than its layers need', async () => {
    const budgetBytes = 2 * megabytes;
    const executor = new Executor(tf, { budgetBytes });
    const { finished, mostKept } = await run(executor, network);
    expect(finished).toBe(true);
    const { activationBytes, keptBytes, weightBytes } = executor.memory();
    expect(keptBytes).toBeLessThanOrEqual(budgetBytes);
    expect(tf.memory().numBytes).toBeLessThanOrEqual(weightBytes + keptBytes);
    // VGG-16's first layers are 12.25 MiB each: one is the input of the next.
    expect(mostKept).toBeLessThanOrEqual(26 * megabytes);
    expect(activationBytes).toBeGreaterThan(2 * budgetBytes);
    executor.clear();
  });
});
