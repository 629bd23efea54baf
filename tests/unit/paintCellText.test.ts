/** Values written into the cells of a small map. */
import { describe, expect, it } from 'vitest';
import { cellTexts } from '../../src/paint/cellText';
import { visiblePart } from '../../src/paint/visiblePart';

describe('texts of cells', () => {
  it('are whole numbers as they are, with a true minus sign', () => {
    expect(cellTexts([4, -3, 0, 255], 60, 60)?.texts).toEqual(['4', '−3', '0', '255']);
  });

  it('are as precise as there is room, all to the same decimals', () => {
    const values = [0.123456, -1.5, 2, -12.34567, 0.01];
    expect(cellTexts(values, 90, 60)?.texts).toEqual(['0.12', '−1.5', '2', '−12.35', '0.01']);
    expect(cellTexts(values, 48, 40)?.texts).toEqual(['0.1', '−1.5', '2', '−12.3', '0.0']);
    expect(cellTexts([0.123456], 28, 28)?.texts).toEqual(['0.1']);
    expect(cellTexts([1234.5, 0.25], 90, 60)?.texts).toEqual(['1234.5', '0.3']);
    expect(cellTexts([2e-7, 0], 60, 60)?.texts).toEqual(['2e−7', '0']);
  });

  it('are never smaller than can be read, and grow with the cells up to a size', () => {
    for (let side = 4; side < 300; side++) {
      for (const values of [[7], [255], [-0.123], [12345.678, -1e-9]]) {
        const written = cellTexts(values, side, side);
        if (!written) continue;
        expect(written.fontSize).toBeGreaterThanOrEqual(12);
        expect(written.fontSize).toBeLessThanOrEqual(24);
        for (const text of written.texts) {
          expect(text.length * written.fontSize * 0.64).toBeLessThanOrEqual(side);
        }
      }
    }
    expect(cellTexts([1], 200, 200)?.fontSize).toBe(24);
    expect(cellTexts([255], 26, 26)).not.toBeNull();
  });

  it('are left out where they do not fit', () => {
    expect(cellTexts([1], 11, 40)).toBeNull();
    expect(cellTexts([1], 40, 13)).toBeNull();
    expect(cellTexts([255], 20, 20)).toBeNull();
    expect(cellTexts([-1e-9], 30, 30)).toBeNull();
    expect(cellTexts([], 30, 30)).toBeNull();
    expect(cellTexts(new Float32Array(40 * 40), 30, 30)).toBeNull();
  });

  it('say what is not finite', () => {
    expect(cellTexts([NaN, Infinity, -Infinity], 60, 60)?.texts).toEqual(['NaN', '∞', '−∞']);
  });
});

describe('cells in sight', () => {
  it('are all of them where the map fits', () => {
    expect(visiblePart(5, 40, 0, 200)).toEqual({ first: 0, count: 5 });
    expect(visiblePart(5, 40, 30, 300)).toEqual({ first: 0, count: 5 });
  });

  it('are those that reach into the area, cut ones included', () => {
    expect(visiblePart(100, 40, -90, 200)).toEqual({ first: 2, count: 6 });
    expect(visiblePart(4, 40, -90, 200)).toEqual({ first: 2, count: 2 });
    expect(visiblePart(4, 40, -900, 200).count).toBe(0);
  });

  it('are none where they are too small for text', () => {
    expect(visiblePart(400, 2, 0, 800)).toEqual({ first: 0, count: 0 });
  });
});
