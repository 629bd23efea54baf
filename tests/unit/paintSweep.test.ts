import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipRect, fractionOfCell, sameCellWindow, sweepAt, windowAt } from '../../src/paint/sweep';

describe('sweepAt', () => {
  it('goes from nothing to everything in scan order', () => {
    expect(sweepAt(0, 3, 4)).toEqual({ cells: 0, row: 0, column: 0 });
    expect(sweepAt(0.001, 3, 4)).toEqual({ cells: 1, row: 0, column: 0 });
    expect(sweepAt(0.5, 3, 4)).toEqual({ cells: 7, row: 1, column: 2 });
    expect(sweepAt(1, 3, 4)).toEqual({ cells: 12, row: 2, column: 3 });
    expect(sweepAt(2, 3, 4)).toEqual({ cells: 12, row: 2, column: 3 });
    expect(sweepAt(NaN, 3, 4).cells).toBe(0);
    expect(sweepAt(0.5, 0, 4).cells).toBe(0);
  });

  it('comes back to the cell whose fraction it is given, at its start and in its middle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 600 }),
        fc.nat(),
        (height, width, n) => {
          const cell = n % (height * width);
          const place = { row: Math.floor(cell / width), column: cell % width };
          const middle = fractionOfCell(place.row, place.column, height, width);
          expect(sweepAt(middle, height, width)).toMatchObject({ ...place, cells: cell + 1 });
          if (cell > 0)
            expect(sweepAt(cell / (height * width), height, width)).toMatchObject(place);
        },
      ),
    );
  });
});

describe('windowAt', () => {
  const window = { size: [3, 3], stride: [2, 2], dilation: [1, 1], padBefore: [1, 1] } as const;

  it('moves by the stride and is clipped to the input', () => {
    expect(windowAt(0, 0, window, 7, 7)).toEqual({
      whole: { top: -1, left: -1, height: 3, width: 3 },
      inside: { top: 0, left: 0, height: 2, width: 2 },
    });
    expect(windowAt(1, 3, window, 7, 7)).toEqual({
      whole: { top: 1, left: 5, height: 3, width: 3 },
      inside: { top: 1, left: 5, height: 3, width: 2 },
    });
  });

  it('spans skipped cells under dilation, and may differ by axis', () => {
    const dilated = { size: [3, 1], stride: [1, 4], dilation: [2, 1], padBefore: [0, 0] } as const;
    expect(windowAt(2, 1, dilated, 20, 20).whole).toEqual({ top: 2, left: 4, height: 5, width: 1 });
  });

  it('may lie in the padding altogether', () => {
    const padded = { ...window, padBefore: [7, 7] } as const;
    expect(windowAt(0, 0, padded, 7, 7).inside).toBeNull();
  });

  it('is one cell for layers that look at the same cell', () => {
    const rect = { top: 4, left: 2, height: 1, width: 1 };
    expect(windowAt(4, 2, sameCellWindow, 9, 9)).toEqual({ whole: rect, inside: rect });
    expect(clipRect(rect, 4, 9)).toBeNull();
  });
});
