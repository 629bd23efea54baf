/** The legend: the colour ramp and the numbers under it. */
import { formatNumber } from './formatNumber';
import type { PaintContext } from './paintMap';
import type { ColourScale } from './scale';

export interface LegendTick {
  readonly value: number;
  /** Where along the ramp, 0 at its low end, 1 at its high end. */
  readonly position: number;
  /** The figure; with ≤ or ≥ at an end that stands for all values beyond it too. */
  readonly label: string;
}

/** Share of the ramp within which a tick would touch the figure of an end. */
const tooClose = 0.12;

/** Ticks at the ends, at zero where it lies inside, and else at a round value in the middle. */
export function legendTicks(scale: ColourScale, digits = 3): LegendTick[] {
  const { low, high } = scale;
  const lowLabel = formatNumber(low, digits);
  const highLabel = formatNumber(high, digits);
  const ticks = [
    { value: low, position: 0, label: scale.clippedLow ? `≤ ${lowLabel}` : lowLabel },
    { value: high, position: 1, label: scale.clippedHigh ? `≥ ${highLabel}` : highLabel },
  ];
  const inside = low < 0 && high > 0 ? 0 : roundMiddle(low, high);
  const position = (inside - low) / (high - low);
  if (position > tooClose && position < 1 - tooClose) {
    ticks.splice(1, 0, { value: inside, position, label: formatNumber(inside, digits) });
  }
  return ticks;
}

/** Where a value stands on the ramp, 0..1; null for what is no number. For a marker at a cell's value. */
export function positionOnScale(
  value: number,
  { low, high }: Pick<ColourScale, 'low' | 'high'>,
): number | null {
  if (Number.isNaN(value)) return null;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Fills a canvas with the ramp, low at the left (or, `upright`, at the bottom). */
export function paintRamp(
  context: PaintContext,
  width: number,
  height: number,
  lut: Uint32Array,
  upright = false,
): void {
  if (width < 1 || height < 1) return;
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  rampInto(new Uint32Array(image.data.buffer), width, height, lut, upright);
  context.putImageData(image, 0, 0);
}

/** The pixels of `paintRamp`. */
export function rampInto(
  pixels: Uint32Array,
  width: number,
  height: number,
  lut: Uint32Array,
  upright: boolean,
): void {
  const length = upright ? height : width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const step = upright ? height - 1 - y : x;
      const at = Math.round((step / Math.max(1, length - 1)) * (lut.length - 1));
      pixels[y * width + x] = lut[at] ?? 0;
    }
  }
}

/** The roundest value near the middle: 1, 2 or 5 times a power of ten, or a multiple of one. */
function roundMiddle(low: number, high: number): number {
  const half = (high - low) / 2;
  const power = 10 ** Math.floor(Math.log10(half));
  const step = [5, 2, 1].map((factor) => factor * power).find((size) => size <= half) ?? power;
  const middle = Math.round((low + high) / 2 / step);
  // Divided by whole numbers where the step is below one: 3 × 0.1 is not 0.3.
  return step < 1 ? middle / Math.round(1 / step) : middle * step;
}
