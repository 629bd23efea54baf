/** Painting a frame's picture as far as the sweep has come: it is coloured once, then copied in parts. */
import type { PaintContext } from '../../paint/paintMap';
import { sweepAt, type CellRect } from '../../paint/sweep';

/** A part that is swept in scan order. Place and size in canvas pixels. */
export interface Region extends CellRect {
  readonly rows: number;
  readonly columns: number;
  /** The part of the whole sweep during which this region is painted. */
  readonly from: number;
  readonly to: number;
}

/** Paints the picture as far as the sweep has come, 0..1. */
export function reveal(
  context: PaintContext,
  image: OffscreenCanvas,
  regions: readonly Region[],
  fraction: number,
): void {
  const { canvas } = context;
  if (canvas.width !== image.width) canvas.width = image.width;
  if (canvas.height !== image.height) canvas.height = image.height;
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const region of regions) {
    for (const { left, top, width, height } of revealed(region, fraction)) {
      context.drawImage(image, left, top, width, height, left, top, width, height);
    }
  }
}

/** The rectangles of a region that a sweep has painted: whole rows, and the row it is in. */
export function revealed(region: Region, fraction: number): CellRect[] {
  const { left, top, width, height, rows, columns } = region;
  const own = Math.min(1, (fraction - region.from) / (region.to - region.from));
  const { cells } = sweepAt(own, rows, columns);
  const full = Math.floor(cells / columns);
  const edge = (row: number) => Math.round((row / rows) * height);
  const across = Math.round(((cells % columns) / columns) * width);
  const rects: CellRect[] = [];
  if (edge(full) > 0) rects.push({ left, top, width, height: edge(full) });
  const rest = edge(full + 1) - edge(full);
  if (full < rows && across > 0 && rest > 0) {
    rects.push({ left, top: top + edge(full), width: across, height: rest });
  }
  return rects;
}
