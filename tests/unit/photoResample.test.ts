import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { input, inputShape } from '../../src/layers/input';
import { defaultsOf } from '../../src/layers/settings';
import type { InputSettings } from '../../src/layers/input';
import type { PhotoPixels as EnginePixels } from '../../src/engine/protocol';
import { AreaAverager, areaAverage } from '../../src/photo/areaAverage';
import type { PhotoPixels } from '../../src/photo/photo';
import { masterSize, prepare, preparedSize } from '../../src/photo/resample';

function pixelsOf(width: number, height: number, seed: number): PhotoPixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = seed | 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return { width, height, data };
}

/** How much of a pixel lies between two places of its row or column. */
function covered(pixel: number, from: number, to: number): number {
  return Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
}

/** The definition in plain loops: covered area of every original pixel under every result pixel. */
function plainAverage(photo: PhotoPixels, width: number, height: number): Float64Array {
  const result = new Float64Array(width * height * 4);
  const across = photo.width / width;
  const down = photo.height / height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let v = 0; v < photo.height; v++) {
          for (let u = 0; u < photo.width; u++) {
            const area =
              covered(u, x * across, (x + 1) * across) * covered(v, y * down, (y + 1) * down);
            sum += area * (photo.data[(v * photo.width + u) * 4 + channel] ?? NaN);
          }
        }
        result[(y * width + x) * 4 + channel] = sum / (across * down);
      }
    }
  }
  return result;
}

const side = fc.integer({ min: 1, max: 13 });

describe('area averaging', () => {
  it('is the plain definition, rounded to nearest, smaller and larger', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), (w, h, toW, toH, seed) => {
        const photo = pixelsOf(w, h, seed);
        const plain = plainAverage(photo, toW, toH);
        const { width, height, data } = areaAverage(photo, toW, toH);
        expect([width, height, data.length]).toEqual([toW, toH, toW * toH * 4]);
        plain.forEach((value, i) => {
          // Half a step, and what the plain loops' own rounding can add to an exact half.
          expect(Math.abs((data[i] ?? NaN) - value)).toBeLessThanOrEqual(0.5 + 1e-9);
        });
      }),
    );
  });

  it('gives the same whatever the pieces that the rows come in', () => {
    fc.assert(
      fc.property(side, side, fc.array(fc.integer({ min: 1, max: 5 })), (w, toH, pieces) => {
        const photo = pixelsOf(w, 17, 5);
        const target = { width: 3, height: toH };
        const averager = new AreaAverager(photo, target);
        let row = 0;
        for (const piece of [...pieces, 17]) {
          const rows = Math.min(piece, 17 - row);
          averager.add(photo.data.subarray(row * w * 4), rows);
          row += rows;
        }
        expect(averager.finish()).toEqual(areaAverage(photo, 3, toH));
      }),
    );
  });

  it('rounds an exact half up and keeps a constant picture', () => {
    const half = new Uint8ClampedArray([0, 10, 20, 255, 1, 11, 21, 255]);
    expect([...areaAverage({ width: 2, height: 1, data: half }, 1, 1).data]).toEqual([
      1, 11, 21, 255,
    ]);
    const white = { width: 31, height: 29, data: new Uint8ClampedArray(31 * 29 * 4).fill(255) };
    expect(areaAverage(white, 7, 6).data.every((value) => value === 255)).toBe(true);
  });

  it('refuses to finish before every row came', () => {
    expect(() =>
      new AreaAverager({ width: 1, height: 2 }, { width: 1, height: 1 }).finish(),
    ).toThrow(RangeError);
  });
});

const settingsOf = fc.record({
  longestSide: fc.integer({ min: 32, max: 1024 }),
  greyscale: fc.boolean(),
  cropSquare: fc.boolean(),
});
const photoSide = fc.integer({ min: 1, max: 3000 });

describe('the prepared photo', () => {
  it("has the size of the input layer's shape", () => {
    const defaults = defaultsOf(input.settings) as InputSettings;
    fc.assert(
      fc.property(photoSide, photoSide, settingsOf, (width, height, settings) => {
        const size = preparedSize({ width, height }, settings);
        const [rows, columns] = inputShape({ width, height }, { ...defaults, ...settings });
        expect([size.height, size.width]).toEqual([rows, columns]);
      }),
      { numRuns: 500 },
    );
  });

  it('is never enlarged, and within the longest side', () => {
    const plain = { greyscale: false, cropSquare: false };
    expect(preparedSize({ width: 451, height: 300 }, { longestSide: 400, ...plain })).toEqual({
      width: 400,
      height: 266,
    });
    expect(preparedSize({ width: 31, height: 20 }, { longestSide: 1024, ...plain })).toEqual({
      width: 31,
      height: 20,
    });
    expect(preparedSize({ width: 2000, height: 3 }, { longestSide: 32, ...plain })).toEqual({
      width: 32,
      height: 1,
    });
  });

  it('is the photo itself where nothing is asked', () => {
    const photo = pixelsOf(20, 9, 3);
    const same = prepare(photo, { longestSide: 400, greyscale: false, cropSquare: false });
    expect(same).toEqual(photo);
    expect(same.data).not.toBe(photo.data);
  });

  it('is cropped to the central square', () => {
    const photo = pixelsOf(7, 4, 3);
    const square = prepare(photo, { longestSide: 400, greyscale: false, cropSquare: true });
    expect([square.width, square.height]).toEqual([4, 4]);
    for (let y = 0; y < 4; y++) {
      const row = photo.data.slice((y * 7 + 1) * 4, (y * 7 + 5) * 4);
      expect(square.data.slice(y * 16, y * 16 + 16)).toEqual(row);
    }
  });

  it('is grey by the luma of Rec. 601', () => {
    const colours = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 10, 200, 30, 255];
    const photo = { width: 4, height: 1, data: new Uint8ClampedArray(colours) };
    const grey = prepare(photo, { longestSide: 400, greyscale: true, cropSquare: false });
    expect([...grey.data]).toEqual([76, 150, 29, 124].flatMap((luma) => [luma, luma, luma, 255]));
  });

  it('can be handed to the engine as it is', () => {
    const photo: EnginePixels = pixelsOf(1, 1, 1);
    const back: PhotoPixels = photo;
    expect(back.data).toHaveLength(4);
  });
});

describe('the master copy', () => {
  it.each([
    [451, 300, 451, 300],
    [8660, 5774, 2048, 1365],
    [2048, 2048, 2048, 2048],
    [3000, 6000, 1024, 2048],
    [1, 1, 1, 1],
    [10_000, 300, 8192, 246],
    [32_767, 1, 8192, 1],
  ])('of %i×%i is %i×%i', (width, height, toWidth, toHeight) => {
    expect(masterSize({ width, height })).toEqual({ width: toWidth, height: toHeight });
  });

  it('never holds more pixels than a square of 2048', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 32_767 }),
        fc.integer({ min: 1, max: 32_767 }),
        (width, height) => {
          const size = masterSize({ width, height });
          expect(size.width * size.height).toBeLessThanOrEqual(2048 * 2048 + 8192);
          expect(size.width).toBeLessThanOrEqual(width);
          expect(size.height).toBeLessThanOrEqual(height);
        },
      ),
    );
  });
});
