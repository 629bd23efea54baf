/** How a filmstrip frame lays out a layer's maps in small. */

export interface MosaicFrame {
  /** Maps the layer has. */
  readonly count: number;
  readonly mapWidth: number;
  readonly mapHeight: number;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly gap: number;
  /** Least length of a cell's longer side; if not all fit at that, only the first are shown. */
  readonly minCell?: number;
}

export interface MosaicLayout {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Maps that are shown: all, or as many as can be made out. */
  readonly shown: number;
  /** Top left corner of the whole, which is centred in the frame. */
  readonly left: number;
  readonly top: number;
}

export const defaultMinCell = 8;

/** The largest cells, proportions kept, at which all maps fit into the frame. */
export function layoutMosaic(frame: MosaicFrame): MosaicLayout {
  const { mapWidth, mapHeight, frameWidth, frameHeight, gap } = frame;
  const leastZoom = Math.max(
    (frame.minCell ?? defaultMinCell) / Math.max(mapWidth, mapHeight),
    1 / Math.min(mapWidth, mapHeight),
  );
  const mostAcross = Math.max(1, Math.floor((frameWidth + gap) / (leastZoom * mapWidth + gap)));
  const mostDown = Math.max(1, Math.floor((frameHeight + gap) / (leastZoom * mapHeight + gap)));
  const shown = Math.min(Math.max(1, frame.count), mostAcross * mostDown);
  let best = { columns: 1, rows: shown, zoom: 0 };
  for (let columns = 1; columns <= shown; columns++) {
    const rows = Math.ceil(shown / columns);
    const zoom = Math.min(
      (frameWidth - gap * (columns - 1)) / columns / mapWidth,
      (frameHeight - gap * (rows - 1)) / rows / mapHeight,
    );
    if (zoom > best.zoom) best = { columns, rows, zoom };
  }
  const { columns, rows, zoom } = best;
  const cellWidth = Math.max(1, Math.floor(zoom * mapWidth + 1e-6));
  const cellHeight = Math.max(1, Math.floor(zoom * mapHeight + 1e-6));
  return {
    columns,
    rows,
    cellWidth,
    cellHeight,
    shown,
    left: Math.floor((frameWidth - columns * (cellWidth + gap) + gap) / 2),
    top: Math.floor((frameHeight - rows * (cellHeight + gap) + gap) / 2),
  };
}

/** Top left corner of a map within the frame. */
export function mosaicPosition(
  index: number,
  layout: MosaicLayout,
  gap: number,
): { left: number; top: number } {
  return {
    left: layout.left + (index % layout.columns) * (layout.cellWidth + gap),
    top: layout.top + Math.floor(index / layout.columns) * (layout.cellHeight + gap),
  };
}
