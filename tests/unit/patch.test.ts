/** Parts of photos: what a network is shown of them, and what a cell sees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photoField } from '../../src/network/field';
import { chain } from '../../src/network/graph';
import { areApart, cellsApart, cellsAsked, patchOf, type Look } from '../../src/network/patch';
import { factsOf } from '../../src/network/shape';
import { cropsOf } from '../../src/photo/crops';
import { cutOut } from '../../src/photo/cutOut';
import { prepare } from '../../src/photo/resample';
import type { PhotoPixels } from '../../src/photo/photo';

const settings = { longestSide: 64, cropSquare: true, greyscale: false };

function photoOf(width: number, height: number): PhotoPixels {
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) =>
    at % 4 === 3 ? 255 : (at * 31) % 256,
  );
  return { width, height, data };
}

describe('what a network is shown of a photo', () => {
  it('begins with what it always sees', () => {
    const photo = photoOf(150, 101);
    for (const cropSquare of [true, false]) {
      const own = { ...settings, cropSquare, longestSide: 40 };
      const [whole] = cropsOf(photo, own);
      expect(prepare(cutOut(photo, whole!), own)).toEqual(prepare(photo, own));
    }
  });

  it('covers the photo by squares of two sizes, each neighbour overlapping', () => {
    const [whole, ...squares] = cropsOf({ width: 451, height: 300 }, settings);
    expect(whole).toEqual({ top: 0, left: 75, height: 300, width: 300 });
    expect(new Set(squares.map(({ width }) => width))).toEqual(new Set([200, 150]));
    expect(squares).toHaveLength(8 + 15);
    for (const side of [200, 150]) {
      const own = squares.filter(({ width }) => width === side);
      const lefts = [...new Set(own.map(({ left }) => left))];
      const tops = [...new Set(own.map(({ top }) => top))];
      expect([lefts[0], lefts.at(-1)! + side]).toEqual([0, 451]);
      expect([tops[0], tops.at(-1)! + side]).toEqual([0, 300]);
      lefts.slice(1).forEach((left, index) => expect(left - lefts[index]!).toBeLessThan(side));
    }
  });

  it('lies on the photo, and is never smaller than the network’s input', () => {
    const size = fc.integer({ min: 1, max: 2048 });
    const side = fc.integer({ min: 32, max: 1024 });
    fc.assert(
      fc.property(size, size, side, fc.boolean(), (width, height, longestSide, cropSquare) => {
        const [, ...squares] = cropsOf({ width, height }, { longestSide, cropSquare });
        expect(squares.length).toBeLessThanOrEqual(8 * 2 + 8 * 3);
        for (const square of squares) {
          expect(square.width).toBeGreaterThanOrEqual(longestSide);
          expect(square.top + square.height).toBeLessThanOrEqual(height);
          expect(square.left + square.width).toBeLessThanOrEqual(width);
          expect(Math.min(square.top, square.left)).toBeGreaterThanOrEqual(0);
          expect(Object.values(square).every(Number.isInteger)).toBe(true);
        }
      }),
    );
  });

  it('is cut out pixel by pixel', () => {
    const photo = photoOf(7, 5);
    const part = cutOut(photo, { top: 1, left: 2, height: 3, width: 4 });
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++) {
        const from = ((row + 1) * 7 + column + 2) * 4;
        const at = (row * 4 + column) * 4;
        expect(part.data.slice(at, at + 4)).toEqual(photo.data.slice(from, from + 4));
      }
    }
  });
});

describe('a patch', () => {
  const network = chain([
    ['input'],
    ['conv2d', { padding: 'same' }],
    ['maxPool2d'],
    ['conv2d', { padding: 'same' }],
  ]);
  const facts = factsOf(network, [40, 60, 3]).get('conv2d2')!;
  if (facts.state !== 'runs') throw new Error('it runs');
  const { receptiveField: field } = facts;
  const whole: Look = {
    part: { top: 0, left: 0, height: 40, width: 60 },
    rows: 40,
    columns: 60,
  };

  it('of a photo seen at its own size is the receptive field', () => {
    for (const [row, column] of [
      [0, 0],
      [7, 11],
      [19, 29],
    ] as const) {
      const { inside, whole: all } = photoField(facts, { row, column, channel: 0 }, [40, 60, 3]);
      expect(patchOf(whole, field, { row, column })).toEqual({ window: all, seen: inside });
    }
  });

  it('of a part that was made smaller lies where the part does', () => {
    const look: Look = {
      part: { top: 100, left: 30, height: 120, width: 120 },
      rows: 40,
      columns: 40,
    };
    const { window, seen } = patchOf(look, field, { row: 0, column: 5 });
    // Seven or eight pixels of the input are three times as many of the photo.
    expect(window).toEqual({
      top: 100 + field.start[0] * 3,
      left: 30 + (field.start[1] + 5 * field.stride[1]) * 3,
      height: field.size[0] * 3,
      width: field.size[1] * 3,
    });
    expect(seen.top).toBe(100);
    expect(seen.height).toBe(window.height + field.start[0] * 3);
  });

  it('is all that was shown where the field is larger', () => {
    const look: Look = { part: { top: 5, left: 9, height: 50, width: 30 }, rows: 25, columns: 15 };
    const large = { size: [26, 7], stride: [8, 2], start: [-9, 0] } as const;
    const { window, seen } = patchOf(look, large, { row: 2, column: 1 });
    expect(window).toEqual({ top: 5, left: 13, height: 50, width: 14 });
    expect(seen).toEqual(window);
  });

  it('at the border of a part is not asked for, as there is photo behind it', () => {
    const same = { size: [3, 3], stride: [1, 1], start: [-1, -1] } as const;
    expect(cellsAsked(0, whole, same, 40, true)).toEqual([1, 39]);
    expect(cellsAsked(0, whole, same, 40, false)).toEqual([0, 40]);
    // Of fields that must leave it those that leave it by the least.
    const large = { size: [46, 46], stride: [8, 8], start: [-19, -19] } as const;
    expect(cellsAsked(0, whole, large, 5, true)).toEqual([2, 3]);
    // Padding alone tells of no photo.
    const padded = { size: [1, 1], stride: [1, 1], start: [-3, -3] } as const;
    expect(cellsAsked(1, whole, padded, 66, false)).toEqual([3, 63]);
  });

  it('stands apart from others by half a field, and never by less than a little', () => {
    const large = { size: [20, 20], stride: [2, 4], start: [0, 0] } as const;
    expect(cellsApart(whole, large)).toEqual([5, 2.5]);
    const small = { size: [1, 1], stride: [1, 1], start: [0, 0] } as const;
    expect(cellsApart(whole, small)).toEqual([2.5, 3.75]);
    const all = { size: [40, 9], stride: [2, 2], start: [0, 0] } as const;
    expect(cellsApart(whole, all)).toEqual([Infinity, 2.25]);
  });

  it('is compared with those of other parts by their middles', () => {
    const part = { top: 0, left: 0, height: 80, width: 80 };
    const at = (top: number, left: number, side: number) => {
      const rect = { top, left, height: side, width: side };
      return { window: rect, seen: rect };
    };
    const parts = [part, part] as const;
    expect(areApart(at(0, 0, 20), at(4, 5, 20), parts)).toBe(false);
    expect(areApart(at(0, 0, 20), at(4, 10, 20), parts)).toBe(true);
    // The same middle, however different in size.
    expect(areApart(at(0, 0, 40), at(15, 15, 10), parts)).toBe(false);
    expect(areApart(at(0, 0, 40), at(0, 0, 10), parts)).toBe(true);
  });
});
