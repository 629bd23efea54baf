/**
 * The values of a small map, written over its picture in ink that reads on each cell's colour.
 * Nothing where the cells are too small for them. Lies over a positioned element of that size.
 */
import './cellValues.css';
import { memo, useMemo } from 'react';
import { cellTexts } from '../../paint/cellText';
import { colourise } from '../../paint/colourise';
import { inkOn } from '../../paint/inkOn';
import type { ColourScale } from '../../paint/scale';

interface CellValuesProps {
  /** `rows × columns` values in rows. */
  values: ArrayLike<number>;
  rows: number;
  columns: number;
  /** How the picture beneath is coloured. */
  scale: Pick<ColourScale, 'low' | 'high'>;
  lut: Uint32Array;
  /** Of the picture, in CSS pixels. */
  width: number;
  height: number;
  /** Cells that are painted, in scan order; all when absent. */
  upToCell?: number | undefined;
  /** Cells before this one are as they are painted, the others behind a shade. */
  shadedFrom?: number | undefined;
}

export function CellValues({ scale, ...props }: CellValuesProps) {
  // The scale is a new object each time; its ends are what counts.
  return <Values {...props} low={scale.low} high={scale.high} />;
}

const Values = memo(function Values(
  props: Omit<CellValuesProps, 'scale'> & { low: number; high: number },
) {
  const { values, rows, columns, low, high, lut, width, height } = props;
  const written = useMemo(
    () => cellTexts(values, width / columns, height / rows),
    [values, rows, columns, width, height],
  );
  const inks = useMemo(() => {
    if (!written) return [];
    const pixels = new Uint32Array(values.length);
    colourise(values, pixels, { low, high }, lut);
    return Array.from(pixels, inkOn);
  }, [written, values, low, high, lut]);
  if (!written) return null;
  return (
    <span
      className="cell-values"
      aria-hidden="true"
      style={{
        gridTemplate: `repeat(${rows}, 1fr) / repeat(${columns}, 1fr)`,
        fontSize: written.fontSize,
      }}
    >
      {written.texts.slice(0, props.upToCell ?? values.length).map((text, cell) => (
        <span
          key={cell}
          style={{ color: cell < (props.shadedFrom ?? Infinity) ? inks[cell] : undefined }}
        >
          {text}
        </span>
      ))}
    </span>
  );
});
