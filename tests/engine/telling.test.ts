/** When the page is told of what: in order, what is seen first, and nothing is lost. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
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

let executors: Executor[] = [];

function newExecutor(budgetBytes = 2 ** 24): Executor {
  const executor = new Executor(tf, { budgetBytes });
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

async function toldAtOnce(): Promise<NodeResult[]> {
  const { nodes, finished } = begin(newExecutor());
  expect(await finished).toBe(true);
  return nodes;
}

/** Without what differs from run to run. */
function comparable(nodes: readonly NodeResult[]) {
  return nodes.map(({ key: _key, milliseconds: _milliseconds, ...rest }) => rest);
}

test('a run that is over tells nothing more; what was found for it is not found again', async () => {
  const executor = newExecutor();
  const made: string[] = [];
  const first = begin(executor, () => made.length >= 3, { made: (id) => made.push(id) });
  expect(await first.finished).toBe(false);
  await settle();
  expect(first.nodes).toHaveLength(3);

  const second = begin(executor);
  expect(await second.finished).toBe(true);
  expect(comparable(second.nodes)).toEqual(comparable(await toldAtOnce()));
  // Told anew, but taken from what was kept.
  expect(second.nodes[1]!.milliseconds).toBe(0);
});

describe('what has no picture on screen', () => {
  /** On the stage, the input, and vectors: these are never put off. */
  const atOnce = new Set(ids.filter((_, at) => at < 2 || at > 5));
  const putOff = ids.filter((id) => !atOnce.has(id));

  test('is told of once all is made', async () => {
    const log: string[] = [];
    const { nodes, finished } = begin(newExecutor(), () => false, {
      isInSight: () => false,
      made: (id) => log.push(id),
      madeAll: () => log.push(`all, ${nodes.length} told`),
    });
    expect(await finished).toBe(true);
    expect(log).toEqual([...ids, `all, ${atOnce.size} told`]);
    expect(nodes.map(({ nodeId }) => nodeId)).toEqual([...atOnce, ...putOff]);
    const inOrder = ids.map((id) => nodes.find(({ nodeId }) => nodeId === id)!);
    expect(comparable(inOrder)).toEqual(comparable(await toldAtOnce()));
  });

  test('is told of before the next layer where it comes in sight meanwhile', async () => {
    const made: string[] = [];
    const toldWhen = new Map<string, number>();
    const [, , soon] = ids;
    const { finished } = begin(newExecutor(), () => false, {
      isInSight: (id) => id === soon && made.length >= 4,
      made: (id) => made.push(id),
      node: ({ nodeId }) => toldWhen.set(nodeId, made.length),
    });
    expect(await finished).toBe(true);
    expect(toldWhen.get(soon!)).toBeGreaterThanOrEqual(4);
    expect(toldWhen.get(soon!)).toBeLessThanOrEqual(5);
    for (const id of putOff) if (id !== soon) expect(toldWhen.get(id)).toBe(ids.length);
  });

  test('is told of by a run that was cancelled, as far as it was made', async () => {
    const made: string[] = [];
    const { nodes, finished } = begin(newExecutor(), () => made.length === 5, {
      isInSight: () => false,
      made: (id) => made.push(id),
    });
    expect(await finished).toBe(false);
    expect(nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.slice(0, 5).toSorted());
  });

  test('is told of by another run where one comes', async () => {
    const executor = newExecutor();
    const isReplaced = () => first.nodes.length > atOnce.size;
    const first = begin(executor, () => false, { isInSight: () => false, isReplaced });
    expect(await first.finished).toBe(true);
    expect(first.nodes).toHaveLength(atOnce.size + 1);
    const second = begin(executor, () => false, { isInSight: () => false });
    expect(await second.finished).toBe(true);
    expect(second.nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.toSorted());
  });

  test('takes no more than the budget while it waits', async () => {
    // Of 4,728 bytes of values; the photo and the first layer are 2,416 together.
    const budget = 2500;
    const executor = newExecutor(budget);
    const kept: number[] = [];
    const note = () => kept.push(executor.memory().keptBytes);
    const events = { isInSight: () => false, made: note, madeAll: note };
    const { nodes, finished } = begin(executor, () => false, events, []);
    expect(await finished).toBe(true);
    expect(Math.max(...kept)).toBeLessThanOrEqual(budget);
    expect(nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual(ids.toSorted());
  });
});
