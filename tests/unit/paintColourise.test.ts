import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lutOf, lutSize, notANumberPixel, themeBackground } from '../../src/paint/colourMaps';
import { colourise, colouriseRgb } from '../../src/paint/colourise';
import { pixelOf, rgbOfHex } from '../../src/paint/oklab';
import type { ColourScale } from '../../src/paint/scale';

const lut = lutOf('diverging', 'dark');
const scale = (low: number, high: number): ColourScale => ({
  low,
  high,
  clipped: false,
  clippedLow: false,
  clippedHigh: false,
});

function painted(values: number[], low: number, high: number): number[] {
  const pixels = new Uint32Array(values.length);
  colourise(Float32Array.from(values), pixels, { low, high }, lut);
  return [...pixels];
}

describe('colourise', () => {
  it('draws the ends, and zero as the background whatever the scale', () => {
    for (const reach of [1e-30, 0.3, 1, 7.7, 1e30]) {
      expect(painted([-reach, 0, reach], -reach, reach)).toEqual([
        lut[0],
        pixelOf(rgbOfHex(themeBackground.dark)),
        lut[lutSize - 1],
      ]);
    }
  });

  it('draws what lies beyond as the nearest end, infinities too, and NaN in its own colour', () => {
    const top = lut[lutSize - 1];
    expect(painted([-9, 9, -Infinity, Infinity, NaN], -1, 1)).toEqual([
      lut[0],
      top,
      lut[0],
      top,
      notANumberPixel,
    ]);
    expect([...lut]).not.toContain(notANumberPixel);
  });

  it('rounds to the nearest colour', () => {
    const ramp = Uint32Array.of(10, 11, 12, 13, 14);
    const pixels = new Uint32Array(6);
    colourise([0, 0.12, 0.13, 0.37, 0.38, 1], pixels, { low: 0, high: 1 }, ramp);
    expect([...pixels]).toEqual([10, 10, 11, 11, 12, 14]);
  });

  it('paints only the cells it is told to', () => {
    const pixels = new Uint32Array(6).fill(7);
    colourise(new Float32Array(6), pixels, { low: -1, high: 1 }, lut, 2, 4);
    const zero = pixelOf(rgbOfHex(themeBackground.dark));
    expect([...pixels]).toEqual([7, 7, zero, zero, 7, 7]);
    colourise(new Float32Array(6), pixels, { low: -1, high: 1 }, lut, 4, 99);
    expect([...pixels]).toEqual([7, 7, zero, zero, zero, zero]);
  });
});

describe('many values, in WebAssembly', () => {
  const anyValue = fc.oneof(
    fc.float({ noDefaultInfinity: true, min: -3, max: 3 }),
    fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e-40, 3e38, -3e38, 1, -1),
  );

  it('have the pixels that each has by itself', () => {
    fc.assert(
      fc.property(
        fc.array(anyValue, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1024, max: 20_000 }),
        fc.tuple(
          fc.double({ min: -3, max: 0, noNaN: true }),
          fc.double({ min: 0.001, max: 3, noNaN: true }),
        ),
        fc.tuple(fc.nat(7), fc.nat(7)),
        (some, length, [low, reach], [from, less]) => {
          const all = Float32Array.from({ length }, (_, i) => some[(i * 7) % some.length]!);
          const pixels = new Uint32Array(length).fill(7);
          const ends = { low, high: low + reach };
          colourise(all, pixels, ends, lut, from, length - less);
          // Another type of array is taken one by one.
          const expected = new Uint32Array(length).fill(7);
          colourise(Array.from(all), expected, ends, lut, from, length - less);
          expect(pixels).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('take the ramp that is given, each time', () => {
    const all = new Float32Array(5000).fill(1);
    for (const ramp of [Uint32Array.of(1, 2), Uint32Array.of(3, 4, 5), lut]) {
      const pixels = new Uint32Array(5000);
      colourise(all, pixels, { low: 0, high: 1 }, ramp);
      expect(new Set(pixels)).toEqual(new Set([ramp.at(-1)]));
    }
  });
});

describe('colouriseRgb', () => {
  it('makes bytes of three maps and clamps them', () => {
    const pixels = new Uint32Array(3);
    colouriseRgb(
      [
        [0, 0.5, 9],
        [1, 0.5, -9],
        [0.2, 0.5, 1],
      ],
      pixels,
      scale(0, 1),
    );
    const bytes = [...new Uint8Array(pixels.buffer)];
    expect(bytes).toEqual([0, 255, 51, 255, 128, 128, 128, 255, 255, 0, 255, 255]);
  });

  it('takes a scale for each channel and marks what is no number', () => {
    const pixels = new Uint32Array(2);
    const scales = [scale(0, 1), scale(0, 2), scale(-1, 1)] as const;
    colouriseRgb(
      [
        [1, NaN],
        [1, 0],
        [0, 0],
      ],
      pixels,
      scales,
    );
    expect([...new Uint8Array(pixels.buffer, 0, 4)]).toEqual([255, 128, 128, 255]);
    expect(pixels[1]).toBe(notANumberPixel);
  });
});
