import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellAfter,
  cellsBetween,
  cellUnder,
  numbersByCell,
  planeWith,
} from '../../src/ui/inspector/kernel/kernelCells';
import { readNumber, takeNumber } from '../../src/ui/controls/readNumber';
import {
  keyStep,
  movedWeight,
  weightBounds,
  weightText,
  wholeWeightText,
} from '../../src/ui/inspector/kernel/weightText';

const size = { rows: 3, columns: 5 };
const place = fc.record({ row: fc.nat(14), column: fc.nat(14) });

describe('the cells of a kernel', () => {
  test('the typed numbers of a channel lie on its plane; those outside of it do not', () => {
    const numbers = [
      { channel: 0, row: 0, column: 1, value: 7 },
      { channel: 1, row: 2, column: 4, value: 8 },
      { channel: 1, row: 3, column: 0, value: 9 },
      { channel: 1, row: 0, column: 5, value: 9 },
    ];
    const byCell = numbersByCell(numbers, 1, size);
    expect([...byCell]).toEqual([[14, 8]]);
    const plane = new Float32Array(15);
    expect(planeWith(plane, byCell)).toEqual(plane.with(14, 8));
    expect(planeWith(plane, new Map())).toBe(plane);
  });

  test('a point is over the cell that is drawn there, or over none', () => {
    const box = { left: 10, top: 20, width: 50, height: 30 };
    expect(cellUnder(box, size, 10, 20)).toEqual({ row: 0, column: 0 });
    expect(cellUnder(box, size, 59.9, 49.9)).toEqual({ row: 2, column: 4 });
    for (const [x, y] of [
      [9.9, 30],
      [60, 30],
      [30, 19.9],
      [30, 50],
    ] as const) {
      expect(cellUnder(box, size, x, y)).toBeNull();
    }
  });

  test('a stroke leaves no gap and goes from its first to its last cell', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const cells = cellsBetween(from, to);
        expect(cells[0]).toEqual(from);
        expect(cells.at(-1)).toEqual(to);
        cells.slice(1).forEach((cell, at) => {
          const before = cells[at] ?? from;
          const steps = [cell.row - before.row, cell.column - before.column].map(Math.abs);
          expect(Math.max(...steps)).toBe(1);
        });
      }),
    );
  });

  test('arrow keys go to the neighbour and stop at the edges', () => {
    expect(cellAfter('ArrowRight', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 1 });
    expect(cellAfter('ArrowDown', { row: 2, column: 4 }, size)).toEqual({ row: 2, column: 4 });
    expect(cellAfter('ArrowUp', { row: 0, column: 3 }, size)).toEqual({ row: 0, column: 3 });
    expect(cellAfter('a', { row: 0, column: 0 }, size)).toBeNull();
  });
});

describe('a weight', () => {
  test.each([
    ['０．５', 0.5],
    ['0。5', 0.5],
    ['−.25', -0.25],
    ['1000', 1000],
    ['5000', 'outside'],
    ['1e999', 'outside'],
    ['NaN', 'noNumber'],
  ])('typed as "%s" is %s', (text, weight) => {
    expect(takeNumber(text, weightBounds)).toBe(weight);
  });

  test.each([
    [1, '1.000'],
    [-0.5, '−0.500'],
    [Math.fround(0.1), '0.100'],
    [0.0625, '0.0625'],
    [Math.fround(-0.1307), '−0.1307'],
    [Math.fround(123.45), '123.45'],
    [Math.fround(2 ** -30), '9.313226e−10'],
    [1000, '1000'],
  ])('%d with all its digits is %s', (weight, text) => {
    expect(wholeWeightText(weight)).toBe(text);
    expect(Math.fround(Number(readNumber(text)))).toBe(Math.fround(weight));
  });

  test('what is shown can be typed in again', () => {
    const weight = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(weight, (value) => {
        const error = Math.abs(Number(readNumber(weightText(value))) - value);
        expect(error).toBeLessThanOrEqual(Math.abs(value) < 9.9 ? 0.0005001 : 0.51);
      }),
    );
  });

  test('is moved in steps, within its bounds', () => {
    expect(movedWeight(0.1 + 0.2, 0.01)).toBe(0.31);
    expect(movedWeight(999.99, 0.1)).toBe(1000);
    expect(Object.is(movedWeight(0.01, -0.01), 0)).toBe(true);
    expect(keyStep({ key: 'ArrowUp', shiftKey: false })).toBe(0.01);
    expect(keyStep({ key: 'ArrowDown', shiftKey: true })).toBe(-0.1);
    expect(keyStep({ key: 'ArrowLeft', shiftKey: false })).toBe(0);
  });
});
