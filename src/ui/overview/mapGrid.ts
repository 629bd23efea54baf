/** A layer's maps as one column of pictures: the same grid in the overview's units and in pixels. */

/** Longest side of a small map, in cells; what the overview asks the engine for. */
export const smallSide = 32;
/** Canvases higher than this are drawn slowly, or not at all, by some graphics processors. */
const mostPixels = 8192;
/** Between two maps, in pixels of the mosaic; and of a map's longer side, so that gaps are thin. */
const gap = 1;
const leastPixels = 12;

export interface MapGrid {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** Of one map's small picture, in pixels of the mosaic. */
  readonly mapWidth: number;
  readonly mapHeight: number;
  /** Pixels of the mosaic that a value is wide and high; more than one where maps are tiny. */
  readonly magnified: number;
  readonly gap: number;
  /** Of the whole mosaic, in its pixels. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** The overview's units a pixel of the mosaic. */
  readonly unit: number;
}

/**
 * The grid of the largest maps that is no wider than `width` and no higher than `height`. Sides of
 * maps in cells; as the engine does, they are made small, never enlarged.
 */
export function mapGrid(
  maps: { count: number; width: number; height: number },
  width: number,
  height: number,
  side = smallSide,
): MapGrid {
  const ratio = Math.min(1, side / Math.max(maps.width, maps.height));
  const [across, down] = [maps.width, maps.height].map((length) =>
    Math.max(1, Math.round(length * ratio)),
  ) as [number, number];
  const magnified = Math.ceil(leastPixels / Math.max(across, down));
  const mapWidth = across * magnified;
  const mapHeight = down * magnified;
  const count = Math.max(1, maps.count);
  const gridOf = (columns: number): MapGrid => {
    const rows = Math.ceil(count / columns);
    const pixelWidth = columns * (mapWidth + gap) - gap;
    const pixelHeight = rows * (mapHeight + gap) - gap;
    const unit = Math.min(width / pixelWidth, height / pixelHeight);
    const size = { mapWidth, mapHeight, magnified, pixelWidth, pixelHeight };
    return { count, columns, rows, ...size, gap, unit };
  };
  let best = gridOf(1);
  for (let columns = 2; columns <= count; columns++) {
    const grid = gridOf(columns);
    if (grid.unit > best.unit || best.pixelHeight > mostPixels) best = grid;
    // From here on the width is what is short: every further column makes the maps smaller.
    if (grid.pixelHeight * width <= grid.pixelWidth * height && grid.pixelHeight <= mostPixels)
      break;
  }
  return best;
}

/** Where a map lies in the mosaic, in its pixels. */
export function placeOfMap(grid: MapGrid, map: number): { x: number; y: number } {
  return {
    x: (map % grid.columns) * (grid.mapWidth + grid.gap),
    y: Math.floor(map / grid.columns) * (grid.mapHeight + grid.gap),
  };
}

/** The map at a place of the mosaic, in its pixels; null beside them. A gap belongs to the map before. */
export function mapAt(grid: MapGrid, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= grid.pixelWidth + grid.gap || y >= grid.pixelHeight + grid.gap) {
    return null;
  }
  const column = Math.min(grid.columns - 1, Math.floor(x / (grid.mapWidth + grid.gap)));
  const map = Math.floor(y / (grid.mapHeight + grid.gap)) * grid.columns + column;
  return map < grid.count ? map : null;
}

/** Bytes of a mosaic with its halves, quarters and so on: a third more. */
export function mosaicBytes({ pixelWidth, pixelHeight }: MapGrid): number {
  return Math.ceil((pixelWidth * pixelHeight * 4 * 4) / 3);
}
