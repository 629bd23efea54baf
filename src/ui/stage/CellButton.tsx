/** Lies over a picture: a click, or Enter and the arrow keys, choose one of its cells. */
import { useRef, type KeyboardEvent } from 'react';
import { arrowSteps } from '../pressedKey';
import { cellUnder, type CellPointer, type Place } from './cellPointer';

interface CellButtonProps {
  label: string;
  rows: number;
  columns: number;
  onChoose: (place: Place) => void;
  pointer?: CellPointer;
}

export function CellButton({ label, rows, columns, onChoose, pointer }: CellButtonProps) {
  const last = useRef<Place | null>(null);
  const choose = (place: Place) => {
    last.current = place;
    onChoose(place);
  };
  const middle = { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = arrowSteps[event.key];
    const from = last.current;
    if (!step || !from || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const row = Math.min(rows - 1, Math.max(0, from.row + step.rows));
    const column = Math.min(columns - 1, Math.max(0, from.column + step.columns));
    event.preventDefault();
    event.stopPropagation();
    if (row !== from.row || column !== from.column) choose({ row, column });
  };
  return (
    <button
      type="button"
      className="cell-button"
      aria-label={label}
      {...pointer}
      onClick={(event) => {
        // The keyboard's click has no place.
        const under = event.detail > 0 && cellUnder(event, event.currentTarget, rows, columns);
        choose(under || (last.current ?? middle));
      }}
      onKeyDown={onKeyDown}
    />
  );
}
