import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutMosaic, mosaicPosition, type MosaicFrame } from '../../src/paint/mosaicLayout';
import {
  defaultMinTile,
  layoutTiles,
  snapLoss,
  tilePosition,
  type TileArea,
} from '../../src/paint/tileLayout';

const area = (changes: Partial<TileArea>): TileArea => ({
  count: 8,
  mapWidth: 298,
  mapHeight: 449,
  areaWidth: 740,
  areaHeight: 620,
  gap: 12,
  captionHeight: 24,
  ...changes,
});

const anyArea: fc.Arbitrary<TileArea> = fc.record({
  count: fc.integer({ min: 1, max: 512 }),
  mapWidth: fc.integer({ min: 8, max: 600 }),
  mapHeight: fc.integer({ min: 8, max: 600 }),
  areaWidth: fc.integer({ min: 300, max: 2600 }),
  areaHeight: fc.integer({ min: 200, max: 1600 }),
  gap: fc.integer({ min: 0, max: 24 }),
  captionHeight: fc.integer({ min: 0, max: 32 }),
});

/** Whether tiles of this zoom fit in some grid. */
function fits(a: TileArea, zoom: number): boolean {
  for (let columns = 1; columns <= a.count; columns++) {
    const rows = Math.ceil(a.count / columns);
    const width = columns * zoom * a.mapWidth + (columns - 1) * a.gap;
    const height = rows * (zoom * a.mapHeight + a.captionHeight) + (rows - 1) * a.gap;
    if (width <= a.areaWidth && height <= a.areaHeight) return true;
  }
  return false;
}

describe('layoutTiles', () => {
  it('makes three maps large and sixty-four small', () => {
    const square = { mapWidth: 100, mapHeight: 100, areaWidth: 1000, areaHeight: 700 };
    expect(layoutTiles(area({ ...square, count: 3 })).tileWidth).toBeGreaterThan(300);
    expect(layoutTiles(area({ ...square, count: 3 }))).toMatchObject({ columns: 3, rows: 1 });
    const many = layoutTiles(area({ ...square, count: 64, captionHeight: 0, gap: 4 }));
    expect(many).toMatchObject({ columns: 10, rows: 7, scrolls: false });
  });

  it('scrolls rather than squeeze, and still fills the width', () => {
    const square = { mapWidth: 100, mapHeight: 100, areaWidth: 1000, areaHeight: 700 };
    const layout = layoutTiles(area({ ...square, count: 256 }));
    expect(layout).toMatchObject({ columns: 10, scrolls: true });
    expect(layout.tileWidth).toBeGreaterThanOrEqual(defaultMinTile);
    expect(layout.width).toBeGreaterThan(980);
  });

  it('fills the area with the grid that suits the proportions', () => {
    const wide = layoutTiles(area({ count: 8, mapWidth: 449, mapHeight: 298 }));
    expect(wide).toMatchObject({ columns: 3, rows: 3, tileWidth: 238, scrolls: false });
    expect(layoutTiles(area({ count: 8 }))).toMatchObject({ columns: 4, rows: 2 });
  });

  it('gives tiny maps whole pixels a cell where that costs little', () => {
    const layout = layoutTiles(area({ count: 6, mapWidth: 5, mapHeight: 5 }));
    expect(layout.tileWidth % 5).toBe(0);
    expect(layout.tileHeight % 5).toBe(0);
  });

  it('scrolls in one column where the area is narrower than the smallest tile', () => {
    const layout = layoutTiles(area({ areaWidth: 60, count: 4, mapWidth: 10, mapHeight: 10 }));
    expect(layout).toMatchObject({ columns: 1, rows: 4, tileWidth: 60 });
  });

  it('places tiles row by row', () => {
    const layout = layoutTiles(area({ mapWidth: 449, mapHeight: 298 }));
    expect(tilePosition(0, layout, 12, 24)).toEqual({ left: 0, top: 0 });
    expect(tilePosition(4, layout, 12, 24)).toEqual({
      left: layout.tileWidth + 12,
      top: layout.tileHeight + 36,
    });
  });

  it('never overflows unless it scrolls, never distorts, holds all maps', () => {
    fc.assert(
      fc.property(anyArea, (a) => {
        const layout = layoutTiles(a);
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(a.count);
        expect((layout.rows - 1) * layout.columns).toBeLessThan(a.count);
        expect(layout.width).toBeLessThanOrEqual(a.areaWidth);
        if (!layout.scrolls) expect(layout.height).toBeLessThanOrEqual(a.areaHeight);
        const zooms = [layout.tileWidth / a.mapWidth, layout.tileHeight / a.mapHeight];
        const slack = Math.max(1 / a.mapWidth, 1 / a.mapHeight);
        expect(Math.abs((zooms[0] ?? 0) - (zooms[1] ?? 0))).toBeLessThanOrEqual(slack + 1e-9);
      }),
    );
  });

  it('is as large as can be, and never smaller than the least where there is room for that', () => {
    fc.assert(
      fc.property(anyArea, (a) => {
        const layout = layoutTiles(a);
        const longer = Math.max(a.mapWidth, a.mapHeight);
        const shown = Math.max(layout.tileWidth, layout.tileHeight);
        expect(shown).toBeGreaterThanOrEqual(Math.min(defaultMinTile, a.areaWidth) - 1);
        if (layout.scrolls) expect(fits(a, (defaultMinTile + 1) / longer)).toBe(false);
        else expect(fits(a, (shown + 1) / longer / (1 - snapLoss))).toBe(false);
      }),
    );
  });
});

describe('layoutMosaic', () => {
  const anyFrame: fc.Arbitrary<MosaicFrame> = fc.record({
    count: fc.integer({ min: 1, max: 1024 }),
    mapWidth: fc.integer({ min: 1, max: 300 }),
    mapHeight: fc.integer({ min: 1, max: 300 }),
    frameWidth: fc.integer({ min: 40, max: 200 }),
    frameHeight: fc.integer({ min: 40, max: 160 }),
    gap: fc.integer({ min: 0, max: 3 }),
  });

  it('lays eight wide maps out as the filmstrip does', () => {
    const frame = { mapWidth: 449, mapHeight: 298, frameWidth: 120, frameHeight: 92, gap: 1 };
    expect(layoutMosaic({ ...frame, count: 8 })).toMatchObject({ columns: 3, rows: 3, shown: 8 });
    expect(layoutMosaic({ ...frame, count: 1 })).toMatchObject({ cellWidth: 120, left: 0 });
  });

  it('stays in the frame, and shows all maps or as many as can be made out', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const layout = layoutMosaic(frame);
        expect(layout.shown).toBeLessThanOrEqual(frame.count);
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(layout.shown);
        for (const index of [0, layout.shown - 1]) {
          const { left, top } = mosaicPosition(index, layout, frame.gap);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(left + layout.cellWidth).toBeLessThanOrEqual(frame.frameWidth);
          expect(top + layout.cellHeight).toBeLessThanOrEqual(frame.frameHeight);
        }
        expect(Math.max(layout.cellWidth, layout.cellHeight)).toBeGreaterThanOrEqual(8);
      }),
    );
  });
});
