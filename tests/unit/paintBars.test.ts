import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, descending, largest, layoutBars } from '../../src/paint/bars';
import { barAt, layoutHistogram } from '../../src/paint/histogram';

describe('layoutBars', () => {
  it('puts signed values on either side of one base line', () => {
    const { baseline, bars } = layoutBars([1, -1, 3, 0], 400);
    expect(baseline).toBe(100);
    expect(bars.map((bar) => [bar.start, bar.length])).toEqual([
      [100, 100],
      [0, 100],
      [100, 300],
      [100, 0],
    ]);
  });

  it('has zero at an end where all have one sign, and copes with zeros and NaN', () => {
    expect(layoutBars([0.2, 0.8], 80)).toMatchObject({ baseline: 0, low: 0, high: 0.8 });
    expect(layoutBars([-0.2, -0.8], 80)).toMatchObject({ baseline: 80, low: -0.8, high: 0 });
    expect(layoutBars([0, 0], 80).bars.map((bar) => bar.length)).toEqual([0, 0]);
    expect(layoutBars([NaN, 1, Infinity], 80).bars.map((bar) => bar.length)).toEqual([0, 80, 80]);
  });

  it('takes chosen numbers and a given axis', () => {
    const { bars } = layoutBars([0.1, 0.6, 0.3], 100, [1, 2], { low: 0, high: 1 });
    expect(bars.map((bar) => [bar.index, bar.value, Math.round(bar.length)])).toEqual([
      [1, 0.6, 60],
      [2, 0.3, 30],
    ]);
    expect(axisOf([2, -5])).toEqual({ low: -5, high: 2 });
  });
});

describe('largest', () => {
  it('gives the largest first, the earlier of equal ones first, NaN last', () => {
    expect(largest([0.1, 0.5, NaN, 0.5, 0.9], 3)).toEqual([4, 1, 3]);
    expect(largest([NaN, 1], 5)).toEqual([1, 0]);
    expect(largest([1, 2], 0)).toEqual([]);
  });

  it('agrees with a stable sort', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 })),
        fc.nat({ max: 12 }),
        (values, count) => {
          const sorted = values
            .map((_, i) => i)
            .toSorted((a, b) => values[b]! - values[a]! || a - b);
          expect(largest(values, count)).toEqual(sorted.slice(0, count));
        },
      ),
    );
  });
});

describe('descending', () => {
  it('orders all as the largest are', () => {
    const value = fc.oneof(
      fc.float({ noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1, -1, Infinity, NaN, 2 ** -149, -(2 ** -149)),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        expect([...descending(values)]).toEqual(largest(values, values.length));
      }),
      { numRuns: 500 },
    );
  });

  it('takes time that grows with their number alone', () => {
    // A flatten of a photo at 451 × 300: each number looked for among the others took a minute.
    const values = Float32Array.from({ length: 451 * 300 * 3 }, (_, i) => Math.sin(i * i));
    const order = descending(values);
    expect(order.every((at, rank) => rank === 0 || values[at]! <= values[order[rank - 1]!]!)).toBe(
      true,
    );
  });
});

describe('layoutHistogram', () => {
  const counts = [100, 1, 25, 0];

  it('draws roots or counts, and any count is seen', () => {
    const area = { counts, minimum: -1, maximum: 3, width: 40, height: 50 };
    const roots = layoutHistogram(area);
    expect(roots).toMatchObject({ countScale: 'squareRoot', peak: 100, zeroAt: 10 });
    expect(roots.bars.map((bar) => bar.height)).toEqual([50, 5, 25, 0]);
    const linear = layoutHistogram({ ...area, countScale: 'linear' });
    expect(linear.bars.map((bar) => bar.height)).toEqual([50, 1, 13, 0]);
  });

  it('knows each bar’s values and finds the bar under the pointer', () => {
    const layout = layoutHistogram({ counts, minimum: 0, maximum: 4, width: 40, height: 50 });
    expect(barAt(layout, 25)).toMatchObject({ from: 2, to: 3, count: 25 });
    expect(barAt(layout, 40)).toBeNull();
    expect(layout.zeroAt).toBeNull();
  });

  it('fills any width without gaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (width) => {
        const bins = new Uint32Array(64).fill(3);
        const { bars } = layoutHistogram({
          counts: bins,
          minimum: 0,
          maximum: 1,
          width,
          height: 9,
        });
        let at = 0;
        for (const bar of bars) {
          expect(bar.left).toBe(at);
          at += bar.width;
        }
        expect(at).toBe(width);
      }),
    );
  });

  it('has no bars of a map without values', () => {
    const empty = { counts: [0, 0], minimum: 0, maximum: 0, width: 10, height: 10 };
    expect(layoutHistogram(empty).bars.map((bar) => bar.height)).toEqual([0, 0]);
  });
});
