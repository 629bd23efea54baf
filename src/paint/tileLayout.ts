/** How the stage lays out its maps: as large as they can be, so that they fill the area. */

export interface TileArea {
  readonly count: number;
  /** Size of a map in cells; only its proportions matter, but for snapping to whole pixels a cell. */
  readonly mapWidth: number;
  readonly mapHeight: number;
  readonly areaWidth: number;
  readonly areaHeight: number;
  /** Space between tiles, both ways. */
  readonly gap: number;
  /** Height of the words under each tile. */
  readonly captionHeight: number;
  /** Least length of a tile's longer side; if not all fit at that, the area scrolls. */
  readonly minTile?: number;
}

export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  /** Size of a picture, without its caption, in whole pixels. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Size of all tiles with their captions and gaps. */
  readonly width: number;
  readonly height: number;
  /** Whether that is higher than the area. */
  readonly scrolls: boolean;
}

export const defaultMinTile = 88;

/** Of a tile's size, the most given up so that every cell is a whole number of pixels. */
export const snapLoss = 0.04;

/**
 * The largest tiles, proportions kept, that all fit; where they would be smaller than `minTile`,
 * as many columns as fit at that size, widened to fill the width, and the area scrolls.
 */
export function layoutTiles(area: TileArea): TileLayout {
  const { mapWidth, mapHeight, minTile = defaultMinTile } = area;
  const count = Math.max(1, area.count);
  let columns = 1;
  let zoom = 0;
  for (let rows = 1; rows <= count; rows = nextRows(rows, count)) {
    const candidate = Math.ceil(count / rows);
    const fitting = Math.min(zoomForColumns(area, candidate), zoomForRows(area, rows));
    if (fitting > zoom) {
      zoom = fitting;
      columns = candidate;
    }
  }
  const leastZoom = Math.max(
    minTile / Math.max(mapWidth, mapHeight),
    1 / Math.min(mapWidth, mapHeight),
  );
  if (zoom < leastZoom) {
    const leastWidth = leastZoom * mapWidth;
    const across = Math.floor((area.areaWidth + area.gap) / (leastWidth + area.gap));
    columns = Math.min(count, Math.max(1, across));
    zoom = zoomForColumns(area, columns);
    // A lone column of few maps must not grow beyond what it needs to be seen.
    if (columns === count) zoom = Math.min(zoom, leastZoom);
  }
  return measured(area, count, columns, snapped(zoom, leastZoom));
}

/** Top left corner of a tile within the layout. */
export function tilePosition(
  index: number,
  layout: TileLayout,
  gap: number,
  captionHeight: number,
): { left: number; top: number } {
  return {
    left: (index % layout.columns) * (layout.tileWidth + gap),
    top: Math.floor(index / layout.columns) * (layout.tileHeight + captionHeight + gap),
  };
}

/** The next number of rows that needs fewer columns, so that no emptier grid is tried. */
function nextRows(rows: number, count: number): number {
  const columns = Math.ceil(count / rows);
  return columns === 1 ? count + 1 : Math.ceil(count / (columns - 1));
}

function zoomForColumns({ areaWidth, gap, mapWidth }: TileArea, columns: number): number {
  return (areaWidth - gap * (columns - 1)) / columns / mapWidth;
}

function zoomForRows({ areaHeight, gap, captionHeight, mapHeight }: TileArea, rows: number) {
  return ((areaHeight - gap * (rows - 1)) / rows - captionHeight) / mapHeight;
}

/** Whole pixels a cell where that costs little and leaves the tile large enough. */
function snapped(zoom: number, leastZoom: number): number {
  const whole = Math.floor(zoom + 1e-9);
  return whole >= Math.max(1, leastZoom) && zoom - whole <= zoom * snapLoss ? whole : zoom;
}

function measured(area: TileArea, count: number, columns: number, zoom: number): TileLayout {
  const rows = Math.ceil(count / columns);
  const tileWidth = Math.max(1, Math.floor(zoom * area.mapWidth + 1e-6));
  const tileHeight = Math.max(1, Math.floor(zoom * area.mapHeight + 1e-6));
  const width = columns * tileWidth + (columns - 1) * area.gap;
  const height = rows * (tileHeight + area.captionHeight) + (rows - 1) * area.gap;
  return {
    columns,
    rows,
    tileWidth,
    tileHeight,
    width,
    height,
    scrolls: height > area.areaHeight,
  };
}
