/** Lies over a picture: a click, or Enter and the arrow keys, choose one of its cells. */
import { useRef, type KeyboardEvent } from 'react';
import { cellUnder, type CellPointer, type Place } from './cellPointer';

interface CellButtonProps {
  label: string;
  rows: number;
  columns: number;
  onChoose: (place: Place) => void;
  pointer?: CellPointer;
}

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function CellButton({ label, rows, columns, onChoose, pointer }: CellButtonProps) {
  const last = useRef<Place | null>(null);
  const choose = (place: Place) => {
    last.current = place;
    onChoose(place);
  };
  const middle = { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const from = last.current;
    if (!move || !from || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const row = Math.min(rows - 1, Math.max(0, from.row + move[0]));
    const column = Math.min(columns - 1, Math.max(0, from.column + move[1]));
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
