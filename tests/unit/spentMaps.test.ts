import { afterEach, describe, expect, test } from 'vitest';
import { replaceMaps, spendReplaced, takeSpent } from '../../src/store/spentMaps';

const megabyte = 1024 * 1024;

afterEach(() => {
  spendReplaced();
  takeSpent();
});

describe('memory of maps that were replaced', () => {
  test('is given away once the next results have come, and once', () => {
    const { buffer } = new Float32Array(8);
    // Two maps that came in one piece.
    replaceMaps([new Float32Array(buffer, 0, 4), new Float32Array(buffer, 16, 4)]);
    expect(takeSpent()).toEqual([]);
    spendReplaced();
    expect(takeSpent()).toEqual([buffer]);
    spendReplaced();
    expect(takeSpent()).toEqual([]);
  });

  test('is not hoarded: what is newest stays, 32 MiB of it', () => {
    for (let result = 0; result < 5; result++) {
      replaceMaps([new Float32Array(2.5 * megabyte).fill(result, 0, 1)]);
      spendReplaced();
    }
    const results = takeSpent().map((buffer) => new Float32Array(buffer)[0]);
    expect(results).toEqual([4, 3, 2]);
  });
});
