/** All kernels of a layer as one picture: their planes, the sheet's layout, its painting. */
import type { WeightValues } from '../../engine/protocol';
import type { PaintContext } from '../../paint/paintMap';

/**
 * Which numbers of a kernel are drawn: those of one input channel, the mean over all, or those for a
 * photo's red, green and blue as one colour.
 */
export type KernelChannel = number | 'mean' | 'colour';

/** One plane a filter, each `rows × columns` in rows. */
export interface KernelPlanes {
  rows: number;
  columns: number;
  channels: number;
  filters: number;
  planeOf(filter: number): Float32Array;
}

/** Planes of a kernel tensor `[rows, columns, channels, filters]`. */
export function kernelPlanes(kernel: WeightValues, channel: number | 'mean'): KernelPlanes {
  const [rows = 1, columns = 1, channels = 1, filters = 1] = kernel.shape;
  const cells = rows * columns;
  const planes = new Float32Array(filters * cells);
  const wanted = channel === 'mean' ? 0 : Math.min(channel, channels - 1);
  const end = channel === 'mean' ? channels : wanted + 1;
  for (let cell = 0; cell < cells; cell++) {
    for (let from = wanted; from < end; from++) {
      const start = (cell * channels + from) * filters;
      for (let filter = 0; filter < filters; filter++) {
        const at = filter * cells + cell;
        planes[at] = planes[at]! + kernel.values[start + filter]! / (end - wanted);
      }
    }
  }
  return {
    rows,
    columns,
    channels,
    filters,
    planeOf: (filter) => planes.subarray(filter * cells, (filter + 1) * cells),
  };
}

/** As far below zero as above it: the largest weight of a plane. */
export function scaleOfPlane(plane: Float32Array): { low: number; high: number } {
  const reach = plane.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  return { low: -reach, high: reach };
}

/** A grid of square tiles; lengths in CSS pixels. */
export interface SheetLayout {
  perRow: number;
  tile: number;
  gap: number;
  height: number;
}

const leastTile = 28;
const leastGap = 4;

/** As many tiles a row as the width holds; few kernels get larger ones. */
export function layoutSheet(width: number, filters: number): SheetLayout {
  const most = Math.max(1, Math.floor((width + leastGap) / (leastTile + leastGap)));
  const perRow = Math.min(most, Math.max(6, filters));
  const tile = Math.floor((width - (perRow - 1) * leastGap) / perRow);
  // What the whole pixels of the tiles leave over goes between them.
  const gap = (width - perRow * tile) / Math.max(1, perRow - 1);
  const rows = Math.ceil(filters / perRow);
  return { perRow, tile, gap, height: rows * (tile + gap) - gap };
}

/** Paints every kernel into its tile, each weight a square of whole screen pixels. */
export function paintSheet(
  context: PaintContext,
  width: number,
  height: number,
  kernels: Pick<KernelPlanes, 'rows' | 'columns' | 'filters'>,
  layout: SheetLayout,
  coloursOf: (filter: number, pixels: Uint32Array) => void,
  pixelRatio: number,
): void {
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = new Uint32Array(kernels.rows * kernels.columns);
  const tile = Math.floor(layout.tile * pixelRatio);
  const side = Math.max(1, Math.floor(tile / Math.max(kernels.rows, kernels.columns)));
  const insetX = Math.floor((tile - side * kernels.columns) / 2);
  const insetY = Math.floor((tile - side * kernels.rows) / 2);
  const step = (layout.tile + layout.gap) * pixelRatio;
  for (let filter = 0; filter < kernels.filters; filter++) {
    coloursOf(filter, colours);
    const left = Math.round((filter % layout.perRow) * step) + insetX;
    const top = Math.round(Math.floor(filter / layout.perRow) * step) + insetY;
    for (let y = 0; y < side * kernels.rows && top + y < height; y++) {
      const from = Math.floor(y / side) * kernels.columns;
      for (let column = 0; column < kernels.columns; column++) {
        const at = (top + y) * width + left + column * side;
        pixels.fill(colours[from + column]!, at, at + side);
      }
    }
  }
  context.putImageData(image, 0, 0);
}
