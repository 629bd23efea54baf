/** Trained layers as parts of other networks, and the colours of their kernels. */
import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../src/layers';
import { trainedOptions, untrained } from '../../src/layers/trainedLayers';
import { trainedLayer } from '../../src/store/trainedLayers';
import { colourTiles, greyTile } from '../../src/ui/inspector/kernelColours';
import { settingRows } from '../../src/ui/inspector/settingRows';

test.each([
  ['photosConv1', [3, 3, 3, 32], 'same'],
  ['photosConv8', [3, 3, 192, 192], 'same'],
  ['digitsConv3', [5, 5, 16, 120], 'valid'],
])('%s is at its size', (value, shape, padding) => {
  const layer = trainedLayer(value);
  expect(layer?.kernelShape).toEqual(shape);
  expect(layer?.settings).toMatchObject({ trained: value, filters: shape[3], padding });
});

test('every option is a layer of a preset, but the one that draws', () => {
  for (const kind of ['conv2d', 'dense'] as const) {
    const missing = trainedOptions(kind).filter((value) => trainedLayer(value)?.kind !== kind);
    expect(missing).toEqual([untrained]);
  }
});

test('of learned numbers, nothing is asked that is about drawing', () => {
  const definition = definitionOf('conv2d');
  const keysOf = (value: string) => {
    const settings = trainedLayer(value)?.settings ?? {};
    const rows = (['layer', 'weights'] as const).flatMap((part) =>
      settingRows(definition, settings, part),
    );
    return rows.flatMap((row) => (row.type === 'single' ? [row.key] : []));
  };
  const keys = keysOf('photosConv1');
  expect(keys).toContain('useBias');
  for (const key of ['initializer', 'seed', 'constant', 'bias']) expect(keys).not.toContain(key);
});

describe('kernels as colours', () => {
  const grey = 128;
  const parts = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

  test('zero is grey, the largest weight of any channel white or black', () => {
    // One cell, three channels, two filters.
    const values = new Float32Array([0.5, 0, -0.25, 0, 0, 0]);
    const tiles = colourTiles({ name: 'kernel', shape: [1, 1, 3, 2], values });
    const pixels = new Uint32Array(1);
    tiles(0, pixels);
    expect(parts(pixels[0]!)).toEqual([255, 64, grey]);
    tiles(1, pixels);
    expect(parts(pixels[0]!)).toEqual([grey, grey, grey]);
  });

  test('what is made by hand has no hue', () => {
    const pixels = new Uint32Array(3);
    greyTile(new Float32Array([-2, 0, 1]), pixels);
    expect([...pixels].map(parts)).toEqual([
      [0, 0, 0],
      [grey, grey, grey],
      [191, 191, 191],
    ]);
  });
});
