import { describe, expect, it } from 'vitest';
import {
  colourMapNames,
  lutOf,
  lutSize,
  resolveColourMap,
  themeBackground,
  type ColourMapName,
  type Theme,
} from '../../src/paint/colourMaps';
import { labOf, pixelOf, rgbOf, rgbOfHex, rgbOfPixel, type Lab } from '../../src/paint/oklab';

const themes: Theme[] = ['dark', 'light'];
const middle = (lutSize - 1) / 2;
const background = (theme: Theme) => pixelOf(rgbOfHex(themeBackground[theme]));

function labs(pixels: Uint32Array, steps: number): Lab[] {
  return Array.from({ length: steps + 1 }, (_, i) =>
    labOf(rgbOfPixel(pixels[Math.round((i * (pixels.length - 1)) / steps)] ?? 0)),
  );
}

/** The stretches of a map along which lightness goes one way. */
function sides(name: ColourMapName, theme: Theme): Uint32Array[] {
  const lut = lutOf(name, theme);
  return name === 'diverging' ? [lut.slice(0, middle + 1), lut.slice(middle)] : [lut];
}

describe('the colour space', () => {
  it('gives back the colour it was given', () => {
    for (const hex of ['#000000', '#0d0e11', '#f6f4ee', '#ff8800', '#1177cc', '#ffffff']) {
      expect(pixelOf(rgbOf(labOf(rgbOfHex(hex))))).toBe(pixelOf(rgbOfHex(hex)));
    }
  });

  it('follows the lightness of CIELAB for greys', () => {
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.8, 1]) {
      const light = share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      const cielab = light > 0.008856 ? 1.16 * Math.cbrt(light) - 0.16 : 9.033 * light;
      expect(labOf([share, share, share])[0]).toBeCloseTo(cielab, 1);
    }
  });

  it('writes pixels as ImageData reads them', () => {
    const bytes = new Uint8Array(Uint32Array.of(pixelOf(rgbOfHex('#123456'))).buffer);
    expect([...bytes]).toEqual([0x12, 0x34, 0x56, 0xff]);
  });
});

describe.each(themes)('colour maps, %s', (theme) => {
  it.each(colourMapNames)('%s: lightness goes one way in even steps', (name) => {
    for (const side of sides(name, theme)) {
      const lightness = labs(side, 16).map((lab) => lab[0]);
      const steps = lightness.slice(1).map((l, i) => l - (lightness[i] ?? 0));
      const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
      for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.15);
    }
  });

  it.each(colourMapNames)('%s: neighbouring colours differ evenly', (name) => {
    for (const side of sides(name, theme)) {
      const colours = labs(side, 16);
      const steps = colours
        .slice(1)
        .map(([l, a, b], i) =>
          Math.hypot(
            l - (colours[i]?.[0] ?? 0),
            a - (colours[i]?.[1] ?? 0),
            b - (colours[i]?.[2] ?? 0),
          ),
        );
      const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
      for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.12);
    }
  });

  it('diverging: the middle is the background, below it blue, above it orange to red', () => {
    const lut = lutOf('diverging', theme);
    expect(lut[middle]).toBe(background(theme));
    for (const share of [0.3, 0.6, 1]) {
      const [lowRed, , lowBlue] = rgbOfPixel(lut[Math.round(middle * (1 - share))] ?? 0);
      const [highRed, , highBlue] = rgbOfPixel(lut[Math.round(middle * (1 + share))] ?? 0);
      expect(lowBlue).toBeGreaterThan(lowRed + 0.1);
      expect(highRed).toBeGreaterThan(highBlue + 0.1);
    }
  });

  it('diverging: equal values of either sign are equally light', () => {
    const lut = lutOf('diverging', theme);
    for (let i = 0; i <= middle; i += 64) {
      const below = labOf(rgbOfPixel(lut[middle - i] ?? 0))[0];
      const above = labOf(rgbOfPixel(lut[middle + i] ?? 0))[0];
      expect(Math.abs(below - above)).toBeLessThan(0.015);
    }
  });

  it('sequential: starts at the background', () => {
    expect(lutOf('sequential', theme)[0]).toBe(background(theme));
  });

  it('grey: black to white', () => {
    const lut = lutOf('grey', theme);
    expect([lut[0], lut[lutSize - 1]]).toEqual([0xff000000, 0xffffffff]);
  });

  it.each(colourMapNames)('%s: every pixel is opaque, and the ramp is made once', (name) => {
    expect(lutOf(name, theme).every((pixel) => pixel >>> 24 === 255)).toBe(true);
    expect(lutOf(name, theme)).toHaveLength(lutSize);
    expect(lutOf(name, theme)).toBe(lutOf(name, theme));
  });
});

describe('the automatic choice', () => {
  it('is diverging for signed data, sequential otherwise, and a choice is kept', () => {
    expect(resolveColourMap('auto', -0.001)).toBe('diverging');
    expect(resolveColourMap('auto', 0)).toBe('sequential');
    expect(resolveColourMap('auto', NaN)).toBe('sequential');
    expect(resolveColourMap('grey', -1)).toBe('grey');
  });
});
