/** The overview's camera, how closely it looks, what the pointer is on, and its keys. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chain } from '../../src/network/graph';
import { compose } from '../../src/network/compose';
import { modulesOf } from '../../src/network/modules';
import {
  between,
  bounded,
  fitted,
  fromView,
  panned,
  revealed,
  toView,
  zoomedAbout,
  type Camera,
} from '../../src/ui/overview/camera';
import { detailOf, hitAt, levelFor, mapsOfPart, seenPart } from '../../src/ui/overview/detail';
import { columnWidth } from '../../src/ui/overview/columns';
import { layoutOverview } from '../../src/ui/overview/layoutOverview';
import { mapAt, mapGrid, placeOfMap } from '../../src/ui/overview/mapGrid';
import { neighbourOf } from '../../src/ui/overview/neighbour';
import { overviewKey } from '../../src/ui/overview/overviewKey';

const view = { width: 1000, height: 600 };
const range = { least: 0.05, most: 20 };

const anyCamera: fc.Arbitrary<Camera> = fc.record({
  x: fc.double({ min: -3000, max: 3000, noNaN: true }),
  y: fc.double({ min: -3000, max: 3000, noNaN: true }),
  zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
});
const anyPoint = fc.record({
  x: fc.double({ min: 0, max: 1000, noNaN: true }),
  y: fc.double({ min: 0, max: 600, noNaN: true }),
});

describe('the camera', () => {
  test('leaves what is under the pointer where it is while it zooms', () => {
    fc.assert(
      fc.property(
        anyCamera,
        anyPoint,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (camera, at, factor) => {
          const place = fromView(camera, at);
          const zoomed = zoomedAbout(camera, at, factor, range);
          expect(zoomed.zoom).toBeGreaterThanOrEqual(range.least);
          expect(zoomed.zoom).toBeLessThanOrEqual(range.most);
          const after = toView(zoomed, place);
          expect(after.x).toBeCloseTo(at.x, 4);
          expect(after.y).toBeCloseTo(at.y, 4);
        },
      ),
    );
  });

  test('moves the picture with the drag', () => {
    const camera = { x: 10, y: 20, zoom: 2 };
    const place = fromView(camera, { x: 100, y: 100 });
    expect(toView(panned(camera, 30, -8), place)).toEqual({ x: 130, y: 92 });
  });

  test('fits a rectangle between the margins, in their middle', () => {
    const margins = { top: 80, right: 20, bottom: 20, left: 20 };
    const rectangle = { x: -50, y: -400, width: 100, height: 800 };
    const camera = fitted(rectangle, view, margins);
    expect(camera.zoom).toBeCloseTo(500 / 800, 9);
    expect(toView(camera, { x: 0, y: -400 })).toEqual({ x: 500, y: 80 });
  });

  test('never loses the whole out of view', () => {
    const all = { x: 0, y: -500, width: 4000, height: 1000 };
    fc.assert(
      fc.property(anyCamera, (camera) => {
        const kept = bounded(camera, all, view);
        const [start, end] = [toView(kept, all), toView(kept, { x: 4000, y: 500 })];
        expect(start.x).toBeLessThanOrEqual(920 + 1e-6);
        expect(end.x).toBeGreaterThanOrEqual(80 - 1e-6);
        expect(start.y).toBeLessThanOrEqual(520 + 1e-6);
        expect(end.y).toBeGreaterThanOrEqual(80 - 1e-6);
      }),
    );
  });

  test('moves no more than it must to bring something into view', () => {
    const margins = { top: 50, right: 50, bottom: 50, left: 50 };
    const camera = { x: 0, y: 0, zoom: 1 };
    const inside = { x: 100, y: 100, width: 50, height: 50 };
    expect(revealed(camera, inside, view, margins)).toEqual(camera);
    const beyond = { x: 1200, y: 100, width: 100, height: 50 };
    expect(revealed(camera, beyond, view, margins)).toEqual({ x: 350, y: 0, zoom: 1 });
    const before = { x: -10, y: 100, width: 100, height: 50 };
    expect(revealed(camera, before, view, margins)).toEqual({ x: -60, y: 0, zoom: 1 });
  });

  test('goes from one place to another without passing either', () => {
    fc.assert(
      fc.property(
        anyCamera,
        anyCamera,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, to, share) => {
          const now = between(from, to, share, view);
          const [least, most] = [Math.min(from.zoom, to.zoom), Math.max(from.zoom, to.zoom)];
          expect(now.zoom).toBeGreaterThanOrEqual(least * (1 - 1e-9));
          expect(now.zoom).toBeLessThanOrEqual(most * (1 + 1e-9));
          expect(between(from, to, 1, view)).toEqual(to);
          const start = between(from, to, 0, view);
          expect(start.x).toBeCloseTo(from.x, 3);
          expect(start.zoom).toBeCloseTo(from.zoom, 9);
        },
      ),
    );
  });
});

describe('a grid of maps', () => {
  const anyMaps = fc.record({
    count: fc.integer({ min: 1, max: 2048 }),
    width: fc.integer({ min: 1, max: 400 }),
    height: fc.integer({ min: 1, max: 400 }),
  });

  test('keeps within its width and height, and finds every map where it lies', () => {
    fc.assert(
      fc.property(anyMaps, fc.integer({ min: 100, max: 6000 }), (maps, height) => {
        const grid = mapGrid(maps, 100, height);
        expect(grid.pixelWidth * grid.unit).toBeLessThanOrEqual(100 + 1e-6);
        expect(grid.pixelHeight * grid.unit).toBeLessThanOrEqual(height + 1e-6);
        expect(grid.rows * grid.columns).toBeGreaterThanOrEqual(maps.count);
        expect(grid.pixelHeight).toBeLessThanOrEqual(8192);
        for (const map of [0, maps.count >> 1, maps.count - 1]) {
          const { x, y } = placeOfMap(grid, map);
          expect(mapAt(grid, x + 0.5, y + 0.5)).toBe(map);
        }
        expect(mapAt(grid, -1, 0)).toBeNull();
        expect(mapAt(grid, 0, grid.pixelHeight + 2)).toBeNull();
      }),
    );
  });

  test('has the largest maps: no other number of columns gives larger ones', () => {
    fc.assert(
      fc.property(anyMaps, fc.integer({ min: 100, max: 6000 }), (maps, height) => {
        const grid = mapGrid(maps, 100, height);
        for (let columns = 1; columns <= Math.min(maps.count, 64); columns++) {
          const rows = Math.ceil(maps.count / columns);
          const [across, down] = [
            columns * (grid.mapWidth + 1) - 1,
            rows * (grid.mapHeight + 1) - 1,
          ];
          if (down > 8192) continue;
          expect(Math.min(100 / across, height / down)).toBeLessThanOrEqual(grid.unit * (1 + 1e-9));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('magnifies maps of few values, so that the gaps between them stay thin', () => {
    expect(mapGrid({ count: 4, width: 1, height: 1 }, 100, 1000)).toMatchObject({
      mapWidth: 12,
      mapHeight: 12,
      magnified: 12,
    });
    expect(mapGrid({ count: 4, width: 400, height: 266 }, 100, 1000)).toMatchObject({
      mapWidth: 32,
      mapHeight: 21,
      magnified: 1,
    });
  });
});

describe('how closely', () => {
  const grid = mapGrid({ count: 64, width: 224, height: 224 }, 100, 2000);
  const mapWidth = grid.mapWidth * grid.unit;

  test('all as one from afar, all values nearer, with numbers close by', () => {
    const large = { width: 224, height: 224 };
    expect(detailOf(grid, large, 20 / mapWidth)).toBe('mosaic');
    expect(detailOf(grid, large, 60 / mapWidth)).toBe('full');
    expect(detailOf(grid, large, 120 / mapWidth)).toBe('labelled');
    // Where the small maps hold all values, there is nothing more to ask for.
    const tiny = mapGrid({ count: 64, width: 7, height: 7 }, 100, 2000);
    const width = tiny.mapWidth * tiny.unit;
    expect(detailOf(tiny, { width: 7, height: 7 }, 60 / width)).toBe('mosaic');
    expect(detailOf(tiny, { width: 7, height: 7 }, 120 / width)).toBe('labelled');
  });

  test('from the canvas between half and the whole of the size on screen', () => {
    expect([2, 1, 0.9, 0.5, 0.3, 0.25, 0.01].map((pixels) => levelFor(pixels, 5))).toEqual([
      0, 0, 0, 1, 1, 2, 4,
    ]);
  });
});

describe('what is where', () => {
  const network = chain([['input'], ['conv2d', { filters: 12 }], ['flatten']]);
  const shapes: Record<string, readonly number[]> = {
    input1: [60, 90, 3],
    conv2d1: [58, 88, 12],
    flatten1: [61_248],
  };
  const layout = layoutOverview(
    {
      nodes: network.nodes,
      modules: [],
      hidden: new Set(),
      shapeOf: (id) => shapes[id],
      isPhoto: (id) => id === 'input1',
    },
    800,
  );
  const conv = layout.byId.get('conv2d1')!;
  const grid = conv.content.type === 'maps' ? conv.content.grid : null;

  test('a map, a vector or the photo is under the pointer, or nothing', () => {
    fc.assert(
      fc.property(anyCamera, fc.nat(11), (camera, map) => {
        const { x, y } = placeOfMap(grid!, map);
        const middle = {
          x: conv.x + (x + grid!.mapWidth / 2) * grid!.unit,
          y: conv.y + (y + grid!.mapHeight / 2) * grid!.unit,
        };
        expect(hitAt(layout, camera, toView(camera, middle))).toEqual({ block: conv, map });
      }),
    );
    const camera = { x: 0, y: 0, zoom: 1 };
    const strip = layout.byId.get('flatten1')!;
    expect(hitAt(layout, camera, { x: strip.x + 1, y: 0 })).toEqual({ block: strip, map: null });
    expect(hitAt(layout, camera, { x: columnWidth + 10, y: 0 })).toBeNull();
  });

  test('of a grid only the maps in view are asked for', () => {
    const { x, y } = placeOfMap(grid!, 5);
    const camera = fitted(
      {
        x: conv.x + x * grid!.unit,
        y: conv.y + y * grid!.unit,
        width: grid!.mapWidth * grid!.unit,
        height: grid!.mapHeight * grid!.unit,
      },
      view,
      { top: 0, right: 0, bottom: 0, left: 0 },
    );
    const narrow = { width: view.width, height: view.height };
    const part = seenPart(conv, grid!, camera, narrow)!;
    expect(mapsOfPart(grid!, part)).toContain(5);
    expect(mapsOfPart(grid!, part).length).toBeLessThan(7);
    expect(seenPart(conv, grid!, { ...camera, x: camera.x + 5000 }, view)).toBeNull();
  });
});

describe('keys', () => {
  const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

  test('go, zoom, fit, fold and close; others are the page’s', () => {
    const typeOf = (key: string) => overviewKey({ ...plain, key })?.type;
    expect(['ArrowLeft', 'Home', '+', '=', '-'].map(typeOf).join(' ')).toBe('go go zoom zoom zoom');
    expect(['0', 'f', 'o', 'Escape'].map(typeOf).join(' ')).toBe('fit fold close close');
    expect(typeOf('x')).toBeUndefined();
    expect(overviewKey({ ...plain, key: 'ArrowLeft', shiftKey: true })).toBeNull();
    expect(overviewKey({ ...plain, key: '0', ctrlKey: true })).toBeNull();
  });

  test('arrows go along a branch to where it ends, and from lane to lane', () => {
    const network = compose([
      ['input'],
      ['relu'],
      { join: 'concatenate', branches: [[['relu']], [['relu'], ['relu']], [['relu']]] },
      ['relu'],
    ]);
    const layout = layoutOverview(
      {
        nodes: network.nodes,
        modules: modulesOf(network),
        hidden: new Set(),
        shapeOf: () => [8, 8, 3],
        isPhoto: () => false,
      },
      900,
    );
    const go = (id: string, ...directions: Parameters<typeof neighbourOf>[2][]) =>
      directions.reduce((at, direction) => neighbourOf(layout, at, direction)!, id);
    expect(go('relu1', 'right')).toBe('relu3');
    expect(go('relu3', 'right')).toBe('relu4');
    expect(go('relu3', 'up')).toBe('relu2');
    expect(go('relu3', 'down')).toBe('relu5');
    expect(go('relu2', 'right')).toBe('concatenate1');
    expect(go('relu2', 'up')).toBe('relu2');
    expect(go('concatenate1', 'left', 'left')).toBe('relu3');
    expect(go('relu5', 'left')).toBe('relu1');
    expect(go('relu5', 'first')).toBe('input1');
    expect(go('relu5', 'last')).toBe('relu6');
    expect(neighbourOf(layout, 'gone', 'left')).toBeUndefined();
  });
});
