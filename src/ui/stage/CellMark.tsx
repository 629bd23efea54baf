/** Marks a rectangle of cells on a picture that is stretched over its box. */
import type { CellRect } from '../../paint/sweep';
import type { Sweep } from './useSweep';

/** The output cell at work. */
export function CellMark({ sweep }: { sweep: Sweep }) {
  const { row: top, column: left, height, width } = sweep;
  return <RectMark rect={{ top, left, height: 1, width: 1 }} rows={height} columns={width} />;
}

interface RectMarkProps {
  rect: CellRect;
  rows: number;
  columns: number;
}

/** A rectangle in cells of a `rows × columns` picture; never drawn smaller than can be seen. */
export function RectMark({ rect, rows, columns }: RectMarkProps) {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <span
      className="mark"
      style={{
        top: percent(rect.top, rows),
        left: percent(rect.left, columns),
        height: percent(rect.height, rows),
        width: percent(rect.width, columns),
      }}
    />
  );
}
