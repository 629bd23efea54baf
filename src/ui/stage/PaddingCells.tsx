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
  const sides = (row: number) =>
    row < top || row >= top + rows
      ? range(0, across)
      : [...range(0, left), ...range(across - right, across)];
  return (
    <span
      className="padding"
      aria-hidden="true"
      style={{ gridTemplate: `repeat(${down}, 1fr) / repeat(${across}, 1fr)`, fontSize }}
    >
      {range(0, down).flatMap((row) =>
        sides(row).map((column) => (
          <span
            key={`${row} ${column}`}
            className="padding__cell"
            style={{ gridArea: `${row + 1} / ${column + 1}` }}
          >
            {hasZeros && '0'}
          </span>
        )),
      )}
    </span>
  );
}

/** From one number to before another. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, step) => from + step);
}
