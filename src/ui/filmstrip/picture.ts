/**
 * What a frame shows: a layer's maps in small, a long vector broken into lines, the photo. Each is
 * painted whole; the regions that come back tell in which order a sweep uncovers it.
 */
import { layoutMosaic, mosaicPosition } from '../../paint/mosaicLayout';
import { paintBelow, type ColourEnds, type PaintContext } from '../../paint/paintMap';
import type { PlanarMaps } from '../../engine/protocol';
import type { Colours } from '../colours';
import type { Region } from './reveal';

export interface PictureSize {
  /** In canvas pixels. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

/** The maps beside and below one another, each swept at the same time as the others. */
export function paintMosaic(
  context: PaintContext,
  maps: PlanarMaps,
  colours: Colours,
  size: PictureSize,
): Region[] {
  const { width: columns, height: rows } = maps;
  const layout = layoutMosaic({
    count: maps.channels.length,
    mapWidth: columns,
    mapHeight: rows,
    frameWidth: size.width,
    frameHeight: size.height,
    gap: size.gap,
  });
  const regions = maps.channels.slice(0, layout.shown).map((_, index) => ({
    ...mosaicPosition(index, layout, size.gap),
    width: layout.cellWidth,
    height: layout.cellHeight,
    rows,
    columns,
    from: 0,
    to: 1,
  }));
  paintRegions(
    context,
    size,
    regions,
    maps.values,
    (index) => colours.scaleOf(maps.channels[index] ?? 0),
    colours.lut,
  );
  return regions;
}

/** A long vector as lines of text are: each cell the mean of a run of numbers, swept line by line. */
export function paintLines(
  context: PaintContext,
  values: Float32Array,
  colours: Colours,
  size: PictureSize,
): Region[] {
  const cell = size.gap;
  const line = 3 * cell;
  const columns = Math.max(1, Math.floor(size.width / cell));
  const mostLines = Math.max(1, Math.floor((size.height + cell) / (line + cell)) - 1);
  const lines = Math.min(mostLines, Math.ceil(values.length / columns));
  const top = Math.floor((size.height - lines * (line + cell) + cell) / 2);
  const regions = Array.from({ length: lines }, (_, index) => ({
    left: Math.floor((size.width - columns * cell) / 2),
    top: top + index * (line + cell),
    width: columns * cell,
    height: line,
    rows: 1,
    columns,
    from: index / lines,
    to: (index + 1) / lines,
  }));
  const ends = colours.scaleOf(0);
  const means = meansOfRuns(values, lines * columns);
  paintRegions(context, size, regions, means, () => ends, colours.lut);
  return regions;
}

/** A photo, as large as the frame takes it. */
export function paintPhoto(context: PaintContext, photo: ImageData, size: PictureSize): Region[] {
  const zoom = Math.min(size.width / photo.width, size.height / photo.height);
  const width = Math.max(1, Math.round(photo.width * zoom));
  const height = Math.max(1, Math.round(photo.height * zoom));
  const left = Math.floor((size.width - width) / 2);
  const top = Math.floor((size.height - height) / 2);
  const full = new OffscreenCanvas(photo.width, photo.height);
  full.getContext('2d')?.putImageData(photo, 0, 0);
  begin(context, size);
  context.drawImage(full, left, top, width, height);
  const whole = { rows: photo.height, columns: photo.width, from: 0, to: 1 };
  return [{ left, top, width, height, ...whole }];
}

/** Means of `count` runs of equal length, as nearly as can be. */
export function meansOfRuns(values: Float32Array, count: number): Float32Array {
  const start = (run: number) => Math.floor((run * values.length) / count);
  return Float32Array.from({ length: count }, (_, run) => {
    const end = Math.max(start(run) + 1, start(run + 1));
    let sum = 0;
    for (let i = start(run); i < end; i++) sum += values[i] ?? 0;
    return sum / (end - start(run));
  });
}

let scratch: OffscreenCanvas | undefined;

/** The regions' values, all of one size, are coloured below one another first: one picture, not many. */
function paintRegions(
  context: PaintContext,
  size: PictureSize,
  regions: readonly Region[],
  values: Float32Array,
  endsOf: (index: number) => ColourEnds,
  lut: Uint32Array,
): void {
  begin(context, size);
  const [first] = regions;
  scratch ??= new OffscreenCanvas(1, 1);
  const small = scratch.getContext('2d', { willReadFrequently: true });
  if (!small || !first) return;
  const { rows, columns } = first;
  const maps = regions.map((_, index) => ({ ends: endsOf(index), lut }));
  paintBelow(small, values, columns, rows, maps);
  regions.forEach(({ left, top, width, height }, index) => {
    // What is enlarged stays crisp; what is made smaller is averaged.
    context.imageSmoothingEnabled = width < columns || height < rows;
    context.drawImage(small.canvas, 0, index * rows, columns, rows, left, top, width, height);
  });
}

function begin(context: PaintContext, { width, height }: PictureSize): void {
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
}
