import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blockMeans,
  meansPlainly,
  pickPlainly,
  pickPlanes,
  type Size,
} from '../../src/engine/planes';

const sizes = fc.record({
  height: fc.integer({ min: 1, max: 90 }),
  width: fc.integer({ min: 1, max: 90 }),
  channels: fc.integer({ min: 1, max: 40 }),
});

/** A size, its values, some of its channels in any order, and a number of blocks. */
const cases = sizes.chain((size) =>
  fc.record({
    size: fc.constant(size),
    wanted: fc.uniqueArray(fc.integer({ min: 0, max: size.channels - 1 })),
    blocks: fc.record({
      rows: fc.integer({ min: 1, max: size.height }),
      columns: fc.integer({ min: 1, max: size.width }),
    }),
  }),
);

/** The same for a size; one in a hundred is not a finite number. */
function valuesFor({
  height,
  width,
  channels,
}: {
  height: number;
  width: number;
  channels: number;
}) {
  return Float32Array.from({ length: height * width * channels }, (_, index) =>
    index % 100 === 37 ? [NaN, Infinity, -Infinity][index % 3]! : Math.sin(index * 12.9898) * 100,
  );
}

/** Maps picked into memory that held something else. */
function picked(
  pick: typeof pickPlanes,
  values: Float32Array,
  size: Size,
  wanted: readonly number[],
): Float32Array {
  const planar = new Float32Array(wanted.length * size.height * size.width).fill(-9);
  pick(values, size, wanted, planar);
  return planar;
}

describe('in WebAssembly and in plain TypeScript alike', () => {
  test('maps are picked, over the borders of blocks', () => {
    fc.assert(
      fc.property(cases, ({ size, wanted }) => {
        const values = valuesFor(size);
        expect(picked(pickPlanes, values, size, wanted)).toEqual(
          picked(pickPlainly, values, size, wanted),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('maps are made small', () => {
    fc.assert(
      fc.property(cases, ({ size, wanted, blocks }) => {
        const values = valuesFor(size);
        const means = blockMeans(values, size, wanted, blocks);
        const plain = meansPlainly(values, size, wanted, blocks);
        expect(means.length).toBe(plain.length);
        means.forEach((mean, index) => {
          if (Number.isFinite(plain[index])) expect(mean).toBeCloseTo(plain[index]!, 4);
          else expect(mean).toBe(plain[index]);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('each is the definition: a map its channel, a mean that of its block', () => {
    const size = { height: 2, width: 3, channels: 2 };
    const values = Float32Array.from([0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15]);
    const blocks = { rows: 1, columns: 2 };
    for (const pick of [pickPlanes, pickPlainly]) {
      const maps = picked(pick, values, size, [1, 0]);
      expect([...maps]).toEqual([10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5]);
    }
    for (const means of [blockMeans, meansPlainly]) {
      expect([...means(values, size, [1], blocks)]).toEqual([11.5, 13]);
    }
  });

  test('what is given is nobody else’s', () => {
    const size = { height: 8, width: 8, channels: 1 };
    const values = valuesFor(size);
    const whole = { rows: 8, columns: 8 };
    const means = blockMeans(values, size, [0], whole);
    expect(means.buffer.byteLength).toBe(means.byteLength);
    const before = means.slice();
    blockMeans(
      values.map(() => 1),
      size,
      [0],
      whole,
    );
    expect(means).toEqual(before);
  });
});
