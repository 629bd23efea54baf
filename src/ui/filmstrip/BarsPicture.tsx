/**
 * A short vector in a frame: its largest numbers as bars, largest first, each with its number or what
 * it stands for. The likeliest of classes is written out.
 */
import { useMemo } from 'react';
import { axisOf, largest, layoutBars } from '../../paint/bars';
import { formatShare } from '../../paint/formatNumber';
import { sweepAt } from '../../paint/sweep';
import { useTranslation } from '../words';

const rowHeight = 16;
/** Of the line that names the likeliest class; its share goes below where the name is long. */
const bestHeight = 30;
const lineHeight = 24;
const longName = 8;

interface BarsPictureProps {
  values: Float32Array;
  /** What each number stands for; null where it has no name. */
  names: readonly string[] | null;
  /** Whether they are a softmax's: shares of one. */
  areShares: boolean;
  /** 0..1: one number after the other is computed. */
  sweep: number;
  /** Of the frame, in CSS pixels where letters have their usual size. */
  height: number;
}

export function BarsPicture({ values, names, areShares, sweep, height }: BarsPictureProps) {
  const { t } = useTranslation();
  const hasBest = names !== null && areShares;
  const bestName = names?.[largest(values, 1)[0] ?? 0] ?? '';
  const forBest = bestHeight + (bestName.length > longName ? lineHeight : 0);
  const room = Math.max(0, height - 4 - (hasBest ? forBest : 0));
  const rows = Math.floor(room / rowHeight) + (hasBest ? 1 : 0);
  const { bars, baseline } = useMemo(
    () => layoutBars(values, 100, largest(values, rows), axisOf(values)),
    [values, rows],
  );
  const { cells } = sweepAt(sweep, 1, values.length);
  const [best, ...others] = bars;
  return (
    <span
      className="filmstrip__bars"
      aria-hidden="true"
      data-named={names?.some((name) => name.length > 1)}
    >
      {hasBest && best && best.index < cells && (
        <span className="filmstrip__best">
          <span>{names[best.index]}</span>
          <span>{t('verdict.share', { percent: formatShare(best.value) })}</span>
          <span className="filmstrip__best-bar" style={{ width: `${best.length}%` }} />
        </span>
      )}
      {(hasBest ? others : bars).map(({ index, start, length }, place) => (
        <span key={index} className="filmstrip__bar" data-first={place === 0 && !hasBest}>
          <span className="filmstrip__bar-number">{names?.[index] ?? index + 1}</span>
          <span className="filmstrip__bar-axis" style={{ '--baseline': `${baseline}%` }}>
            {index < cells && (
              <span
                className="filmstrip__bar-length"
                style={{ left: `${start}%`, width: `${length}%` }}
              />
            )}
          </span>
        </span>
      ))}
    </span>
  );
}
