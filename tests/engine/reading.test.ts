import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { pickMaps, planesOf, readMaps, smallMaps, thumbnailsOf } from '../../src/engine/reading';

beforeAll(() => tf.setBackend('cpu'));

/** Values that tell where they are from. */
const numbered = (height: number, width: number, channels: number) =>
  Float32Array.from({ length: height * width * channels }, (_, index) => index);

const anyShape = fc.tuple(
  fc.integer({ min: 1, max: 130 }),
  fc.integer({ min: 1, max: 130 }),
  fc.integer({ min: 1, max: 20 }),
);

describe('maps', () => {
  test('come in the order asked for, in rows; channels that are not there are left out', () => {
    const values = numbered(2, 3, 4);
    const maps = pickMaps(values, [2, 3, 4], [3, 9, 0, -1]);
    expect(maps).toEqual({
      width: 3,
      height: 2,
      channels: [3, 0],
      values: new Float32Array([3, 7, 11, 15, 19, 23, 0, 4, 8, 12, 16, 20]),
    });
  });

  test('a vector is one map of one row', () => {
    expect(planesOf([7])).toEqual({ height: 1, width: 7, channels: 1 });
    const values = numbered(1, 1, 7);
    expect(pickMaps(values, [7], [0])).toEqual({ width: 7, height: 1, channels: [0], values });
  });

  test('never share memory with the tensor: they are given away', async () => {
    const tensor = tf.tensor3d(numbered(2, 2, 1), [2, 2, 1]);
    const { values } = await readMaps(tf, tensor, [0]);
    values.fill(-1);
    expect(await tensor.data()).toEqual(new Float32Array([0, 1, 2, 3]));
    tensor.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('picked out by a backend with memory of its own, they are the same', async () => {
    // The same tfjs under the name of one whose memory is not the processor's.
    const remote = Object.assign(Object.create(tf) as typeof tf, { getBackend: () => 'webgpu' });
    const tensor = tf.tensor3d(numbered(3, 5, 6), [3, 5, 6]);
    for (const wanted of [[4, 1], [0], [7], [], [5, 5, -2], [0, 1, 2, 3, 4, 5]]) {
      const near = await readMaps(tf, tensor, wanted);
      expect(await readMaps(remote, tensor, wanted)).toEqual(near);
    }
    tensor.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('thumbnails', () => {
  test('are the averages of blocks of cells', () => {
    fc.assert(
      fc.property(anyShape, ([height, width, channels]) => {
        const values = numbered(height, width, channels).map((value) => Math.sin(value));
        const small = thumbnailsOf(values, [height, width, channels])!;
        expect(small.channels).toEqual(Array.from({ length: Math.min(16, channels) }, (_, c) => c));
        expect(small.values.length).toBe(small.width * small.height * small.channels.length);
        for (const channel of small.channels) {
          for (const row of [0, small.height >> 1, small.height - 1]) {
            for (const column of [0, small.width >> 1, small.width - 1]) {
              const place = (channel * small.height + row) * small.width + column;
              const rows = block(row, small.height, height);
              const columns = block(column, small.width, width);
              let sum = 0;
              for (const y of rows) {
                for (const x of columns) sum += values[(y * width + x) * channels + channel]!;
              }
              const mean = sum / (rows.length * columns.length);
              expect(small.values[place]).toBeCloseTo(mean, 5);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of a long vector are the means of its runs: the page need not go through millions', () => {
    const { values, ...size } = thumbnailsOf(numbered(1, 405_900, 1), [405_900])!;
    expect(size).toEqual({ width: 4096, height: 1, channels: [0] });
    const lengths = values.map((mean, place) => mean - (values[place - 1] ?? mean - 99));
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(98);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(100);
    expect(values[0]).toBe(49);
    expect(values.at(-1)).toBeCloseTo(405_900 - 50.5, 0);
  });

  test('keep the proportions, are never larger than the maps, and smaller the more there are', () => {
    expect(thumbnailSize(300, 400, 1)).toEqual([120, 160]);
    expect(thumbnailSize(300, 400, 3)).toEqual([72, 96]);
    expect(thumbnailSize(300, 400, 8)).toEqual([42, 56]);
    expect(thumbnailSize(300, 400, 64)).toEqual([42, 56]);
    expect(thumbnailSize(20, 10, 3)).toEqual([20, 10]);
    expect(thumbnailSize(1, 1000, 1)).toEqual([1, 160]);
  });

  test('a vector has none', () => {
    expect(thumbnailsOf(new Float32Array(10), [10])).toBeNull();
    expect(thumbnailsOf(new Float32Array(4096), [4096])).toBeNull();
  });
});

describe('small maps', () => {
  test('no side is longer than asked for, proportions are kept', () => {
    const sizeAt = (height: number, width: number, side: number) => {
      const maps = smallMaps(numbered(height, width, 2), [height, width, 2], [0, 1], side);
      expect(maps.values.length).toBe(2 * maps.height * maps.width);
      return [maps.height, maps.width];
    };
    expect(sizeAt(224, 224, 32)).toEqual([32, 32]);
    expect(sizeAt(200, 300, 32)).toEqual([21, 32]);
    expect(sizeAt(300, 3, 32)).toEqual([32, 1]);
  });

  test('maps that are small already are themselves, never enlarged', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(40), ([height, width, channels], more) => {
        const values = numbered(height, width, channels);
        const shape = [height, width, channels];
        const wanted = [channels - 1, 0, channels, -1];
        const side = Math.max(height, width) + more;
        expect(smallMaps(values, shape, wanted, side)).toEqual(pickMaps(values, shape, wanted));
      }),
      { numRuns: 40 },
    );
  });

  test('come in the order asked for; the mean of every map is kept where blocks are equal', () => {
    const values = numbered(8, 12, 3);
    const maps = smallMaps(values, [8, 12, 3], [2, 0], 6);
    expect([maps.height, maps.width]).toEqual([4, 6]);
    expect(maps.channels).toEqual([2, 0]);
    const meanOf = (numbers: ArrayLike<number>) =>
      Array.from(numbers).reduce((sum, value) => sum + value, 0) / numbers.length;
    const full = pickMaps(values, [8, 12, 3], [2, 0]);
    for (const place of [0, 1]) {
      expect(meanOf(maps.values.subarray(place * 24, (place + 1) * 24))).toBeCloseTo(
        meanOf(full.values.subarray(place * 96, (place + 1) * 96)),
        4,
      );
    }
  });

  test('a value that is no number stays one in its block, and in no other', () => {
    const values = numbered(4, 4, 1);
    values[0] = NaN;
    const { values: small } = smallMaps(values, [4, 4, 1], [0], 2);
    expect(small).toEqual(new Float32Array([NaN, 4.5, 10.5, 12.5]));
  });
});

/** The cells of a block, as whole blocks share out the cells. */
function block(index: number, blocks: number, cells: number): number[] {
  const start = Math.floor((index * cells) / blocks);
  const end = Math.floor(((index + 1) * cells) / blocks);
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}

function thumbnailSize(height: number, width: number, channels: number): number[] | null {
  const values = new Float32Array(height * width * channels);
  const small = thumbnailsOf(values, [height, width, channels]);
  return small && [small.height, small.width];
}
