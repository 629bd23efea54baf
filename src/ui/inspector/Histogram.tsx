/** A map's histogram, each bar in its values' colour, with the values named below. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from '../words';
import { formatNumber } from '../../paint/formatNumber';
import {
  barAt,
  layoutHistogram,
  paintHistogram,
  type HistogramBar,
  type HistogramLayout,
} from '../../paint/histogram';
import type { PaintContext } from '../../paint/paintMap';
import type { ColourScale } from '../../paint/scale';
import type { Theme as DrawnTheme } from '../../paint/colourMaps';
import { useDrawnTheme } from '../theme';
import { formatCount } from './formatCount';
import { PaintedCanvas } from './PaintedCanvas';
import { TickRow } from './TickRow';

interface HistogramProps {
  /** One count a bin of equal width, from the minimum to the maximum. */
  counts: Uint32Array;
  minimum: number;
  maximum: number;
  scale: ColourScale;
  lut: Uint32Array;
}

const height = 64;
/** Share of the axis within which a tick would touch the figure of an end. */
const tooClose = 0.2;

export function Histogram({ counts, minimum, maximum, scale, lut }: HistogramProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<HistogramBar | null>(null);
  const theme = useDrawnTheme();
  const { low, high } = scale;
  const paint = useCallback(
    (context: PaintContext, wide: number, tall: number) => {
      const layout = layoutHistogram({ counts, minimum, maximum, width: wide, height: tall });
      const ink = inkOf(context, theme);
      paintHistogram(context, layout, tall, { low, high }, lut, ink);
      paintSides(context, layout, tall, ink);
      if (layout.zeroAt === null) return;
      context.globalAlpha = 0.5;
      context.fillRect(Math.round(layout.zeroAt), 0, 1, tall);
      context.globalAlpha = 1;
    },
    [counts, minimum, maximum, low, high, lut, theme],
  );
  const ticks = useMemo(() => {
    const zero = -minimum / (maximum - minimum);
    return [
      { position: 0, label: formatNumber(minimum, 3) },
      ...(zero > tooClose && zero < 1 - tooClose ? [{ position: zero, label: '0' }] : []),
      { position: 1, label: formatNumber(maximum, 3) },
    ];
  }, [minimum, maximum]);
  return (
    <figure
      className="selected-map__histogram"
      aria-label={t('inspector.histogram')}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const layout = layoutHistogram({ counts, minimum, maximum, width: box.width, height });
        setPointed(barAt(layout, event.clientX - box.left));
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <PaintedCanvas height={height} paint={paint} />
      {pointed ? (
        <p className="selected-map__pointed">
          {t('inspector.bar', {
            from: formatNumber(pointed.from, 3),
            to: formatNumber(pointed.to, 3),
            number: formatCount(pointed.count),
          })}
        </p>
      ) : (
        <TickRow ticks={ticks} />
      )}
    </figure>
  );
}

/** Upright lines from bar to bar: with the bars' tops they are the whole outline. */
function paintSides(
  context: PaintContext,
  layout: HistogramLayout,
  tall: number,
  ink: string,
): void {
  context.fillStyle = ink;
  let before = 0;
  for (const bar of [...layout.bars, null]) {
    const height = bar?.height ?? 0;
    const left = bar?.left ?? context.canvas.width - 1;
    context.fillRect(left, tall - Math.max(height, before), 1, Math.abs(height - before));
    before = height;
  }
}

const inks = new Map<DrawnTheme, string>();

/** The colour that the style sheet gives the canvas's text; asking it takes its time. */
function inkOf({ canvas }: PaintContext, theme: DrawnTheme): string {
  let ink = inks.get(theme);
  if (ink === undefined) {
    ink = canvas instanceof HTMLCanvasElement ? getComputedStyle(canvas).color : '#888';
    inks.set(theme, ink);
  }
  return ink;
}
