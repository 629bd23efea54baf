/** Which parts of a frame's picture a sweep has painted, and how vectors are shortened. */
import { describe, expect, it } from 'vitest';
import { meansOfRuns } from '../../src/ui/filmstrip/picture';
import { revealed, type Region } from '../../src/ui/filmstrip/reveal';

/** A map of 4 rows of 5 cells, drawn ten times as large. */
const region: Region = {
  left: 3,
  top: 7,
  width: 50,
  height: 40,
  rows: 4,
  columns: 5,
  from: 0,
  to: 1,
};

describe('a swept map', () => {
  it('is empty before the first cell and whole at the end', () => {
    expect(revealed(region, 0)).toEqual([]);
    expect(revealed(region, 1)).toEqual([{ left: 3, top: 7, width: 50, height: 40 }]);
  });

  it('has whole rows, then the row that the sweep is in', () => {
    // 12 of 20 cells are behind the sweep, and it is in the 13th: two rows and three cells.
    expect(revealed(region, 12.5 / 20)).toEqual([
      { left: 3, top: 7, width: 50, height: 20 },
      { left: 3, top: 27, width: 30, height: 10 },
    ]);
  });

  it('begins with the first cell', () => {
    expect(revealed(region, 0.5 / 20)).toEqual([{ left: 3, top: 7, width: 10, height: 10 }]);
  });

  it('waits for its turn where regions are swept one after another', () => {
    const second = { ...region, from: 0.5, to: 1 };
    expect(revealed(second, 0.4)).toEqual([]);
    expect(revealed(second, 0.75 - 0.25 / 20)).toEqual([
      { left: 3, top: 7, width: 50, height: 20 },
    ]);
    expect(revealed({ ...region, from: 0, to: 0.5 }, 0.7)).toHaveLength(1);
  });
});

describe('a long vector', () => {
  it('is shortened to the means of its runs', () => {
    expect([...meansOfRuns(Float32Array.of(1, 3, 5, 7, 9, 11), 3)]).toEqual([2, 6, 10]);
  });

  it('loses no number where the runs are not equal', () => {
    const means = meansOfRuns(Float32Array.of(1, 1, 1, 1, 1, 1, 1), 3);
    expect([...means]).toEqual([1, 1, 1]);
  });

  it('repeats numbers where there are fewer than places', () => {
    expect([...meansOfRuns(Float32Array.of(4, 8), 4)]).toEqual([4, 4, 8, 8]);
  });
});
