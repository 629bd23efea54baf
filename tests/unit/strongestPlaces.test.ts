/** The search for strong places, against loops over every cell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strongestPlaces, type Search } from '../../src/engine/strongestPlaces';

interface Case {
  height: number;
  width: number;
  channels: number;
  values: Float32Array;
  search: Search;
}

/** Few different values, so that many are equal; some are no numbers. */
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 6 }).map((n) => n / 4) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0) },
);
const apart = fc.oneof(fc.double({ min: 0.2, max: 4, noNaN: true }), fc.constant(Infinity));

const cases: fc.Arbitrary<Case> = fc
  .record({
    height: fc.integer({ min: 1, max: 7 }),
    width: fc.integer({ min: 1, max: 7 }),
    channels: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ height, width, channels }) => {
    const range = (cells: number) =>
      fc
        .tuple(fc.nat(cells), fc.nat(cells))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    return fc.record({
      height: fc.constant(height),
      width: fc.constant(width),
      channels: fc.constant(channels),
      values: fc
        .array(value, {
          minLength: height * width * channels,
          maxLength: height * width * channels,
        })
        .map((numbers) => Float32Array.from(numbers)),
      search: fc.record({
        count: fc.integer({ min: 1, max: 5 }),
        rows: range(height),
        columns: range(width),
        apart: fc.tuple(apart, apart),
      }),
    });
  });

/** Every cell that is asked, the strongest first; each is taken unless it is too near to one taken. */
function plainly({ height, width, channels, values, search }: Case, channel: number) {
  const cells: { row: number; column: number; value: number }[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isAsked =
        row >= search.rows[0] &&
        row < search.rows[1] &&
        column >= search.columns[0] &&
        column < search.columns[1];
      const value = values[(row * width + column) * channels + channel]!;
      if (isAsked && value > 0) cells.push({ row, column, value });
    }
  }
  const order = cells.toSorted((a, b) => (a.value === b.value ? 0 : b.value > a.value ? 1 : -1));
  const taken: typeof cells = [];
  for (const cell of order) {
    if (taken.length === search.count) break;
    const isNear = taken.some((other) => {
      const [rows, columns] = [
        Math.abs(other.row - cell.row),
        Math.abs(other.column - cell.column),
      ];
      return rows < search.apart[0] && columns < search.apart[1];
    });
    if (!isNear) taken.push(cell);
  }
  return taken;
}

describe('the strongest places of maps', () => {
  it('are those that plain loops find, equal ones in scan order', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { width, channels, values, search } = each;
        const found = strongestPlaces(values, width, channels, search);
        for (let channel = 0; channel < channels; channel++) {
          const expected = plainly(each, channel);
          const from = channel * search.count;
          for (let rank = 0; rank < search.count; rank++) {
            const place = expected[rank];
            expect(found.positions[from + rank]).toBe(
              place ? place.row * width + place.column : -1,
            );
            expect(found.values[from + rank]).toBe(place?.value ?? 0);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leave the values as they are', () => {
    const values = Float32Array.from([1, 5, 3, 2]);
    strongestPlaces(values, 2, 1, { count: 2, rows: [0, 2], columns: [0, 2], apart: [2, 2] });
    expect([...values]).toEqual([1, 5, 3, 2]);
  });

  it('are none where nothing is above zero', () => {
    const values = Float32Array.from([0, -1, NaN, -0]);
    const search: Search = { count: 3, rows: [0, 2], columns: [0, 2], apart: [1, 1] };
    const { positions } = strongestPlaces(values, 2, 1, search);
    expect([...positions]).toEqual([-1, -1, -1]);
  });
});
