import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellTerms } from '../../src/layers/contract';
import { agreeingDigits, combine, roundedText, type Making } from '../../src/network/combine';
import { strongestIndex } from '../../src/network/strongest';
import { formatFixed, minusSign } from '../../src/paint/formatNumber';

/** A window of places in a line; several channels are those from the third on. */
function making(
  combination: CellTerms['combination'],
  inputs: readonly number[],
  { channels = 1, ...rest }: Partial<Making> & { channels?: number; own?: number } = {},
): Making {
  const places = inputs.length / channels;
  const { own, ...numbers } = rest;
  return {
    terms: {
      combination,
      rows: [0],
      columns: Array.from({ length: places }, (_, index) => index),
      channels: { first: channels > 1 ? 2 : 0, count: channels },
      ...(own === undefined ? {} : { own }),
    },
    inputs,
    inside: Array.from({ length: places }, () => 1),
    weights: null,
    bias: null,
    ...numbers,
  };
}

describe('combine', () => {
  it('multiplies, adds up by channel, and adds the bias', () => {
    const result = combine(
      making('weightedSum', [1, 2, 3, 4], { channels: 2, weights: [10, 1, -1, 0.5], bias: 0.25 }),
    );
    expect([...(result.products ?? [])]).toEqual([10, 2, -3, 2]);
    expect(result.perChannel).toEqual([
      { channel: 2, sum: 7 },
      { channel: 3, sum: 4 },
    ]);
    expect(result.value).toBe(11.25);
    expect(result.count).toBe(4);
  });

  it('leaves padding out, whatever the weights there are', () => {
    const result = combine(
      making('weightedSum', [0, 2], { weights: [Infinity, 3], inside: [0, 1], bias: null }),
    );
    expect([...(result.products ?? [])]).toEqual([0, 6]);
    expect(result.value).toBe(6);
    expect(combine(making('mean', [0, 4, 6], { inside: [0, 1, 1] }))).toMatchObject({
      value: 5,
      sum: 10,
      count: 2,
    });
    expect(combine(making('maximum', [0, -4, -6], { inside: [0, 1, 1] }))).toMatchObject({
      value: -4,
      winners: [1],
    });
  });

  it('names all that tie for a maximum', () => {
    expect(combine(making('maximum', [2, 7, -1, 7])).winners).toEqual([1, 3]);
    expect(combine(making('maximum', [-0, 0])).winners).toEqual([0, 1]);
    expect(combine(making('maximum', [NaN, 3, NaN]))).toMatchObject({ value: 3, winners: [1] });
  });

  it('of a window wholly in padding there is the bias, no mean and no winner', () => {
    const inside = [0, 0];
    const sum = making('weightedSum', [0, 0], { weights: [1, 2], inside, bias: -0.5 });
    expect(combine(sum)).toMatchObject({ value: -0.5, count: 0 });
    expect(combine(making('mean', [0, 0], { inside })).value).toBeNaN();
    expect(combine(making('maximum', [0, 0], { inside })).winners).toEqual([]);
    expect(strongestIndex(sum)).toBeNull();
  });

  it('of no input at all is empty', () => {
    expect(combine(making('weightedSum', [], { weights: [], bias: 1 }))).toMatchObject({
      value: 1,
      count: 0,
    });
    expect(combine(making('maximum', []))).toMatchObject({ winners: [], count: 0 });
  });

  it('puts a number through the curve, or hands it on', () => {
    expect(combine(making('function', [3]), (x) => x * x).value).toBe(9);
    expect(() => combine(making('function', [3]))).toThrow(RangeError);
    expect(combine(making('copy', [3])).value).toBe(3);
  });

  it('divides a power of e by the sum of all', () => {
    const { value, exponentials, exponentialSum, shift } = combine(
      making('softmax', [0, Math.log(3)], { own: 1 }),
    );
    expect(shift).toBe(0);
    expect(exponentials?.[0]).toBe(1);
    expect(exponentials?.[1]).toBeCloseTo(3, 12);
    expect(exponentialSum).toBeCloseTo(4, 12);
    expect(value).toBeCloseTo(0.75, 12);
  });

  it('divides a number by a power of the squares beside it', () => {
    const made = making('normalised', [3, -1, 2], { own: 1 });
    const terms = { ...made.terms, normalisation: { k: 2, alpha: 0.5, beta: 0.5 } };
    const { value, sum, divisor } = combine({ ...made, terms });
    expect({ value, sum, divisor }).toEqual({ value: -1 / 3, sum: 14, divisor: 3 });
    expect(strongestIndex({ ...made, terms })).toBe(1);
    expect(() => combine(made)).toThrow(RangeError);
  });

  it('standardises, scales and shifts a number', () => {
    const made = making('affine', [5], { weights: [3, -2, 1, 3.5] });
    const terms = { ...made.terms, affine: { channel: 0, epsilon: 0.5 } };
    expect(combine({ ...made, terms })).toMatchObject({ value: 4, divisor: 2 });
    expect(() => combine(made)).toThrow(RangeError);
  });

  it('takes the largest from each where the powers would be beyond all numbers', () => {
    for (const base of [2000, -2000]) {
      const { value, shift } = combine(making('softmax', [base, base - Math.log(3)], { own: 0 }));
      expect(shift).toBe(base);
      expect(value).toBeCloseTo(0.75, 12);
    }
  });
});

describe('the strongest', () => {
  it('of a sum is the largest product of either sign, of a maximum the largest', () => {
    expect(strongestIndex(making('weightedSum', [1, -5, 3], { weights: [4, 1, -2] }))).toBe(2);
    expect(strongestIndex(making('maximum', [1, -5, 3]))).toBe(2);
    expect(strongestIndex(making('mean', [1, -5, 3]))).toBe(1);
    expect(strongestIndex(making('softmax', [9, 1], { own: 1 }))).toBe(1);
  });

  it('is the first of equals and never padding', () => {
    expect(strongestIndex(making('maximum', [0, -3, -3], { inside: [0, 1, 1] }))).toBe(1);
  });

  it('of a sum is what is not a number, of a maximum never, wherever it stands', () => {
    for (const inputs of [
      [NaN, 1, Infinity],
      [1, NaN, Infinity],
      [Infinity, 1, NaN],
    ]) {
      const sum = making('weightedSum', inputs, { weights: [1, 1, 1] });
      expect(strongestIndex(sum)).toBe(inputs.findIndex(Number.isNaN));
      expect(strongestIndex(making('maximum', inputs))).toBe(inputs.indexOf(Infinity));
    }
  });
});

describe('digits that a sum and a value share', () => {
  it.each([
    [0.1234567, 0.1234568, 6],
    [0.1231, 0.1234, 3],
    [0.1234, 0.1236, 2],
    [0.44, 0.46, 0],
    [0.49, 0.51, 1],
    [12.4, 12.6, -1],
    [1e-9, -1e-9, 6],
    [123456.4, 123456.6, -1],
    [NaN, NaN, 6],
    [Infinity, Infinity, 6],
    [NaN, 1, 0],
    [Infinity, -Infinity, 0],
  ])('of %d and %d are %d', (sum, value, digits) => {
    expect(agreeingDigits(sum, value)).toBe(digits);
  });

  const numbers = fc
    .tuple(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.double({ noNaN: true, min: -1e-3, max: 1e-3 }),
    )
    .map(([value, error]) => [value + value * error, value] as const);

  it('are the most at which the page writes both alike', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 8 }), ([sum, value], most) => {
        const digits = agreeingDigits(sum, value, most);
        expect(formatFixed(sum, digits)).toBe(formatFixed(value, digits));
        for (let more = digits + 1; more <= most; more++) {
          expect(formatFixed(sum, more)).not.toBe(formatFixed(value, more));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are written as the page writes them', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: -9, max: 8 }), ([number], decimals) => {
        expect(roundedText(number, decimals).replaceAll('-', minusSign)).toBe(
          formatFixed(number, decimals),
        );
      }),
    );
    expect(roundedText(-1234.5, -2)).toBe('-1200');
    expect(roundedText(-0.001, 2)).toBe('0.00');
  });
});
