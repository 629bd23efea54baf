import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
  type MockInstance,
} from 'vitest';
import type { NodeResult, PhotoPixels, WantedMaps } from '../../src/engine/protocol';
import type { IdentifiedPhoto } from '../../src/engine/nodeValues';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import { weightValues } from '../../src/engine/weights';
import { layerDefinitions } from '../../src/layers';
import {
  chain,
  createNode,
  insertAfter,
  removeNode,
  withSettings,
  type Network,
} from '../../src/network/graph';
import { prepareWasm } from './prepareWasm';

prepareWasm();

const megabytes = 1024 * 1024;

function photoOf(id: string, width = 24, height = 20): IdentifiedPhoto {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at++) {
    data[at] = at % 4 === 3 ? 255 : (at * 37 + (at >> 5) * 11 + id.length * 50) % 256;
  }
  return { id, pixels: { width, height, data } };
}

const photo = photoOf('a');

const network = chain([
  ['input'],
  ['conv2d', { filters: 4, seed: 3 }],
  ['relu'],
  ['maxPool2d'],
  ['conv2d', { filters: 5, padding: 'same', bias: 0.25 }],
  ['tanh'],
  ['flatten'],
  ['dense', { units: 6 }],
  ['softmax'],
]);

interface Told {
  finished: boolean;
  nodes: NodeResult[];
  prepared: PhotoPixels[];
  pauses: number;
}

/** The keys that the page has of each executor's results. */
const held = new WeakMap<Executor, Record<string, string>>();

/** Runs and gathers what is told; `staleAfter` so many nodes have been told of, the run is over. */
async function run(
  executor: Executor,
  network: Network,
  {
    wanted = [],
    of = photo,
    staleAfter = Infinity,
  }: { wanted?: WantedMaps[]; of?: IdentifiedPhoto; staleAfter?: number } = {},
): Promise<Told> {
  const told: Told = { finished: false, nodes: [], prepared: [], pauses: 0 };
  // The page forgets what is no longer in the network.
  const present = Object.fromEntries(
    Object.entries(held.get(executor) ?? {}).filter(([id]) =>
      network.nodes.some((node) => node.id === id),
    ),
  );
  told.finished = await executor.run(
    { network, photo: of, wanted, held: present },
    {
      ...unheard,
      prepared: (_key, pixels) => told.prepared.push(pixels),
      node: (result) => told.nodes.push(result),
      isStale: () => told.nodes.length >= staleAfter,
      pause: async () => {
        told.pauses++;
      },
    },
  );
  held.set(executor, { ...present, ...Object.fromEntries(keysOf(told)) });
  return told;
}

/** Weights as the layers' initialiser draws them. */
function drawn<R extends tf.Rank>(
  fanIn: number,
  fanOut: number,
  shape: tf.ShapeMap[R],
  seed: number,
): tf.Tensor<R> {
  const byHand = { handmade: [], frozen: [], edits: [], silent: [], trained: 'none' };
  const spec = { shape, seed, fanIn, fanOut, constant: 0, ...byHand };
  const values = weightValues({ ...spec, name: 'kernel', initializer: 'glorotUniform' });
  return tf.tensor<R>(values, shape);
}

const keysOf = (told: Told) => new Map(told.nodes.map(({ nodeId, key }) => [nodeId, key]));

const idsOf = ({ nodes }: Told) => nodes.map(({ nodeId }) => nodeId);

/** A node's values in planar order, read back on their own. */
async function valuesOf(executor: Executor, nodeId: string, channels = 64): Promise<Float32Array> {
  const all = Array.from({ length: channels }, (_, channel) => channel);
  const read = await executor.readMaps({ nodeId, channels: all });
  return read!.maps.values;
}

/** The network computed in the most ordinary way. */
function plainly(): { conv: tf.Tensor3D; result: tf.Tensor1D } {
  return tf.tidy(() => {
    const { width, height, data } = photo.pixels;
    const pixels = tf.tensor3d(Float32Array.from(data), [height, width, 4]);
    const image = tf.div<tf.Tensor3D>(tf.slice(pixels, [0, 0, 0], [-1, -1, 3]), 255);
    const first = drawn<tf.Rank.R4>(27, 36, [3, 3, 3, 4], 3);
    const second = drawn<tf.Rank.R4>(36, 45, [3, 3, 4, 5], 1);
    const dense = drawn<tf.Rank.R2>(495, 6, [495, 6], 1);
    const conv = tf.conv2d(image, first, 1, 'valid');
    const pooled = tf.maxPool(tf.relu(conv), 2, 2, 'valid');
    const again = tf.tanh(tf.add(tf.conv2d(pooled, second, 1, 'same'), 0.25));
    const units = tf.matMul(tf.reshape<tf.Rank.R2>(again, [1, 495]), dense);
    return { conv, result: tf.softmax<tf.Tensor1D>(tf.reshape<tf.Rank.R1>(units, [6])) };
  });
}

/** Ten runs cut short, each then carried out; tells what memory is taken after them. */
async function cutShort(executor: Executor): Promise<{ numTensors: number; numBytes: number }> {
  for (let turn = 0; turn < 10; turn++) {
    const id = turn % 2 ? 'conv2d1' : 'conv2d2';
    const changed = withSettings(network, id, { seed: turn % 5 });
    await run(executor, changed, { staleAfter: turn % 4 });
    await run(executor, changed);
  }
  const { numTensors, numBytes } = tf.memory();
  return { numTensors, numBytes };
}

describe.each(['cpu', 'wasm'])('a run on %s', (backend) => {
  let executor: Executor;
  const computed: string[] = [];
  let spies: MockInstance[] = [];

  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  beforeEach(() => {
    executor = new Executor(tf, { budgetBytes: 64 * megabytes });
    computed.length = 0;
    spies = layerDefinitions.map((definition) => {
      const compute = definition.compute.bind(definition);
      return vi.spyOn(definition, 'compute').mockImplementation((...args) => {
        computed.push(definition.kind);
        return compute(...args);
      });
    });
  });

  afterEach(() => {
    for (const spy of spies) spy.mockRestore();
    executor.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('gives what the operations give', async () => {
    const told = await run(executor, network);
    expect(told.finished).toBe(true);
    expect(idsOf(told)).toEqual(network.nodes.map(({ id }) => id));
    const { conv, result } = plainly();
    const expected = await conv.data();
    const planar = await valuesOf(executor, 'conv2d1');
    expect(planar.length).toBe(expected.length);
    const [height, width, channels] = conv.shape;
    planar.forEach((value, index) => {
      const channel = Math.floor(index / (height * width));
      expect(value).toBeCloseTo(expected[(index % (height * width)) * channels + channel]!, 5);
    });
    const probabilities = told.nodes.at(-1)!;
    expect(probabilities.shape).toEqual([6]);
    const wanted = await result.data();
    probabilities.maps!.values.forEach((value, unit) =>
      expect(value).toBeCloseTo(wanted[unit]!, 5),
    );
    tf.dispose([conv, result]);
  });

  test('tells shapes, statistics, weights, and the photo as the network sees it', async () => {
    const grey = withSettings(network, 'input1', { greyscale: true, cropSquare: true });
    const told = await run(executor, grey);
    expect(told.prepared).toHaveLength(1);
    expect(told.prepared[0]).toMatchObject({ width: 20, height: 20 });
    const [input, conv, , , , , flat] = told.nodes;
    expect(input!.shape).toEqual([20, 20, 1]);
    const plane = await valuesOf(executor, 'input1');
    plane.forEach((value, pixel) =>
      expect(value).toBeCloseTo(told.prepared[0]!.data[pixel * 4]! / 255, 6),
    );
    expect(conv!.shape).toEqual([18, 18, 4]);
    expect(conv!.statistics.minimum).toHaveLength(4);
    expect(conv!.thumbnails).toMatchObject({ width: 18, height: 18, channels: [0, 1, 2, 3] });
    expect(conv!.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['kernel', [3, 3, 1, 4]],
      ['bias', [4]],
    ]);
    expect(flat!.thumbnails).toBeNull();
    expect(flat!.maps).toMatchObject({ width: 405, height: 1, channels: [0] });
  });

  test('computes again only from the first change on; what it had before is free', async () => {
    await run(executor, network);
    expect(computed).toHaveLength(9);
    computed.length = 0;
    const changed = withSettings(network, 'conv2d2', { bias: 0.5 });
    const told = await run(executor, changed);
    expect(computed).toEqual(['conv2d', 'tanh', 'flatten', 'dense', 'softmax']);
    expect(idsOf(told)).toEqual(['conv2d2', 'tanh1', 'flatten1', 'dense1', 'softmax1']);
    expect(told.pauses).toBe(5);

    computed.length = 0;
    const back = await run(executor, network);
    expect(computed).toEqual([]);
    expect(idsOf(back)).toEqual(idsOf(told));
    for (const { milliseconds } of back.nodes) expect(milliseconds).toBe(0);
  });

  test('tells nothing twice', async () => {
    const wanted = [
      { nodeId: 'conv2d1', channels: [2, 0] },
      { nodeId: 'softmax1', channels: [0] },
    ];
    await run(executor, network, { wanted });
    const again = await run(executor, network, { wanted });
    expect(again).toMatchObject({ finished: true, nodes: [], prepared: [], pauses: 0 });
    const vector = await run(executor, network, {
      wanted: [{ nodeId: 'dense1', channels: [0] }],
    });
    expect(vector.nodes).toEqual([]);
  });

  test('tells again of what the page has lost', async () => {
    await run(executor, network);
    delete held.get(executor)!['relu1'];
    expect(idsOf(await run(executor, network))).toEqual(['relu1']);
  });

  test('equal keys mean equal values, and others others', async () => {
    const first = await run(executor, network);
    const other = await run(executor, withSettings(network, 'conv2d1', { seed: 4 }));
    const back = await run(executor, network);
    for (const [nodeId, key] of keysOf(back)) expect(keysOf(first).get(nodeId)).toBe(key);
    const all = [...first.nodes, ...other.nodes].map(({ key }) => key);
    expect(new Set(all).size).toBe(all.length);
    // Not even those of an executor before, whose values the page may still have.
    const later = new Executor(tf, { budgetBytes: megabytes });
    for (const { key } of (await run(later, network)).nodes) expect(all).not.toContain(key);
    later.clear();
  });

  test('brings the wanted maps and no others', async () => {
    const wanted = [{ nodeId: 'conv2d1', channels: [3, 1, 17] }];
    const { nodes } = await run(executor, network, { wanted });
    const all = await valuesOf(executor, 'conv2d1');
    const size = 18 * 22;
    for (const { nodeId, maps, shape } of nodes) {
      if (shape.length === 3 && nodeId !== 'conv2d1') expect(maps).toBeNull();
    }
    const { maps } = nodes[1]!;
    expect(maps).toMatchObject({ width: 22, height: 18, channels: [3, 1] });
    expect(maps!.values.slice(0, size)).toEqual(all.slice(3 * size));
    expect(maps!.values.slice(size)).toEqual(all.slice(size, 2 * size));
  });

  test('another photo is another run, and the first comes back for nothing', async () => {
    const first = await run(executor, network);
    computed.length = 0;
    const other = await run(executor, network, { of: photoOf('other', 30, 20) });
    expect(computed.filter((kind) => kind === 'conv2d')).toHaveLength(2);
    expect(other.nodes[0]!.shape).toEqual([20, 30, 3]);
    computed.length = 0;
    const back = await run(executor, network);
    expect(computed).toEqual([]);
    expect(back.prepared).toHaveLength(1);
    expect(back.nodes.map(({ key }) => key)).toEqual(first.nodes.map(({ key }) => key));
  });

  test('ends between layers when a newer one is asked for, and the next goes on from there', async () => {
    const told = await run(executor, network, { staleAfter: 3 });
    expect(told.finished).toBe(false);
    expect(computed).toEqual(['input', 'conv2d', 'relu']);
    computed.length = 0;
    const next = await run(executor, network);
    expect(next.finished).toBe(true);
    expect(computed).toHaveLength(6);
    expect(idsOf(next)).toEqual(network.nodes.slice(3).map(({ id }) => id));
    expect(tf.memory().numTensors).toBe(9 + 6);
  });

  test('a hundred runs cut short leave nothing behind', async () => {
    const after = await cutShort(executor);
    for (let turn = 0; turn < 9; turn++) expect(await cutShort(executor)).toEqual(after);
  });

  test('memory is flat over three hundred turns of the same settings', async () => {
    const values = [1, 4, 8, 2, 7];
    const cycle = async () => {
      for (const filters of values) {
        const told = await run(executor, withSettings(network, 'conv2d1', { filters }), {
          wanted: [{ nodeId: 'conv2d1', channels: [0] }],
        });
        expect(told.finished).toBe(true);
      }
      const { numTensors, numBytes } = tf.memory();
      return { numTensors, numBytes, kept: executor.memory().keptBytes };
    };
    const first = await cycle();
    for (let turn = 1; turn < 300; turn++) expect(await cycle()).toEqual(first);
  });

  test('memory is flat and small over endless new settings', async () => {
    const budgetBytes = 200_000;
    const small = new Executor(tf, { budgetBytes });
    const conv = chain([['input'], ['conv2d', { filters: 8 }], ['relu']]);
    for (let seed = 0; seed < 300; seed++) {
      await run(small, withSettings(conv, 'conv2d1', { seed }));
      expect(small.memory().keptBytes).toBeLessThanOrEqual(budgetBytes);
      expect(small.memory().weightBytes).toBe((216 + 8) * 4);
    }
    small.clear();
  });

  test('with next to no budget a run is right, and only going back costs', async () => {
    const tiny = new Executor(tf, { budgetBytes: 1 });
    await run(executor, network);
    await run(tiny, network);
    await run(tiny, withSettings(network, 'conv2d1', { seed: 9 }));
    computed.length = 0;
    const back = await run(tiny, network);
    expect(back.finished).toBe(true);
    expect(computed).toHaveLength(network.nodes.length);
    expect(await valuesOf(tiny, 'softmax1')).toEqual(await valuesOf(executor, 'softmax1'));
    tiny.clear();
  });

  test('a node taken out or put in is as if the network had always been so', async () => {
    await run(executor, network);
    const without = removeNode(network, 'relu1');
    const put = insertAfter(network, 'conv2d1', createNode('sigmoid1', 'sigmoid'));
    for (const changed of [without, put, removeNode(put, 'tanh1'), network]) {
      const told = await run(executor, changed);
      expect(told.finished).toBe(true);
      const fresh = new Executor(tf, { budgetBytes: megabytes });
      const { nodes } = await run(fresh, changed);
      for (const { nodeId } of nodes) {
        expect(await valuesOf(executor, nodeId)).toEqual(await valuesOf(fresh, nodeId));
      }
      fresh.clear();
    }
    expect(await executor.readMaps({ nodeId: 'sigmoid1', channels: [0] })).toBeNull();
  });

  test('a node that was away is told of when it comes back', async () => {
    await run(executor, network);
    await run(executor, removeNode(network, 'tanh1'));
    expect(idsOf(await run(executor, network))).toContain('tanh1');
  });

  test('a node that cannot run stops what is after it, and only that', async () => {
    const broken = withSettings(network, 'conv2d2', {
      kernelHeight: 15,
      kernelWidth: 15,
      padding: 'valid',
    });
    const told = await run(executor, broken);
    expect(told.finished).toBe(true);
    expect(idsOf(told)).toEqual(['input1', 'conv2d1', 'relu1', 'maxPool2d1']);
    expect(await executor.readMaps({ nodeId: 'tanh1', channels: [0] })).toBeNull();
    const mended = await run(executor, network);
    expect(idsOf(mended)).toEqual(['conv2d2', 'tanh1', 'flatten1', 'dense1', 'softmax1']);
  });

  test('a layer that throws leaves what was there, and no tensors beside', async () => {
    await run(executor, network);
    const before = tf.memory().numTensors;
    const relu = layerDefinitions.findIndex(({ kind }) => kind === 'relu');
    spies[relu]!.mockImplementationOnce(() => {
      tf.zeros([100]);
      throw new Error('no such kernel');
    });
    const changed = withSettings(network, 'conv2d1', { seed: 99 });
    await expect(run(executor, changed)).rejects.toThrow('no such kernel');
    // The convolution's own value and its two weights.
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 3);
    expect((await run(executor, changed)).finished).toBe(true);
  });

  test('tells again of what the page had when it asked, but was told otherwise of since', async () => {
    await run(executor, network);
    const before = { ...held.get(executor) };
    const other = withSettings(network, 'conv2d1', { bias: 0.5 });
    await run(executor, other);
    // Asked for while the other results were on their way: the page thinks that it has all.
    held.set(executor, before);
    expect(idsOf(await run(executor, network))).toEqual(network.nodes.slice(1).map(({ id }) => id));
    expect(idsOf(await run(executor, network))).toEqual([]);
  });

  test('the values of weights are sent once, and again to a page that has lost them', async () => {
    const valuesSent = ({ nodes }: Told) =>
      Object.fromEntries(
        nodes.map(({ nodeId, weights }) => [nodeId, weights.map(({ values }) => values !== null)]),
      );
    expect(valuesSent(await run(executor, network))).toMatchObject({
      conv2d1: [true, true],
      conv2d2: [true, true],
    });
    const told = await run(executor, withSettings(network, 'conv2d1', { bias: 0.5 }));
    expect(valuesSent(told)).toMatchObject({ conv2d1: [false, true], conv2d2: [false, false] });
    held.delete(executor);
    expect(valuesSent(await run(executor, network))).toMatchObject({
      conv2d1: [true, true],
      conv2d2: [true, true],
    });
  });

  test('what fell out of the budget is computed again when it is looked at, and only then', async () => {
    const budgetBytes = 2000;
    const tiny = new Executor(tf, { budgetBytes });
    await run(executor, network);
    await run(tiny, network);
    const weights = tiny.memory().weightBytes;
    expect(tf.memory().numBytes - weights).toBeGreaterThan(budgetBytes);
    expect(tiny.memory().keptBytes).toBeLessThanOrEqual(budgetBytes);
    expect(tiny.memory().activationBytes).toBe(executor.memory().activationBytes);
    expect(executor.memory().activationBytes).toBe(executor.memory().keptBytes);

    computed.length = 0;
    await run(tiny, network);
    expect(computed).toEqual([]);
    for (const { id } of network.nodes) {
      expect(await valuesOf(tiny, id)).toEqual(await valuesOf(executor, id));
      expect(tiny.memory().keptBytes).toBeLessThanOrEqual(Math.max(budgetBytes, 4 * 18 * 22 * 4));
    }
    expect(computed.length).toBeGreaterThan(0);
    const cell = { row: 1, column: 1, channel: 2 };
    expect({ ...(await tiny.explain('conv2d2', cell)), key: '' }).toEqual({
      ...(await executor.explain('conv2d2', cell)),
      key: '',
    });
    tiny.clear();
    executor.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('a change computes again only what is behind it and what that is made of', async () => {
    const tiny = new Executor(tf, { budgetBytes: 1 });
    await run(tiny, network);
    computed.length = 0;
    await run(tiny, withSettings(network, 'dense1', { seed: 5 }));
    expect(computed).toHaveLength(network.nodes.length);
    const enough = new Executor(tf, { budgetBytes: megabytes });
    await run(enough, network);
    computed.length = 0;
    await run(enough, withSettings(network, 'dense1', { seed: 5 }));
    expect(computed).toEqual(['dense', 'softmax']);
    tiny.clear();
    enough.clear();
  });

  test.each([1, 2, 3, 4, 6])(
    'with next to no budget, a run cut short after %d layers leaves nothing',
    async (staleAfter) => {
      const tiny = new Executor(tf, { budgetBytes: 1 });
      const told = await run(tiny, network, { staleAfter });
      expect(told.finished).toBe(false);
      expect(tiny.memory().keptBytes).toBe(0);
      await run(tiny, withSettings(network, 'conv2d1', { filters: 3 }), { staleAfter });
      tiny.clear();
      expect(tf.memory().numTensors).toBe(0);
    },
  );

  test('maps that are made anew for a network that has been replaced are not read', async () => {
    const tiny = new Executor(tf, { budgetBytes: 1 });
    await run(tiny, network);
    const reading = tiny.readMaps({ nodeId: 'tanh1', channels: [0] });
    await run(tiny, withSettings(network, 'input1', { scaling: 'bytes' }));
    expect(await reading).toBeNull();
    tiny.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('maps are read while a run throws out old values', async () => {
    const tiny = new Executor(tf, { budgetBytes: 30_000 });
    await run(tiny, network);
    const before = await valuesOf(tiny, 'conv2d1');
    const reading = tiny.readMaps({ nodeId: 'conv2d1', channels: [0, 1, 2, 3] });
    const running = run(
      tiny,
      withSettings(network, 'input1', { longestSide: 32, scaling: 'bytes' }),
    );
    expect((await reading)!.maps.values).toEqual(before);
    await running;
    tiny.clear();
  });

  test('weights brought along take the place of the drawn ones', async () => {
    const own = new Executor(tf, {
      budgetBytes: megabytes,
      weightsFor: (_node, spec) =>
        new Float32Array(spec.shape.reduce((size, side) => size * side, 1)),
    });
    const { nodes } = await run(own, network);
    expect(nodes[1]!.statistics.layer).toMatchObject({ minimum: 0, maximum: 0 });
    own.clear();
  });

  test('clearing leaves no tensor, and a run after it tells everything anew', async () => {
    await run(executor, network);
    executor.clear();
    expect(tf.memory()).toMatchObject({ numTensors: 0, numBytes: 0 });
    expect(await executor.readMaps({ nodeId: 'conv2d1', channels: [0] })).toBeNull();
    expect(idsOf(await run(executor, network))).toHaveLength(9);
  });
});
