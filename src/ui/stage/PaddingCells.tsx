/** The padding around a small input: dashed cells, and the zeros that a weighted sum finds in them. */
import type { Padding } from '../../network/padding';

interface PaddingCellsProps {
  padding: Padding;
  /** Of the input, without the padding. */
  rows: number;
  columns: number;
  /** Pooling leaves the padding out: then there is nothing in it. */
  hasZeros: boolean;
  /** In CSS pixels. */
  fontSize: number;
}

export function PaddingCells({ padding, rows, columns, hasZeros, fontSize }: PaddingCellsProps) {
  const { top, right, bottom, left } = padding;
  const down = top + rows + bottom;
  const across = left + columns + right;
  const isPadding = (row: number, column: number) =>
    row < top || row >= top + rows || column < left || column >= left + columns;
  return (
    <span
      className="padding"
      aria-hidden="true"
      style={{ gridTemplate: `repeat(${down}, 1fr) / repeat(${across}, 1fr)`, fontSize }}
    >
      {Array.from({ length: down * across }, (_, cell) =>
        isPadding(Math.floor(cell / across), cell % across) ? (
          <span key={cell} className="padding__cell">
            {hasZeros && '0'}
          </span>
        ) : (
          <span key={cell} />
        ),
      )}
    </span>
  );
}
