/** What excites maps, held against plain runs over every picture, on one tfjs backend. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Exciter } from '../../src/engine/exciter';
import type { Excitement, PhotoPixels, SentPhoto } from '../../src/engine/protocol';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import { chain, createNode, type Network, type NodeId } from '../../src/network/graph';
import type { InputSettings } from '../../src/layers/input';
import { areApart, cellsApart, cellsAsked, patchOf } from '../../src/network/patch';
import { cropsOf } from '../../src/photo/crops';
import { cutOut } from '../../src/photo/cutOut';

function photoOf(seed: number, width: number, height: number): PhotoPixels {
  let state = seed;
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => {
    if (at % 4 === 3) return 255;
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 23;
  });
  return { width, height, data };
}

const photos = [
  { id: 'a', pixels: photoOf(1, 90, 62) },
  { id: 'b', pixels: photoOf(2, 64, 80) },
] satisfies SentPhoto[];

const networks: Readonly<Record<string, { network: Network; nodeId: NodeId }>> = {
  'a chain': {
    network: chain([
      ['input', { longestSide: 32, cropSquare: true }],
      ['conv2d', { filters: 5, padding: 'same' }],
      ['relu'],
      ['maxPool2d'],
      ['conv2d', { filters: 6, padding: 'same', seed: 4 }],
      ['flatten'],
      ['dense', { units: 3 }],
    ]),
    nodeId: 'conv2d2',
  },
  'a photo that is not square': {
    network: chain([
      ['input', { longestSide: 40, greyscale: true }],
      ['conv2d', { filters: 3 }],
      ['tanh'],
    ]),
    nodeId: 'tanh1',
  },
  branches: {
    network: {
      nodes: [
        createNode('photo', 'input', { longestSide: 32 }),
        createNode('left', 'conv2d', { filters: 2, padding: 'same' }, ['photo']),
        createNode('right', 'conv2d', { filters: 2, padding: 'same', seed: 9 }, ['photo']),
        createNode('both', 'concatenate', {}, ['left', 'right', 'left']),
        createNode('aside', 'relu', {}, ['right']),
      ],
    },
    nodeId: 'both',
  },
  'a field as large as the picture': {
    network: chain([
      ['input', { longestSide: 32, cropSquare: true }],
      ['conv2d', { filters: 4, padding: 'same', kernelHeight: 15, kernelWidth: 15, seed: 3 }],
      ['maxPool2d', { poolHeight: 8, poolWidth: 8 }],
      ['conv2d', { filters: 4, padding: 'same', kernelHeight: 3, kernelWidth: 3 }],
    ]),
    nodeId: 'conv2d2',
  },
};

const perMap = 4;
const goesOn = () => Promise.resolve(true);

async function ran(network: Network): Promise<Executor> {
  const executor = new Executor(tf, { budgetBytes: 2 ** 24 });
  const photo = { id: 'present', pixels: photoOf(3, 70, 50) };
  await executor.run({ network, photo, wanted: [], held: {} }, unheard);
  return executor;
}

/** Each picture run as a photo of its own, its maps read back and looked through cell by cell. */
async function plainly(network: Network, nodeId: NodeId, found: Excitement) {
  const settings = network.nodes[0]!.settings as InputSettings;
  const executor = new Executor(tf, { budgetBytes: 2 ** 24 });
  const expected: { photoId: string; maps: Float32Array[]; width: number; height: number }[] = [];
  for (const { id, pixels } of photos) {
    for (const part of cropsOf(pixels, settings)) {
      const photo = { id: `${id} ${JSON.stringify(part)}`, pixels: cutOut(pixels, part) };
      await executor.run({ network, photo, wanted: [], held: {} }, unheard);
      const all = Array.from({ length: 16 }, (_, channel) => channel);
      const { maps } = (await executor.readMaps({ nodeId, channels: all }))!;
      const { width, height, channels } = maps;
      const size = width * height;
      const planes = channels.map((_, at) => maps.values.slice(at * size, (at + 1) * size));
      expected.push({ photoId: id, maps: planes, width, height });
      expect(found.pictures[expected.length - 1]).toMatchObject({ photoId: id, look: { part } });
    }
  }
  executor.clear();
  expect(found.pictures).toHaveLength(expected.length);
  return expected;
}

export function testExcitementOn(backend: string): void {
  describe(`what excites maps, on ${backend}`, () => {
    let before: { numTensors: number; numBytes: number };

    beforeAll(async () => {
      expect(await tf.setBackend(backend)).toBe(true);
    });

    beforeEach(() => {
      const { numTensors, numBytes } = tf.memory();
      before = { numTensors, numBytes };
    });

    afterEach(() => {
      expect(tf.memory()).toMatchObject(before);
    });

    it.each(Object.entries(networks))(
      '%s: the strongest places are those of plain runs over every picture',
      async (_name, { network, nodeId }) => {
        const executor = await ran(network);
        const { numTensors } = tf.memory();
        const found = (await new Exciter(tf).find(
          executor.passageTo(nodeId)!,
          { photos, perMap },
          goesOn,
        ))!;
        expect(tf.memory().numTensors).toBe(numTensors);
        executor.clear();
        const expected = await plainly(network, nodeId, found);
        const maps = expected[0]!.maps.length;
        expect(found.places.values).toHaveLength(maps * perMap);
        for (let map = 0; map < maps; map++) expectPlaces(found, expected, map);
        // There is something to be seen in a random network too.
        expect(found.places.pictures.some((picture) => picture >= 0)).toBe(true);
      },
    );

    it('is ended between layers, and leaves nothing behind', async () => {
      const { network, nodeId } = networks['branches']!;
      const executor = await ran(network);
      const { numTensors, numBytes } = tf.memory();
      const exciter = new Exciter(tf);
      for (const after of [0, 1, 2, 3, 7]) {
        let asked = 0;
        const passage = executor.passageTo(nodeId)!;
        const found = await exciter.find(passage, { photos, perMap }, async () => asked++ < after);
        expect(found).toBeNull();
        expect(tf.memory()).toMatchObject({ numTensors, numBytes });
      }
      // Photos that are known need not be sent again.
      const sent = photos.map(({ id }) => ({ id, pixels: null }));
      const again = await exciter.find(
        executor.passageTo(nodeId)!,
        { photos: sent, perMap },
        goesOn,
      );
      expect(again!.pictures.filter(({ isWhole }) => isWhole)).toHaveLength(photos.length);
      executor.clear();
    });

    it('leaves what the last run kept as it was', async () => {
      const { network, nodeId } = networks['a chain']!;
      const executor = await ran(network);
      const read = async () => (await executor.readMaps({ nodeId, channels: [0, 1, 2, 3, 4, 5] }))!;
      const first = await read();
      const memory = executor.memory();
      await new Exciter(tf).find(executor.passageTo(nodeId)!, { photos, perMap }, goesOn);
      expect(executor.memory()).toEqual(memory);
      expect(await read()).toEqual(first);
      executor.clear();
    });

    it('of a large network is looked for in the photos as a whole alone', async () => {
      const large = chain([
        ['input', { longestSide: 64, cropSquare: true }],
        ['conv2d', { filters: 512, kernelHeight: 15, kernelWidth: 15, padding: 'same' }],
      ]);
      // 14 pictures each: the parts of these photos are larger than the input too.
      const wide = ['one', 'two'].map((id) => ({ id, pixels: photoOf(4, 150, 150) }));
      const empty = { enter: () => tf.zeros([64, 64, 3]), outputOf: () => tf.zeros([64, 64, 512]) };
      const passage = { nodes: large.nodes, ...empty };
      const found = await new Exciter(tf).find(passage, { photos: wide, perMap }, goesOn);
      expect(found!.pictures.map(({ isWhole }) => isWhole)).toEqual([true, true]);
    });

    it('is asked of no layer without maps, and of none that is not there', async () => {
      const executor = await ran(networks['a chain']!.network);
      expect(executor.passageTo('dense1')).toBeNull();
      expect(executor.passageTo('conv2d7')).toBeNull();
      executor.clear();
    });

    it('tells how far it is', async () => {
      const { network, nodeId } = networks['a photo that is not square']!;
      const executor = await ran(network);
      const told: string[] = [];
      const passage = executor.passageTo(nodeId)!;
      const progress = (done: number, of: number) => told.push(`${done}/${of}`);
      const found = await new Exciter(tf).find(passage, { photos, perMap }, goesOn, progress);
      const of = found!.pictures.length;
      expect(told).toEqual(Array.from({ length: of + 1 }, (_, done) => `${done}/${of}`));
      executor.clear();
    });
  });
}

type Expected = Awaited<ReturnType<typeof plainly>>;

/** Greedy by the definition, first within each picture and then over all of them. */
function expectPlaces(found: Excitement, expected: Expected, map: number): void {
  const all = expected.flatMap(({ photoId, maps, width, height }, picture) => {
    const { look, field, isWhole } = found.pictures[picture]!;
    const rows = cellsAsked(0, look, field, height, !isWhole);
    const columns = cellsAsked(1, look, field, width, !isWhole);
    const apart = cellsApart(look, field);
    const cells = [...maps[map]!]
      .map((value, at) => ({ value, row: Math.floor(at / width), column: at % width }))
      .filter(
        ({ value, row, column }) =>
          value > 0 &&
          row >= rows[0] &&
          row < rows[1] &&
          column >= columns[0] &&
          column < columns[1],
      )
      .toSorted((a, b) => b.value - a.value);
    const isFar = (a: { row: number; column: number }, b: { row: number; column: number }) =>
      Math.abs(a.row - b.row) >= apart[0] || Math.abs(a.column - b.column) >= apart[1];
    return greedily(cells, isFar).map((cell) => ({
      ...cell,
      picture,
      photoId,
      part: look.part,
      patch: patchOf(look, field, cell),
    }));
  });
  const best = greedily(
    all.toSorted((a, b) => b.value - a.value),
    (a, b) => a.photoId !== b.photoId || areApart(a.patch, b.patch, [a.part, b.part]),
  );
  const { values, pictures, rows, columns } = found.places;
  for (let rank = 0; rank < perMap; rank++) {
    const at = map * perMap + rank;
    const place = best[rank];
    expect(pictures[at]).toBe(place?.picture ?? -1);
    if (!place) continue;
    expect({ row: rows[at], column: columns[at] }).toEqual({
      row: place.row,
      column: place.column,
    });
    expect(values[at]).toBe(place.value);
  }
}

function greedily<Place>(ordered: readonly Place[], isFar: (a: Place, b: Place) => boolean) {
  const taken: Place[] = [];
  for (const place of ordered) {
    if (taken.length === perMap) break;
    if (taken.every((other) => isFar(other, place))) taken.push(place);
  }
  return taken;
}
