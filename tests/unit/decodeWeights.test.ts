/** Trained weights from their bytes, with no backend of tfjs about: they come while it still starts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodedNumbers, type Quantization } from '../../src/models/decodeWeights';
import { readLayersModel, readTensors } from '../../src/models/layersModel';

function decoded(numbers: Uint8Array | Uint16Array, quantization: Quantization): number[] {
  const own = new Uint8Array(numbers.buffer);
  // Not at a multiple of their size.
  const bytes = new Uint8Array([9, ...own]);
  const { values, end } = decodedNumbers(bytes, 1, numbers.length, quantization);
  expect(end).toBe(bytes.length);
  return [...values!];
}

describe('numbers', () => {
  test('are steps of a scale', () => {
    const ends = { scale: 0.5, min: -4 };
    expect(decoded(new Uint8Array([0, 8, 255]), { dtype: 'uint8', ...ends })).toEqual([
      -4, 0, 123.5,
    ]);
    expect(decoded(new Uint16Array([0, 8, 65535]), { dtype: 'uint16', ...ends })).toEqual([
      -4, 0, 32763.5,
    ]);
  });

  test('are halves', () => {
    // From the table of binary16 in IEEE 754: 1, −2, 65504, the smallest normal and subnormal ones.
    const halves = new Uint16Array([
      0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0x3555, 0x7c00,
    ]);
    const values = decoded(halves, { dtype: 'float16' });
    expect(values.slice(0, 6)).toEqual([1, -2, 65504, 2 ** -14, 2 ** -24, -0]);
    expect(values[6]).toBeCloseTo(1 / 3, 3);
    expect(values[7]).toBe(Infinity);
  });

  test('that are not all there are none', () => {
    expect(decodedNumbers(new Uint8Array(7), 0, 2)).toEqual({ values: null, end: 8 });
  });
});

test.each([
  ['photos', 'conv1/kernel', [3, 3, 3, 32]],
  ['digits', 'dense2/bias', [10]],
])('%s as it ships', async (source, name, shape) => {
  const folder = new URL(`../../public/weights/${source}/`, import.meta.url);
  const model = readLayersModel(readFileSync(new URL('model.json', folder), 'utf8'));
  const bytes = new Uint8Array(readFileSync(new URL('weights.bin', folder)));
  const tensor = (await readTensors(model, bytes)).get(name);
  expect(tensor?.shape).toEqual(shape);
  expect(tensor?.values.every(Number.isFinite)).toBe(true);
  const figures = model.userDefinedMetadata?.catscan.figures;
  expect(figures?.accuracy).toBeGreaterThan(0.5);
  expect(figures?.pictures).toBeGreaterThan(1000);
});
