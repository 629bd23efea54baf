import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colourScale,
  describeMap,
  scaleModes,
  scaleScopes,
  unionOfRanges,
  type ScaleSpan,
  type ScopeRanges,
  type ValueRange,
} from '../../src/paint/scale';

const range = (minimum: number, maximum: number, low = minimum, high = maximum): ValueRange => ({
  minimum,
  maximum,
  low,
  high,
});
const everywhere = (r: ValueRange): ScopeRanges => ({ map: r, layer: r, network: r });
const spans: ScaleSpan[] = ['aroundZero', 'fromZero', 'wholeRange'];

/** Where on its own scale, 0..1, a map is drawn that has one value. */
function at(value: number, span: ScaleSpan): number {
  const { low, high } = colourScale('map', 'exact', span, everywhere(range(value, value)));
  return (value - low) / (high - low);
}

describe('colourScale', () => {
  it('lies around zero for a diverging map', () => {
    const scale = colourScale('map', 'exact', 'aroundZero', everywhere(range(-1.3, 0.7)));
    expect(scale).toMatchObject({ low: -1.3, high: 1.3, clipped: false });
  });

  it('starts at zero for non-negative data, at the minimum otherwise', () => {
    expect(colourScale('map', 'exact', 'fromZero', everywhere(range(2, 5)))).toMatchObject({
      low: 0,
      high: 5,
    });
    expect(colourScale('map', 'exact', 'fromZero', everywhere(range(-2, 5)))).toMatchObject({
      low: -2,
      high: 5,
    });
  });

  it('takes the range of its scope', () => {
    const ranges = { map: range(0, 1), layer: range(0, 2), network: range(-3, 3) };
    expect(colourScale('map', 'exact', 'wholeRange', ranges).high).toBe(1);
    expect(colourScale('layer', 'exact', 'wholeRange', ranges).high).toBe(2);
    expect(colourScale('network', 'exact', 'wholeRange', ranges)).toMatchObject({
      low: -3,
      high: 3,
    });
  });

  it('keeps zero at the start of a non-negative layer on the scale of a signed network', () => {
    const ranges = { map: range(0, 1), layer: range(0, 2), network: range(-3, 4, -2, 3) };
    expect(colourScale('network', 'exact', 'fromZero', ranges)).toMatchObject({ low: 0, high: 4 });
    const robust = colourScale('network', 'robust', 'fromZero', ranges);
    expect(robust).toMatchObject({ low: 0, high: 3, clippedLow: false, clippedHigh: true });
  });

  it('says which ends a robust scale clips', () => {
    const scale = colourScale('map', 'robust', 'aroundZero', everywhere(range(-1, 9, -0.5, 2)));
    expect(scale).toEqual({
      low: -2,
      high: 2,
      clipped: true,
      clippedLow: false,
      clippedHigh: true,
    });
  });

  it('is exact where the quantiles coincide, as behind a ReLU that lets little through', () => {
    const sparse = everywhere(range(0, 4, 0, 0));
    for (const span of spans) {
      const scale = colourScale('layer', 'robust', span, sparse);
      expect(scale).toMatchObject({ high: 4, clipped: false });
    }
  });

  it('shows a constant map under its own scale: zero as background, the rest as a colour', () => {
    expect(at(0, 'aroundZero')).toBe(0.5);
    expect(at(0, 'fromZero')).toBe(0);
    expect(at(3, 'aroundZero')).toBe(1);
    expect(at(-3, 'aroundZero')).toBe(0);
    expect(at(3, 'fromZero')).toBe(1);
    expect(at(-3, 'fromZero')).toBe(0.5);
    expect(at(3, 'wholeRange')).toBe(0.5);
    expect(at(-3, 'wholeRange')).toBe(0.5);
  });

  it('survives maps with no finite value', () => {
    for (const span of spans) {
      const scale = colourScale('map', 'exact', span, everywhere(range(Infinity, -Infinity)));
      expect(scale.high).toBeGreaterThan(scale.low);
    }
  });

  it('always has extent, and an exact one covers every value and clips nothing', () => {
    const value = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(...spans),
        fc.constantFrom(...scaleScopes),
        fc.constantFrom(...scaleModes),
        (values, span, scope, mode) => {
          const [minimum = 0, low = 0, high = 0, maximum = 0] = values.toSorted((a, b) => a - b);
          const scale = colourScale(
            scope,
            mode,
            span,
            everywhere(range(minimum, maximum, low, high)),
          );
          expect(scale.high).toBeGreaterThan(scale.low);
          expect(scale.clipped).toBe(scale.clippedLow || scale.clippedHigh);
          expect(scale.clippedHigh).toBe(scale.high < maximum);
          expect(scale.clippedLow).toBe(scale.low > minimum);
          if (span === 'aroundZero') expect(scale.low).toBe(-scale.high);
          if (mode === 'exact') expect(scale.clipped).toBe(false);
        },
      ),
    );
  });
});

describe('unionOfRanges', () => {
  it('covers all and passes over layers without finite values', () => {
    const all = unionOfRanges([
      range(-1, 2, -0.5, 1),
      range(0, 5, 0, 4),
      range(Infinity, -Infinity, NaN, NaN),
    ]);
    expect(all).toEqual(range(-1, 5, -0.5, 4));
    expect(unionOfRanges([])).toEqual(range(0, 0));
  });
});

describe('describeMap', () => {
  it('names constant and dead maps and no others', () => {
    expect(describeMap({ minimum: 0, maximum: 0, zeroShare: 1 }, true)).toBe('dead');
    expect(describeMap({ minimum: 0, maximum: 0, zeroShare: 1 }, false)).toBe('constant');
    expect(describeMap({ minimum: 2, maximum: 2, zeroShare: 0 }, true)).toBe('constant');
    expect(describeMap({ minimum: 0, maximum: 1e-9, zeroShare: 0.99 }, true)).toBeNull();
    // A zero map with a NaN in it is neither.
    expect(describeMap({ minimum: 0, maximum: 0, zeroShare: 0.9 }, true)).toBeNull();
  });
});
