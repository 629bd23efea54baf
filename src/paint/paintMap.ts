/**
 * Numbers to pixels on a canvas, one canvas pixel a value; enlarging is the style sheet's business
 * (`image-rendering: pixelated`). The canvas is given the picture's size where it has another.
 */
import { colourise, colouriseRgb, type RgbScales } from './colourise';
import type { ColourScale } from './scale';

/** The values at the two ends of the ramp. */
export type ColourEnds = Pick<ColourScale, 'low' | 'high'>;

export type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Paints one map. `values` are its rows, top first. With `upToCell` (the sweep) only that many cells
 * are painted in scan order; the others stay transparent.
 */
export function paintMap(
  context: PaintContext,
  values: Float32Array,
  width: number,
  height: number,
  scale: ColourEnds,
  lut: Uint32Array,
  upToCell = width * height,
): void {
  const picture = scratch(context, values.length, width, height);
  if (picture === null) return;
  colourise(values, picture.pixels, scale, lut, 0, upToCell);
  picture.pixels.fill(0, Math.max(0, upToCell));
  context.putImageData(picture.image, 0, 0);
}

/** Paints maps of one size below one another. `values`: one map's rows after the other's. */
export function paintBelow(
  context: PaintContext,
  values: Float32Array,
  width: number,
  height: number,
  maps: readonly { ends: ColourEnds; lut: Uint32Array }[],
): void {
  const picture = scratch(context, values.length, width, height * maps.length);
  if (picture === null) return;
  const cells = width * height;
  maps.forEach(({ ends, lut }, place) => {
    const [from, to] = [place * cells, (place + 1) * cells];
    colourise(values.subarray(from, to), picture.pixels.subarray(from, to), ends, lut, 0, cells);
  });
  context.putImageData(picture.image, 0, 0);
}

/**
 * Moves a sweep of a map that is already painted up to `fromCell` on to `toCell`, or back: only the
 * rows between the two are touched, so a moving playhead costs little.
 */
export function paintSweep(
  context: PaintContext,
  values: Float32Array,
  width: number,
  height: number,
  scale: ColourEnds,
  lut: Uint32Array,
  fromCell: number,
  toCell: number,
): void {
  const resized = context.canvas.width !== width || context.canvas.height !== height;
  const picture = scratch(context, values.length, width, height);
  if (picture === null) return;
  const cells = width * height;
  const first = resized ? 0 : Math.max(0, Math.floor(Math.min(fromCell, toCell) / width));
  const last = resized ? height : Math.ceil(Math.min(cells, Math.max(fromCell, toCell)) / width);
  if (last <= first) return;
  colourise(values, picture.pixels, scale, lut, first * width, toCell);
  picture.pixels.fill(0, Math.max(first * width, toCell), last * width);
  context.putImageData(picture.image, 0, 0, 0, first, width, last - first);
}

/** Paints three maps as the red, green and blue of one picture, by one scale or one each. */
export function paintRgb(
  context: PaintContext,
  maps: readonly [red: Float32Array, green: Float32Array, blue: Float32Array],
  width: number,
  height: number,
  scales: RgbScales,
  upToCell = width * height,
): void {
  const shortest = Math.min(maps[0].length, maps[1].length, maps[2].length);
  const picture = scratch(context, shortest, width, height);
  if (picture === null) return;
  colouriseRgb(maps, picture.pixels, scales, upToCell);
  picture.pixels.fill(0, Math.max(0, upToCell));
  context.putImageData(picture.image, 0, 0);
}

/** Paints 8-bit RGBA rows, such as the photo's. */
export function paintBytes(
  context: PaintContext,
  data: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): void {
  if (width < 1 || height < 1) return;
  fit(context, width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
}

let buffer = new ArrayBuffer(0);

/** Pixels to paint into, shared by all pictures: `putImageData` copies them at once. */
function scratch(
  context: PaintContext,
  available: number,
  width: number,
  height: number,
): { image: ImageData; pixels: Uint32Array } | null {
  const cells = width * height;
  if (cells < 1) return null;
  if (available < cells) {
    throw new RangeError(`a ${width} × ${height} map needs ${cells} values, not ${available}`);
  }
  fit(context, width, height);
  if (buffer.byteLength < cells * 4) buffer = new ArrayBuffer(cells * 4);
  return {
    image: new ImageData(new Uint8ClampedArray(buffer, 0, cells * 4), width, height),
    pixels: new Uint32Array(buffer, 0, cells),
  };
}

function fit({ canvas }: PaintContext, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
