/** Facts found by somebody else, while the engine goes on: told in order, and never lost. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { factsOf, type Facts, type Wish } from '../../src/engine/facts';
import type { FactFinder } from '../../src/engine/factFinder';
import type { NodeResult, PhotoPixels } from '../../src/engine/protocol';
import { Executor, unheard } from '../../src/engine/run';
import { chain } from '../../src/network/graph';

const network = chain([
  ['input'],
  ['conv2d', { filters: 4 }],
  ['relu'],
  ['conv2d', { filters: 3 }],
  ['tanh'],
  ['maxPool2d'],
  ['flatten'],
  ['dense', { units: 5 }],
  ['softmax'],
]);
const ids = network.nodes.map(({ id }) => id);
const pixels: PhotoPixels = { width: 12, height: 9, data: new Uint8ClampedArray(12 * 9 * 4) };
pixels.data.forEach((_, at, data) => (data[at] = (at * 41) % 256));

/** Answers when it is told to, in the order that it is told. */
class SlowFinder implements FactFinder {
  readonly open: ((fail?: Error) => void)[] = [];
  roomsAsked = 0;

  find(values: Float32Array, wish: Wish): Promise<Facts> {
    const copy = values.slice();
    return new Promise((resolve, reject) => {
      this.open.push((fail) => (fail ? reject(fail) : resolve(factsOf(copy, wish))));
    });
  }

  room(): Promise<void> {
    this.roomsAsked++;
    return Promise.resolve();
  }
}

let executors: Executor[] = [];

function newExecutor(finder: FactFinder | null = null): Executor {
  const executor = new Executor(tf, { budgetBytes: 2 ** 24, finder });
  executors.push(executor);
  return executor;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

afterEach(() => {
  for (const executor of executors) executor.clear();
  executors = [];
  expect(tf.memory().numTensors).toBe(0);
});

interface Run {
  nodes: NodeResult[];
  finished: Promise<boolean>;
}

function begin(executor: Executor, isStale = () => false): Run {
  const nodes: NodeResult[] = [];
  const finished = executor.run(
    {
      network,
      photo: { id: 'a', pixels },
      wanted: [{ nodeId: ids[1]!, channels: [0, 2] }],
      held: {},
    },
    {
      ...unheard,
      node: (result) => nodes.push(result),
      isStale,
      isReplaced: isStale,
      pause: settle,
    },
  );
  return { nodes, finished };
}

/** Lets everything that can go on go on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function inTheSameThread(): Promise<NodeResult[]> {
  const { nodes, finished } = begin(newExecutor());
  expect(await finished).toBe(true);
  return nodes;
}

/** Without what differs from run to run. */
function comparable(nodes: readonly NodeResult[]) {
  return nodes.map(({ key: _key, milliseconds: _milliseconds, ...rest }) => rest);
}

/** Those whose facts the other thread finds: not the photo, nor maps that are looked at, nor vectors. */
const elsewhere = 4;

async function allAsked(finder: SlowFinder, count = elsewhere): Promise<void> {
  while (finder.open.length < count) await settle();
}

test('what is looked at is told at once; the rest when its facts are there, in order', async () => {
  const finder = new SlowFinder();
  const { nodes, finished } = begin(newExecutor(finder));
  await allAsked(finder);
  const atOnce = ids.slice(0, 2);
  expect(nodes.map(({ nodeId }) => nodeId)).toEqual(atOnce);
  for (const answer of finder.open.toReversed()) {
    expect(nodes).toHaveLength(atOnce.length);
    answer();
    await settle();
  }
  expect(await finished).toBe(true);
  expect(nodes.map(({ nodeId }) => nodeId)).toEqual(ids);
  expect(comparable(nodes)).toEqual(comparable(await inTheSameThread()));
  expect(finder.roomsAsked).toBe(elsewhere);
});

test('what the other thread fails at is found here', async () => {
  const finder = new SlowFinder();
  const { nodes, finished } = begin(newExecutor(finder));
  await allAsked(finder);
  finder.open.forEach((answer, at) => answer(at % 2 === 1 ? new Error('no thread') : undefined));
  expect(await finished).toBe(true);
  expect(comparable(nodes)).toEqual(comparable(await inTheSameThread()));
});

test('a run that is over tells nothing more; what was found for it is not found again', async () => {
  const finder = new SlowFinder();
  const executor = newExecutor(finder);
  const first = begin(executor, () => finder.open.length >= 3);
  expect(await first.finished).toBe(false);
  for (const answer of finder.open.splice(0)) answer();
  await settle();
  expect(first.nodes).toHaveLength(2);

  const second = begin(executor);
  await allAsked(finder, elsewhere - 3);
  for (const answer of finder.open) answer();
  expect(await second.finished).toBe(true);
  expect(comparable(second.nodes)).toEqual(comparable(await inTheSameThread()));
});
