import { describe, expect, it } from 'vitest';
import { formatFixed, formatNumber, formatShare } from '../../src/paint/formatNumber';
import { legendTicks, positionOnScale, rampInto } from '../../src/paint/legend';

const ends = (low: number, high: number, clippedLow = false, clippedHigh = false) => ({
  low,
  high,
  clipped: clippedLow || clippedHigh,
  clippedLow,
  clippedHigh,
});
const labels = (low: number, high: number) => legendTicks(ends(low, high)).map((t) => t.label);

describe('formatShare', () => {
  it.each([
    [0, '0'],
    [0.0001, '<1'],
    [0.005, '1'],
    [0.4015, '40'],
    [0.994, '99'],
    [0.9962, '99.6'],
    [0.99999, '99.9'],
    [1, '100'],
    [NaN, 'NaN'],
  ])('%d is %s per cent', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.7, '0.7'],
    [-1.3034, '−1.303'],
    [0.1 + 0.2, '0.3'],
    [0.99999, '1'],
    [9999.99, '10000'],
    [12345.6, '12346'],
    [100, '100'],
    [28900832, '28900832'],
    [0.000123456, '0.0001235'],
    [0.0000123456, '1.235e−5'],
    [-1.5e-7, '−1.5e−7'],
    [2.5e12, '2.5e12'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('takes a number of digits', () => {
    expect(formatNumber(1.23456, 2)).toBe('1.2');
    expect(formatNumber(999.96, 3)).toBe('1000');
  });
});

describe('formatFixed', () => {
  it('keeps the decimals and has no negative zero', () => {
    expect(formatFixed(0.5, 4)).toBe('0.5000');
    expect(formatFixed(-0.0127, 4)).toBe('−0.0127');
    expect(formatFixed(-0.001, 2)).toBe('0.00');
    expect(formatFixed(NaN, 2)).toBe('NaN');
  });
});

describe('legendTicks', () => {
  it('has the ends, and zero where it lies inside', () => {
    expect(legendTicks(ends(-1.3, 1.3))).toEqual([
      { value: -1.3, position: 0, label: '−1.3' },
      { value: 0, position: 0.5, label: '0' },
      { value: 1.3, position: 1, label: '1.3' },
    ]);
  });

  it('has a round middle where zero is an end', () => {
    expect(labels(0, 1)).toEqual(['0', '0.5', '1']);
    expect(labels(0, 8.2)).toEqual(['0', '4', '8.2']);
    expect(labels(0, 0.0031)).toEqual(['0', '0.002', '0.0031']);
    expect(labels(0, 731)).toEqual(['0', '400', '731']);
  });

  it('leaves zero out where it would touch an end', () => {
    expect(labels(-0.01, 1)).toEqual(['−0.01', '1']);
  });

  it('marks clipped ends', () => {
    const ticks = legendTicks(ends(-2, 2, false, true));
    expect(ticks.map((t) => t.label)).toEqual(['−2', '0', '≥ 2']);
    expect(legendTicks(ends(-2, 2, true, true))[0]?.label).toBe('≤ −2');
  });
});

describe('the ramp', () => {
  it('runs left to right, or bottom to top', () => {
    const lut = Uint32Array.of(1, 2, 3);
    const across = new Uint32Array(6);
    rampInto(across, 3, 2, lut, false);
    expect([...across]).toEqual([1, 2, 3, 1, 2, 3]);
    const upright = new Uint32Array(3);
    rampInto(upright, 1, 3, lut, true);
    expect([...upright]).toEqual([3, 2, 1]);
  });

  it('has a place for a value', () => {
    const scale = { low: -1, high: 1 };
    expect([0, 9, -9, NaN].map((v) => positionOnScale(v, scale))).toEqual([0.5, 1, 0, null]);
  });
});
