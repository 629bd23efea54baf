/** When the page is told of what: in order, what is seen first, and nothing is lost. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { factsOf, type Facts, type Wish } from '../../src/engine/facts';
import type { FactFinder } from '../../src/engine/factFinder';
import type { NodeResult, PhotoPixels, WantedMaps } from '../../src/engine/protocol';
import { Executor } from '../../src/engine/run';
import { unheard, type RunEvents } from '../../src/engine/runEvents';
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

function newExecutor(finder: FactFinder | null = null, budgetBytes = 2 ** 24): Executor {
  const executor = new Executor(tf, { budgetBytes, finder });
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

function begin(
  executor: Executor,
  isStale = () => false,
  others: Partial<RunEvents> = { isReplaced: isStale },
  wanted: readonly WantedMaps[] = [{ nodeId: ids[1]!, channels: [0, 2] }],
): Run {
  const nodes: NodeResult[] = [];
  const finished = executor.run(
    {
      network,
      photo: { id: 'a', pixels },
      wanted,
      held: {},
    },
    {
      ...unheard,
      node: (result) => nodes.push(result),
      isStale,
      pause: settle,
      ...others,
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

describe.each(['in the same thread', 'by another'])('facts found %s', (where) => {
  /** Answers at once. */
  const quick: FactFinder = {
    find: (values, wish) => Promise.resolve(factsOf(values.slice(), wish)),
    room: () => Promise.resolve(),
  };
  const finder = where === 'by another' ? quick : null;
  /** On the stage, the input, and vectors: these are never put off. */
  const atOnce = new Set(ids.filter((_, at) => at < 2 || at > 5));
  const putOff = ids.filter((id) => !atOnce.has(id));

  test('what nobody sees is told of once all is made', async () => {
    const log: string[] = [];
    const { nodes, finished } = begin(newExecutor(finder), () => false, {
      isInSight: () => false,
      made: (id) => log.push(id),
      madeAll: () => log.push(`all, ${nodes.length} told`),
    });
    expect(await finished).toBe(true);
    expect(log).toEqual([...ids, `all, ${atOnce.size} told`]);
    expect(nodes.map(({ nodeId }) => nodeId)).toEqual([...atOnce, ...putOff]);
    const inOrder = ids.map((id) => nodes.find(({ nodeId }) => nodeId === id)!);
    expect(comparable(inOrder)).toEqual(comparable(await inTheSameThread()));
  });

  test('what comes in sight meanwhile is told of before the next layer', async () => {
    const made: string[] = [];
    const toldWhen = new Map<string, number>();
    const [, , soon] = ids;
    const { finished } = begin(newExecutor(finder), () => false, {
      isInSight: (id) => id === soon && made.length >= 4,
      made: (id) => made.push(id),
      node: ({ nodeId }) => toldWhen.set(nodeId, made.length),
    });
    expect(await finished).toBe(true);
    expect(toldWhen.get(soon!)).toBeGreaterThanOrEqual(4);
    expect(toldWhen.get(soon!)).toBeLessThanOrEqual(5);
    for (const id of putOff) if (id !== soon) expect(toldWhen.get(id)).toBe(ids.length);
  });

  test('a run that is cancelled tells of all that it made', async () => {
    const made: string[] = [];
    const { nodes, finished } = begin(newExecutor(finder), () => made.length === 5, {
      isInSight: () => false,
      made: (id) => made.push(id),
    });
    expect(await finished).toBe(false);
    expect(nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.slice(0, 5).toSorted());
  });

  test('another run ends the telling, and tells of the rest itself', async () => {
    const executor = newExecutor(finder);
    const isReplaced = () => first.nodes.length > atOnce.size;
    const first = begin(executor, () => false, { isInSight: () => false, isReplaced });
    expect(await first.finished).toBe(true);
    expect(first.nodes).toHaveLength(atOnce.size + 1);
    const second = begin(executor, () => false, { isInSight: () => false });
    expect(await second.finished).toBe(true);
    expect(second.nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.toSorted());
  });

  test('what waits to be told of takes no more than the budget', async () => {
    // Of 4,728 bytes of values; the photo and the first layer are 2,416 together.
    const budget = 2500;
    const executor = newExecutor(finder, budget);
    const kept: number[] = [];
    const note = () => kept.push(executor.memory().keptBytes);
    const events = { isInSight: () => false, made: note, madeAll: note };
    const { nodes, finished } = begin(executor, () => false, events, []);
    expect(await finished).toBe(true);
    expect(Math.max(...kept)).toBeLessThanOrEqual(budget);
    expect(nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.toSorted());
  });
});
