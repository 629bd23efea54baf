/** A kernel's numbers, each in its colour: to read, to change one by one, or to paint over. */
import {
  memo,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from '../../words';
import { inkOn } from '../../../paint/inkOn';
import { cssOfPixel } from '../../../paint/oklab';
import { cellAfter, within, type Place, type PlaneSize } from './kernelCells';
import { usePainting } from './usePainting';
import { WeightField } from './WeightField';
import { weightText } from './weightText';

export interface KernelTableProps {
  size: PlaneSize;
  /** Numbers and colours in rows. */
  plane: Float32Array;
  colours: Uint32Array;
  /** Cells that were typed over. */
  edited: ReadonlyMap<number, number>;
  label: string;
}

/** Only to be read. */
export function ReadTable(props: KernelTableProps) {
  return <Table {...props} renderCell={(_place, index) => weightText(props.plane[index] ?? 0)} />;
}

interface NumberTableProps extends KernelTableProps {
  onChange: (row: number, column: number, value: number) => void;
}

/** Every number is a field. */
export function NumberTable({ onChange, ...props }: NumberTableProps) {
  return (
    <Table
      {...props}
      renderCell={(place, index) => (
        <NumberCell {...place} value={props.plane[index] ?? 0} onChange={onChange} />
      )}
    />
  );
}

interface NumberCellProps extends Place, Pick<NumberTableProps, 'onChange'> {
  value: number;
}

/** Drawn anew only with its number: a drag of any setting brings new arrays of the same ones. */
const NumberCell = memo(function NumberCell({ row, column, value, onChange }: NumberCellProps) {
  const { t } = useTranslation();
  return (
    <WeightField
      className="kernel__field"
      label={t('kernelEdit.cell', { row: row + 1, column: column + 1 })}
      value={value}
      onChange={(changed) => onChange(row, column, changed)}
    />
  );
});

interface PaintTableProps extends KernelTableProps {
  paint: (cells: readonly Place[]) => void;
}

/** Every number takes the brush: by a stroke of the pointer, or cell by cell with the keys. */
export function PaintTable({ paint, ...props }: PaintTableProps) {
  const { t } = useTranslation();
  const { size, plane } = props;
  const table = useRef<HTMLTableElement>(null);
  const [chosen, setActive] = useState<Place>({ row: 0, column: 0 });
  const active = within(chosen, size);
  const stroke = usePainting(size, paint);
  const press = (event: KeyboardEvent) => {
    const next = cellAfter(event.key, active, size);
    if (next) table.current?.rows[next.row]?.cells[next.column]?.focus();
    else if (event.key === ' ' || event.key === 'Enter') paint([active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Table
      {...props}
      table={{
        ref: table,
        role: 'grid',
        className: 'kernel__table--paint',
        onKeyDown: press,
        ...stroke,
      }}
      cellProps={(place, index) => ({
        role: 'gridcell',
        'aria-label': t('kernelEdit.cellValue', {
          row: place.row + 1,
          column: place.column + 1,
          value: weightText(plane[index] ?? 0),
        }),
        tabIndex: place.row === active.row && place.column === active.column ? 0 : -1,
        onFocus: () => setActive(place),
      })}
      renderCell={(_place, index) => weightText(plane[index] ?? 0)}
    />
  );
}

interface TableProps extends KernelTableProps {
  table?: ComponentProps<'table'>;
  cellProps?: (place: Place, index: number) => ComponentProps<'td'>;
  renderCell: (place: Place, index: number) => ReactNode;
}

function Table({ size, colours, edited, label, table, cellProps, renderCell }: TableProps) {
  return (
    <table {...table} className={`kernel__table ${table?.className ?? ''}`} aria-label={label}>
      <tbody>
        {Array.from({ length: size.rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: size.columns }, (_, column) => {
              const index = row * size.columns + column;
              const pixel = colours[index] ?? 0;
              return (
                <td
                  key={column}
                  {...cellProps?.({ row, column }, index)}
                  className={edited.has(index) ? 'kernel__cell is-edited' : 'kernel__cell'}
                  style={{ background: cssOfPixel(pixel), color: inkOn(pixel) }}
                >
                  {renderCell({ row, column }, index)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
