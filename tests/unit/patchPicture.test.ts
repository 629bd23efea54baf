/** Patches as pictures: which are shown of a map, and where in their squares they lie. */
import { describe, expect, it } from 'vitest';
import type { Excitement } from '../../src/engine/protocol';
import { layoutPatch } from '../../src/ui/patches/paintPatch';
import { patchesOf } from '../../src/ui/patches/patchesOf';

const rect = (top: number, left: number, height: number, width: number) => ({
  top,
  left,
  height,
  width,
});

describe('a patch in its square', () => {
  it('fills it where its field is as high as wide', () => {
    const window = rect(10, 30, 12, 12);
    expect(layoutPatch({ window, seen: window }, 60)).toEqual({
      window: rect(0, 0, 60, 60),
      seen: rect(0, 0, 60, 60),
    });
  });

  it('leaves free what of its field is no photo', () => {
    // Three rows above the photo, two columns at its right.
    const { seen } = layoutPatch({ window: rect(-3, 40, 12, 12), seen: rect(0, 40, 9, 10) }, 120);
    expect(seen).toEqual(rect(30, 0, 90, 100));
  });

  it('stands in its middle where it is not as high as wide, and is not stretched', () => {
    const { window, seen } = layoutPatch(
      { window: rect(0, 0, 20, 50), seen: rect(0, 10, 20, 40) },
      100,
    );
    expect(window).toEqual(rect(30, 0, 40, 100));
    expect(seen).toEqual(rect(30, 20, 40, 80));
  });
});

describe('the patches of a map', () => {
  const look = { part: rect(0, 0, 40, 40), rows: 20, columns: 20 };
  const field = { size: [3, 3], stride: [1, 1], start: [-1, -1] } as const;
  const found: Excitement = {
    perMap: 2,
    pictures: [
      { photoId: 'a', look, field, isWhole: true },
      { photoId: 'b', look, field, isWhole: false },
    ],
    places: {
      values: Float32Array.of(5, 3, 2, 0, 0, 0),
      pictures: Int32Array.of(1, 0, 0, -1, -1, -1),
      rows: Int32Array.of(4, 0, 19, 0, 0, 0),
      columns: Int32Array.of(6, 2, 0, 0, 0, 0),
    },
  };

  it('are the map’s own, the strongest first, on their photos', () => {
    expect(patchesOf(found, 0)).toEqual([
      {
        photoId: 'b',
        isWhole: false,
        value: 5,
        row: 4,
        column: 6,
        window: rect(6, 10, 6, 6),
        seen: rect(6, 10, 6, 6),
      },
      {
        photoId: 'a',
        isWhole: true,
        value: 3,
        row: 0,
        column: 2,
        window: rect(-2, 2, 6, 6),
        seen: rect(0, 2, 4, 6),
      },
    ]);
  });

  it('are as many as there are', () => {
    expect(patchesOf(found, 1)).toHaveLength(1);
    expect(patchesOf(found, 2)).toEqual([]);
  });
});
