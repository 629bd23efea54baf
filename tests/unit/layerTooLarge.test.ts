/** Errors that are a layer's, not the backend's, in the words of the browsers. */
import { describe, expect, test } from 'vitest';
import { LayerTooLarge, tooLargeOr } from '../../src/engine/layerTooLarge';

const small = [[10, 10, 8]];
const large = [[1000, 1000, 100]];

describe('a layer is too large', () => {
  test.each([
    new RangeError('Invalid typed array length: 704512000'),
    new RangeError('Array buffer allocation failed'),
    new RangeError('Invalid array length'),
    new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory'),
    new RangeError('offset is out of bounds'),
    new RangeError('invalid array length'),
    new RangeError('Length is out of range of the buffer'),
    new Error('Out of memory'),
    new Error('allocation size overflow'),
  ])('where the browser says "$message"', (error) => {
    expect(tooLargeOr(error, 'conv2d1', small)).toMatchObject({ nodeId: 'conv2d1', bytes: 3200 });
  });

  test('where WASM reads beyond its memory, and so much is wanted', () => {
    const error = new WebAssembly.RuntimeError('memory access out of bounds');
    expect(tooLargeOr(error, 'concatenate1', large)).toBeInstanceOf(LayerTooLarge);
    expect(tooLargeOr(error, 'concatenate1', small)).toBe(error);
  });
});

test.each([
  new RangeError('Maximum call stack size exceeded'),
  new RangeError('no layer kind is called none'),
  new Error('context lost'),
  new TypeError('null has no buffer'),
])('a backend fails with "$message"', (error) => {
  expect(tooLargeOr(error, 'conv2d1', large)).toBe(error);
});
