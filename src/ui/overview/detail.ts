/** How closely a layer is looked at, and which of its maps are in view. */
import { fromView, seenBy, type Camera, type Point, type ViewSize } from './camera';
import type { Block, OverviewLayout } from './layoutOverview';
import { mapAt, type MapGrid } from './mapGrid';

/**
 * - `mosaic`: all maps as one picture, from the small ones;
 * - `full`: each map in view from all of its values;
 * - `labelled`: these with their number and range.
 */
export type Detail = 'mosaic' | 'full' | 'labelled';

/** Widths of a map on screen, in CSS pixels, from which on there is more to show. */
const fullWidth = 48;
const labelledWidth = 104;

/** `map` is the size of the layer's maps in cells. */
export function detailOf(
  grid: MapGrid,
  map: { width: number; height: number },
  zoom: number,
): Detail {
  const width = grid.mapWidth * grid.unit * zoom;
  if (width >= labelledWidth) return 'labelled';
  const hasMore = map.width * grid.magnified > grid.mapWidth;
  return hasMore && width >= fullWidth ? 'full' : 'mosaic';
}

/** Of a mosaic's halves, the one that is drawn at between half its size and its size; 0 is whole. */
export function levelFor(pixelsAPixel: number, levels: number): number {
  if (pixelsAPixel >= 1) return 0;
  return Math.min(levels - 1, Math.max(0, Math.floor(Math.log2(1 / pixelsAPixel))));
}

/** Rows and columns of a grid, the ends left out. */
export interface GridPart {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

/** The part of a layer's grid that is in view; null where none is. */
export function seenPart(
  block: Block,
  grid: MapGrid,
  camera: Camera,
  view: ViewSize,
): GridPart | null {
  const seen = seenBy(camera, view);
  const across = (grid.mapWidth + grid.gap) * grid.unit;
  const down = (grid.mapHeight + grid.gap) * grid.unit;
  const part = {
    firstRow: Math.max(0, Math.floor((seen.y - block.y) / down)),
    endRow: Math.min(grid.rows, Math.ceil((seen.y + seen.height - block.y) / down)),
    firstColumn: Math.max(0, Math.floor((seen.x - block.x) / across)),
    endColumn: Math.min(grid.columns, Math.ceil((seen.x + seen.width - block.x) / across)),
  };
  return part.firstRow < part.endRow && part.firstColumn < part.endColumn ? part : null;
}

/** The maps of a part of a grid, in order. */
export function mapsOfPart(grid: MapGrid, part: GridPart): number[] {
  const maps: number[] = [];
  for (let row = part.firstRow; row < part.endRow; row++) {
    for (let column = part.firstColumn; column < part.endColumn; column++) {
      const map = row * grid.columns + column;
      if (map < grid.count) maps.push(map);
    }
  }
  return maps;
}

/** What is at a place of the view: a layer, and of a layer with maps the map; null beside them. */
export function hitAt(
  layout: OverviewLayout,
  camera: Camera,
  at: Point,
): { block: Block; map: number | null } | null {
  const { x, y } = fromView(camera, at);
  const block = layout.blocks.find(
    (each) => x >= each.x && y >= each.y && x < each.x + each.width && y < each.y + each.height,
  );
  if (!block) return null;
  if (block.content.type !== 'maps') return { block, map: null };
  const { grid } = block.content;
  return { block, map: mapAt(grid, (x - block.x) / grid.unit, (y - block.y) / grid.unit) };
}
