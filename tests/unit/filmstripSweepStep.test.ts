/** Stepping through a sweep: cell by cell where there are few. */
import { describe, expect, it } from 'vitest';
import { sweepAt } from '../../src/paint/sweep';
import { sweepStep } from '../../src/ui/filmstrip/sweepStep';

describe('a step of the sweep', () => {
  it.each([1, 2, 9, 10, 50, 144])('walks %i cells one by one, there and back', (cells) => {
    const visit = (from: number, direction: 1 | -1) => {
      const seen: number[] = [];
      let position = sweepStep(from, direction, () => cells);
      while (!Number.isInteger(position)) {
        const { row, column } = sweepAt(position - 2, 1, cells);
        seen.push(row * cells + column);
        // What a link keeps of it is the same cell.
        expect(sweepAt(Math.round(position * 1000) / 1000 - 2, 1, cells).column).toBe(column);
        position = sweepStep(position, direction, () => cells);
      }
      return { seen, position };
    };
    const all = Array.from({ length: cells }, (_, index) => index);
    expect(visit(2, 1)).toEqual({ seen: all, position: 3 });
    expect(visit(3, -1)).toEqual({ seen: all.toReversed(), position: 2 });
  });

  it('goes on from the middle of anywhere, into the layer that lies that way', () => {
    const cellsOf = (layer: number) => (layer === 3 ? 9 : 4);
    expect(sweepStep(3, 1, cellsOf)).toBe(3 + 0.5 / 4);
    expect(sweepStep(3, -1, cellsOf)).toBe(2 + 8.5 / 9);
    expect(sweepStep(2.001, 1, cellsOf)).toBe(2 + 1.5 / 9);
    expect(sweepStep(2.99, 1, cellsOf)).toBe(3);
    expect(sweepStep(2.05, -1, cellsOf)).toBe(2);
  });

  it('is two hundredths among many cells, and where a layer cannot run', () => {
    expect(sweepStep(2, 1, () => 145)).toBe(2.02);
    expect(sweepStep(2.02, 1, () => 100_000)).toBe(2.04);
    expect(sweepStep(2.04, -1, () => null)).toBe(2.02);
    let position = 0;
    for (let step = 0; step < 50; step++) position = sweepStep(position, 1, () => 1_000);
    expect(position).toBe(1);
  });
});
