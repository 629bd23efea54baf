/**
 * The matrix as a table of number fields, each in its own colour: typed, dragged up and down, walked
 * with the arrow keys. Fills the positioned element that it lies in.
 */
import './matrix.css';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { affineOf, type InputSettings } from '../../layers/input';
import type { NetworkNode } from '../../network/graph';
import { cellTexts } from '../../paint/cellText';
import { colourise } from '../../paint/colourise';
import { inkOn } from '../../paint/inkOn';
import { cssOfPixel } from '../../paint/oklab';
import { largestMatrixValue, type Matrix } from '../../photo/matrix';
import { useFrame } from '../../store/derived';
import { changeMatrixValue } from '../../store/matrix';
import { useColours } from '../colours';
import { useTranslation } from '../words';
import { matrixKey, movedCell } from './matrixKey';
import { MatrixCell } from './MatrixCell';

interface MatrixCellsProps {
  matrix: Matrix;
  /** The input layer, which says how numbers become values. */
  node: NetworkNode;
  /** Of the table, in CSS pixels. */
  width: number;
  height: number;
}

/** Where the values are too many to be written at ease, they are this small. In CSS pixels. */
const smallestFont = 12;

export function MatrixCells({ matrix, node, width, height }: MatrixCellsProps) {
  const { t } = useTranslation();
  const table = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { rows, columns, values } = matrix;
  const pixels = useMatrixColours(matrix, node);
  const { fontSize } = cellTexts(values, width / columns, height / rows) ?? {
    fontSize: smallestFont,
  };
  const focus = (cell: number) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus();

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends what an input method composes.
    const key = event.nativeEvent.isComposing ? null : matrixKey(event);
    const cell = Number((event.target as HTMLElement).dataset['cell']);
    if (!key || Number.isNaN(cell)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key.type === 'move') return focus(movedCell(cell, key, rows, columns));
    const value = (values[cell] ?? 0) + key.amount;
    changeMatrixValue(cell, Math.min(largestMatrixValue, Math.max(0, value)));
  };

  return (
    <div
      ref={table}
      className="matrix"
      role="grid"
      tabIndex={-1}
      aria-label={t('matrix.table', { rows, columns })}
      style={{ fontSize }}
      onKeyDown={onKeyDown}
    >
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="matrix__row" role="row">
          {Array.from({ length: columns }, (_, column) => {
            const cell = row * columns + column;
            const pixel = pixels[cell] ?? 0;
            return (
              <MatrixCell
                key={column}
                cell={cell}
                value={values[cell] ?? 0}
                label={t('matrix.cell', { row: row + 1, column: column + 1 })}
                background={cssOfPixel(pixel)}
                ink={inkOn(pixel)}
                isTabStop={cell === Math.min(active, values.length - 1)}
                onActive={setActive}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** The colours that the numbers have as values of the input layer. */
function useMatrixColours({ values }: Matrix, node: NetworkNode): Uint32Array {
  const colours = useColours(node.id, useFrame(node.id));
  const { lut } = colours;
  const { low, high } = colours.scaleOf(0);
  const { factor, offset } = affineOf(node.settings as InputSettings);
  return useMemo(() => {
    const pixels = new Uint32Array(values.length);
    const scaled = values.map((value) => value * factor + offset);
    colourise(scaled, pixels, { low, high }, lut);
    return pixels;
  }, [values, factor, offset, low, high, lut]);
}
