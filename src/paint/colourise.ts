/** The inner loops: values to pixels. They run for every value of every map on screen. */
import { notANumberPixel } from './colourMaps';
import { colouriseFast } from './colouriseFast';
import type { ColourScale } from './scale';

/** Values from which on they are worth handing over to WebAssembly. */
const worthwhile = 1024;

/** One scale for the three channels, or one each. */
export type RgbScales = ColourScale | readonly [ColourScale, ColourScale, ColourScale];

/**
 * Writes the pixel of each value into `pixels`, cells `fromCell` up to but not `toCell`. Values
 * beyond the scale, infinite ones too, get the colour of its end; NaN its own colour.
 */
export function colourise(
  values: ArrayLike<number>,
  pixels: Uint32Array,
  scale: Pick<ColourScale, 'low' | 'high'>,
  lut: Uint32Array,
  fromCell = 0,
  toCell = values.length,
): void {
  const last = lut.length - 1;
  const perUnit = last / (scale.high - scale.low);
  // Half a step is added so that cutting off the fraction rounds.
  const shift = 0.5 - scale.low * perUnit;
  const begin = Math.max(0, fromCell);
  const end = Math.min(toCell, values.length, pixels.length);
  if (
    end - begin >= worthwhile &&
    values instanceof Float32Array &&
    colouriseFast(values, pixels, { perUnit, shift }, lut, begin, end)
  ) {
    return;
  }
  for (let i = begin; i < end; i++) {
    const at = (values[i] as number) * perUnit + shift;
    if (at >= 0) pixels[i] = lut[at < last ? at | 0 : last] as number;
    else pixels[i] = at < 0 ? (lut[0] as number) : notANumberPixel;
  }
}

/** Writes three maps as red, green and blue: each channel 0 at its scale's low end, 255 at its high. */
export function colouriseRgb(
  [red, green, blue]: readonly [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>],
  pixels: Uint32Array,
  scales: RgbScales,
  toCell = pixels.length,
): void {
  const [forRed, forGreen, forBlue] =
    'low' in scales ? ([scales, scales, scales] as const) : scales;
  const redUnit = 255 / (forRed.high - forRed.low);
  const greenUnit = 255 / (forGreen.high - forGreen.low);
  const blueUnit = 255 / (forBlue.high - forBlue.low);
  const end = Math.min(toCell, pixels.length, red.length, green.length, blue.length);
  for (let i = 0; i < end; i++) {
    const r = byteOf(((red[i] as number) - forRed.low) * redUnit);
    const g = byteOf(((green[i] as number) - forGreen.low) * greenUnit);
    const b = byteOf(((blue[i] as number) - forBlue.low) * blueUnit);
    pixels[i] = r < 0 || g < 0 || b < 0 ? notANumberPixel : 0xff000000 | (b << 16) | (g << 8) | r;
  }
}

/** Rounded and clamped to 0..255; −1 for NaN. */
function byteOf(share: number): number {
  if (share >= 0) return share < 255 ? (share + 0.5) | 0 : 255;
  return share < 0 ? 0 : -1;
}
