/** The values of the part of an enlarged map that is in sight, once its cells have room for them. */
import { useMemo } from 'react';
import type { ColourScale } from '../../paint/scale';
import { visiblePart } from '../../paint/visiblePart';
import { CellValues } from './CellValues';
import type { Size } from './useSize';

interface VisibleValuesProps {
  /** `rows × columns` values in rows. */
  values: Float32Array;
  rows: number;
  columns: number;
  scale: Pick<ColourScale, 'low' | 'high'>;
  lut: Uint32Array;
  /** Side of a cell, and where the map's corner lies in the area; in CSS pixels. */
  cell: number;
  left: number;
  top: number;
  area: Size;
  upToCell?: number | undefined;
}

export function VisibleValues(props: VisibleValuesProps) {
  const { values, rows, columns, scale, lut, cell, left, top, area, upToCell } = props;
  const across = visiblePart(columns, cell, left, area.width);
  const down = visiblePart(rows, cell, top, area.height);
  const part = useMemo(
    () => partOf(values, columns, down.first, down.count, across.first, across.count),
    [values, columns, down.first, down.count, across.first, across.count],
  );
  if (part.length === 0) return null;
  const width = across.count * cell;
  const height = down.count * cell;
  const corner = `translate(${left + across.first * cell}px, ${top + down.first * cell}px)`;
  return (
    <div className="enlarged__values" style={{ width, height, transform: corner }}>
      <CellValues
        {...{ scale, lut, width, height }}
        values={part}
        rows={down.count}
        columns={across.count}
        upToCell={upToCell === undefined ? undefined : sweptIn(upToCell, columns, down, across)}
      />
    </div>
  );
}

/** What a sweep of the whole map has painted of a part is the part's own beginning. */
function sweptIn(
  cells: number,
  columns: number,
  down: { first: number; count: number },
  across: { first: number; count: number },
): number {
  const row = Math.floor(cells / columns) - down.first;
  const inRow = Math.min(across.count, Math.max(0, (cells % columns) - across.first));
  if (row < 0) return 0;
  return row >= down.count ? down.count * across.count : row * across.count + inRow;
}

function partOf(
  values: Float32Array,
  columns: number,
  firstRow: number,
  rowCount: number,
  firstColumn: number,
  columnCount: number,
): Float32Array {
  const part = new Float32Array(rowCount * columnCount);
  for (let row = 0; row < rowCount; row++) {
    const start = (firstRow + row) * columns + firstColumn;
    part.set(values.subarray(start, start + columnCount), row * columnCount);
  }
  return part;
}
