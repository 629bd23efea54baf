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
