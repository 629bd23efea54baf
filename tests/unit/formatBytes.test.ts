/** Bytes as the screen shows them. */
import { expect, test } from 'vitest';
import { bytesTogether, mebibytes } from '../../src/paint/formatNumber';

test.each([
  [[40, 136, 136], ['40', '136', '136'], 'B'],
  [[0, 2048, 700], ['0', '2', '0.68'], 'KiB'],
  [[672, 4 * 2 ** 20, 4.2 * 2 ** 20], ['<0.1', '4', '4.2'], 'MiB'],
  [[56 * 2 ** 20, 122 * 2 ** 20, 1300 * 2 ** 20], ['56', '122', '1300'], 'MiB'],
  [[0, 0], ['0', '0'], 'B'],
])('%j together', (bytes, numbers, unit) => {
  expect(bytesTogether(bytes)).toEqual({ numbers, unit });
});

test('MiB have no exponent', () => {
  expect([0, 40, 2 ** 20 / 100, 3.75 * 2 ** 20].map(mebibytes)).toEqual([
    '0',
    '<0.001',
    '0.01',
    '3.75',
  ]);
});
