/** A kernel too large for its numbers to be written: a picture whose cells are chosen or painted. */
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../words';
import { MapCanvas } from '../../stage/MapCanvas';
import { cellAfter, within, type Place, type PlaneSize } from './kernelCells';
import { usePainting } from './usePainting';
import { WeightField } from './WeightField';

interface KernelPictureProps {
  size: PlaneSize;
  /** Numbers in rows, and the colours of the scale's two ends and all between. */
  plane: Float32Array;
  scale: { low: number; high: number };
  lut: Uint32Array;
  edited: ReadonlyMap<number, number>;
  /** Number of the filter, from 1. */
  number: number;
  /** Null where the numbers can only be read. */
  onChange: ((cells: readonly Place[], value: number) => void) | null;
  /** The brush; null where cells are chosen and not painted. */
  brush: number | null;
}

/** Sides of the picture and of its cells at most, in CSS pixels. */
const largestSide = 288;
const largestCell = 32;

export function KernelPicture(props: KernelPictureProps) {
  const { size, plane, scale, lut, edited, number, onChange, brush } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Place>({ row: 0, column: 0 });
  const { row, column } = within(chosen, size);
  const isPainting = brush !== null;
  const touch = (cells: readonly Place[]) => {
    const last = cells.at(-1);
    if (last) setChosen(last);
    if (brush !== null) onChange?.(cells, brush);
  };
  const stroke = usePainting(size, touch);
  const press = (event: KeyboardEvent) => {
    const next = cellAfter(event.key, { row, column }, size);
    if (next) setChosen(next);
    else if (isPainting && (event.key === ' ' || event.key === 'Enter')) touch([{ row, column }]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { rows, columns } = size;
  const side = Math.min(largestCell, Math.floor(largestSide / Math.max(rows, columns)));
  const words = { number, rows, columns };
  const picture = (
    <>
      <MapCanvas
        className="kernel__canvas"
        values={plane}
        width={columns}
        height={rows}
        scale={{ ...scale, clipped: false, clippedLow: false, clippedHigh: false }}
        lut={lut}
      />
      <Marks size={size} edited={edited} />
    </>
  );
  const box = { width: columns * side, height: rows * side };
  if (!onChange) {
    return (
      <div className="kernel__picture" style={box}>
        {picture}
      </div>
    );
  }
  return (
    <>
      <div
        className="kernel__picture kernel__picture--live"
        style={{ ...box, '--side': `${side}px` }}
        role="application"
        tabIndex={0}
        aria-label={t(isPainting ? 'kernelEdit.picturePaint' : 'kernelEdit.picture', words)}
        onKeyDown={press}
        {...stroke}
      >
        {picture}
        <span
          className="kernel__chosen"
          style={{ left: column * side, top: row * side, width: side, height: side }}
        />
      </div>
      <div className="kernel__number">
        <span>{t('kernelEdit.cell', { row: row + 1, column: column + 1 })}</span>
        <WeightField
          className="kernel__single"
          label={t('kernelEdit.cell', { row: row + 1, column: column + 1 })}
          value={plane[row * columns + column] ?? 0}
          onChange={(value) => onChange([{ row, column }], value)}
        />
      </div>
    </>
  );
}

/** A dot on every cell that was typed over. */
function Marks({ size, edited }: Pick<KernelPictureProps, 'size' | 'edited'>) {
  const { rows, columns } = size;
  return (
    <svg className="kernel__marks" viewBox={`0 0 ${columns} ${rows}`} aria-hidden="true">
      {[...edited.keys()].map((index) => (
        <circle
          key={index}
          cx={(index % columns) + 0.8}
          cy={Math.floor(index / columns) + 0.2}
          r={0.12}
        />
      ))}
    </svg>
  );
}
