import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onOriginal, type PixelRect } from '../../src/photo/original';
import type { PhotoPixels } from '../../src/photo/photo';
import { areaAverage, masterSize, prepare, preparedSize } from '../../src/photo/resample';

type Size = Pick<PhotoPixels, 'width' | 'height'>;

/** White where the predicate says so, else black. */
function painted({ width, height }: Size, isWhite: (x: number, y: number) => boolean): PhotoPixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isWhite(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

/** The brightest value of the prepared photo in a rectangle. */
function brightest({ width, data }: PhotoPixels, rect: PixelRect): number {
  let most = 0;
  for (let y = rect.top; y < rect.top + rect.height; y++) {
    for (let x = rect.left; x < rect.left + rect.width; x++) {
      most = Math.max(most, data[(y * width + x) * 4] ?? NaN);
    }
  }
  return most;
}

function isUnder({ top, left, height, width }: PixelRect, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

const side = fc.integer({ min: 1, max: 40 });

const cases = fc
  .record({
    original: fc.record({ width: side, height: side }),
    cropSquare: fc.boolean(),
    longestSide: fc.integer({ min: 1, max: 20 }),
    picks: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
  })
  .map(({ original, cropSquare, longestSide, picks: [rows, columns, tall, wide] }) => {
    const settings = { cropSquare, longestSide, greyscale: false };
    const prepared = preparedSize(original, settings);
    const top = rows % prepared.height;
    const left = columns % prepared.width;
    const height = 1 + (tall % (prepared.height - top));
    const width = 1 + (wide % (prepared.width - left));
    const rect = { top, left, height, width };
    return { original, settings, prepared, rect };
  });

describe('a rectangle of the prepared photo on the original', () => {
  it('is all the pixels that have a part in it, and no line of others', () => {
    fc.assert(
      fc.property(cases, ({ original, settings, prepared, rect }) => {
        const found = onOriginal(rect, prepared, original, settings);
        const lit = (isWhite: (x: number, y: number) => boolean) =>
          brightest(prepare(painted(original, isWhite), settings), rect);
        expect(lit((x, y) => !isUnder(found, x, y))).toBe(0);
        const right = found.left + found.width - 1;
        const bottom = found.top + found.height - 1;
        expect(lit((_x, y) => y === found.top)).toBeGreaterThan(0);
        expect(lit((_x, y) => y === bottom)).toBeGreaterThan(0);
        expect(lit((x) => x === found.left)).toBeGreaterThan(0);
        expect(lit((x) => x === right)).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('of everything is the whole photo, or its central square', () => {
    const original = { width: 4000, height: 3000 };
    const all = (size: Size) => ({ top: 0, left: 0, height: size.height, width: size.width });
    const settings = { longestSide: 400, greyscale: false };
    const whole = preparedSize(masterSize(original), { ...settings, cropSquare: false });
    expect(onOriginal(all(whole), whole, original, { cropSquare: false })).toEqual(all(original));
    const square = preparedSize(masterSize(original), { ...settings, cropSquare: true });
    const found = onOriginal(all(square), square, original, { cropSquare: true });
    // The square is cut out of a copy of 2048 × 1536 pixels, from column 256 on.
    expect(found).toEqual({ top: 0, left: 500, height: 3000, width: 3000 });
  });

  it('goes through the copy that is kept of a large photo', () => {
    const original = { width: 2500, height: 1800 };
    const copy = masterSize(original);
    expect(copy.width).toBeLessThan(original.width);
    const settings = { longestSide: 100, greyscale: false, cropSquare: true };
    const prepared = preparedSize(copy, settings);
    const rect = { top: 31, left: 17, height: 2, width: 3 };
    const found = onOriginal(rect, prepared, original, settings);
    const large = painted(original, (x, y) => !isUnder(found, x, y));
    const small = prepare(areaAverage(large, copy.width, copy.height), settings);
    expect(brightest(small, rect)).toBe(0);
    // A pixel of the prepared photo is 18 of the original; one more pixel either way is outside.
    for (const wider of [
      { ...rect, width: 4 },
      { ...rect, height: 3 },
      { ...rect, top: 30 },
      { ...rect, left: 16 },
    ]) {
      expect(brightest(small, wider)).toBeGreaterThan(200);
    }
    expect(found.height).toBeLessThanOrEqual(2 * 18 + 4);
    expect(found.width).toBeLessThanOrEqual(3 * 18 + 4);
  });
});
