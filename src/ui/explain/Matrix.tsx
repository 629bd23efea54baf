/**
 * Numbers of a window as a picture with the figures on it: a patch, a kernel, their products. The
 * cell that is pointed at in one of them is marked in all that stand beside it.
 */
import { memo } from 'react';
import { colourise } from '../../paint/colourise';
import { formatFixed } from '../../paint/formatNumber';
import { inkOn } from '../../paint/inkOn';
import { cssOfPixel } from '../../paint/oklab';
import type { ColourEnds } from '../../paint/paintMap';

interface MatrixProps {
  /** What it is, for a screen reader. */
  label: string;
  /** `rows × columns` numbers. */
  values: ArrayLike<number>;
  rows: number;
  columns: number;
  scale: ColourEnds;
  lut: Uint32Array;
  decimals: number;
  /** For each cell 1 where it lies on the map; the others are padding. */
  inside?: ArrayLike<number>;
  /** Cells with a frame, such as the winner of a pool. */
  framed?: ReadonlySet<number>;
  pointed: number | null;
  onPoint: (cell: number | null) => void;
}

/** Windows up to this many columns have their figures written; larger ones are pictures. */
const figuresUpTo = 5;

export const Matrix = memo(function Matrix(props: MatrixProps) {
  const { label, values, rows, columns, scale, lut, decimals, inside, framed } = props;
  const { pointed, onPoint } = props;
  const colours = new Uint32Array(rows * columns);
  colourise(values, colours, scale, lut);
  const hasFigures = columns <= figuresUpTo && rows <= 2 * figuresUpTo;
  return (
    <table
      className="window"
      aria-label={label}
      data-figures={hasFigures}
      onPointerLeave={() => onPoint(null)}
    >
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: columns }, (_, column) => {
              const cell = row * columns + column;
              const isPadding = inside !== undefined && inside[cell] !== 1;
              const pixel = colours[cell] ?? 0;
              const text = formatFixed(values[cell] ?? NaN, decimals);
              return (
                <td
                  key={column}
                  data-padding={isPadding}
                  data-framed={framed?.has(cell)}
                  data-pointed={pointed === cell}
                  title={hasFigures ? undefined : text}
                  style={
                    isPadding ? undefined : { background: cssOfPixel(pixel), color: inkOn(pixel) }
                  }
                  onPointerEnter={() => onPoint(cell)}
                >
                  {hasFigures ? text : <span className="visually-hidden">{text}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
