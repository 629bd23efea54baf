/** A short vector in a frame: its largest numbers as bars, largest first, each with its number. */
import { useMemo } from 'react';
import { axisOf, largest, layoutBars } from '../../paint/bars';
import { sweepAt } from '../../paint/sweep';

const rowHeight = 16;

interface BarsPictureProps {
  values: Float32Array;
  /** What the first number is called: 1, or 0 where they stand for digits. */
  first: 0 | 1;
  /** 0..1: one number after the other is computed. */
  sweep: number;
  /** Of the frame, in CSS pixels. */
  height: number;
}

export function BarsPicture({ values, first, sweep, height }: BarsPictureProps) {
  const rows = Math.floor((height - 4) / rowHeight);
  const { bars, baseline } = useMemo(
    () => layoutBars(values, 100, largest(values, rows), axisOf(values)),
    [values, rows],
  );
  const { cells } = sweepAt(sweep, 1, values.length);
  return (
    <span className="filmstrip__bars" aria-hidden="true">
      {bars.map(({ index, start, length }, place) => (
        <span key={index} className="filmstrip__bar" data-first={place === 0}>
          <span className="filmstrip__bar-number">{index + first}</span>
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
