/** A map's histogram: the bars' geometry, and their painting in the colours of the scale. */
import { notANumberPixel } from './colourMaps';
import { colourise } from './colourise';
import { cssOfPixel } from './oklab';
import type { PaintContext } from './paintMap';
import type { ColourScale } from './scale';

/** How counts become heights. A root keeps rare values in sight beside a tall bar of zeros. */
export type CountScale = 'linear' | 'squareRoot';

export interface HistogramBar {
  readonly left: number;
  readonly width: number;
  /** Height above the base line, in pixels. */
  readonly height: number;
  readonly count: number;
  /** The values the bar counts: from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
}

export interface HistogramLayout {
  readonly bars: readonly HistogramBar[];
  readonly countScale: CountScale;
  /** The largest count: that of a bar as high as the area. */
  readonly peak: number;
  /** Where zero is, in pixels from the left; null where the map has no values on both sides. */
  readonly zeroAt: number | null;
}

export interface HistogramArea {
  /** One count a bin of equal width, from the minimum to the maximum. */
  readonly counts: ArrayLike<number>;
  readonly minimum: number;
  readonly maximum: number;
  readonly width: number;
  readonly height: number;
  readonly countScale?: CountScale;
}

/** Bars that fill the width without gaps, their edges on whole pixels; any count above 0 is seen. */
export function layoutHistogram(area: HistogramArea): HistogramLayout {
  const { counts, minimum, maximum, width, height, countScale = 'squareRoot' } = area;
  const bins = counts.length;
  const span = maximum - minimum;
  let peak = 0;
  for (let i = 0; i < bins; i++) peak = Math.max(peak, counts[i] ?? 0);
  const bars = Array.from({ length: bins }, (_, i): HistogramBar => {
    const count = counts[i] ?? 0;
    const share = peak === 0 ? 0 : count / peak;
    const tall = height * (countScale === 'linear' ? share : Math.sqrt(share));
    const left = Math.round((i * width) / bins);
    return {
      left,
      width: Math.round(((i + 1) * width) / bins) - left,
      height: count === 0 ? 0 : Math.min(height, Math.max(1, Math.round(tall))),
      count,
      from: minimum + (span * i) / bins,
      to: minimum + (span * (i + 1)) / bins,
    };
  });
  const zeroAt = minimum < 0 && maximum > 0 ? (-minimum / span) * width : null;
  return { bars, countScale, peak, zeroAt };
}

/** The bar under a place, or null beside the histogram. */
export function barAt(layout: HistogramLayout, x: number): HistogramBar | null {
  return layout.bars.find((bar) => x >= bar.left && x < bar.left + bar.width) ?? null;
}

/**
 * Paints the bars on a canvas of `width × height` units, each in its values' colour. `ink` draws
 * their outline, without which bars near zero, having the background's colour, could not be seen.
 */
export function paintHistogram(
  context: PaintContext,
  layout: HistogramLayout,
  height: number,
  scale: Pick<ColourScale, 'low' | 'high'>,
  lut: Uint32Array,
  ink: string,
): void {
  const middles = layout.bars.map((bar) => (bar.from + bar.to) / 2);
  const pixels = new Uint32Array(middles.length);
  colourise(middles, pixels, scale, lut);
  const last = layout.bars.at(-1);
  context.clearRect(0, 0, last === undefined ? 0 : last.left + last.width, height);
  layout.bars.forEach((bar, i) => {
    if (bar.height === 0) return;
    context.fillStyle = cssOfPixel(pixels[i] ?? notANumberPixel);
    context.fillRect(bar.left, height - bar.height, bar.width, bar.height);
    context.fillStyle = ink;
    context.fillRect(bar.left, height - bar.height, bar.width, 1);
  });
}
