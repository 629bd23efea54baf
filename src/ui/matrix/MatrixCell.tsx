/** One number of the matrix: a field to type into, and to drag up and down. */
import { memo, useRef, useState, type PointerEvent } from 'react';
import { largestMatrixValue } from '../../photo/matrix';
import { beginGesture, endGesture } from '../../store/history';
import { changeMatrixValue } from '../../store/matrix';
import { keepSelected } from '../controls/keepSelected';
import { draggedValue, dragThreshold } from './dragValue';
import { matrixKey } from './matrixKey';

interface MatrixCellProps {
  cell: number;
  value: number;
  label: string;
  background: string;
  ink: string;
  /** Whether the Tab key stops here; it does in one cell of the table. */
  isTabStop: boolean;
  onActive: (cell: number) => void;
}

interface Grip {
  y: number;
  start: number;
  isDrag: boolean;
}

export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { cell, value, label, background, ink, isTabStop, onActive } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const grip = useRef<Grip | null>(null);

  const type = (text: string) => {
    // After an undo in the middle of typing.
    beginGesture();
    setDraft(text);
    if (isValue(text)) changeMatrixValue(cell, Number(text));
  };
  const drag = (event: PointerEvent<HTMLInputElement>) => {
    const held = grip.current;
    if (!held) return;
    const up = held.y - event.clientY;
    if (!held.isDrag && Math.abs(up) < dragThreshold) return;
    if (!held.isDrag) {
      held.isDrag = true;
      setDraft(null);
      nextStep();
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    changeMatrixValue(cell, draggedValue(held.start, up, largestMatrixValue));
  };
  const release = (event: PointerEvent<HTMLInputElement>) => {
    const wasDrag = grip.current?.isDrag;
    grip.current = null;
    if (!wasDrag) return;
    nextStep();
    event.currentTarget.select();
  };

  // An undo changes the value beneath what was typed.
  const isTyping = draft !== null && (!isValue(draft) || Number(draft) === value);

  return (
    <span className="matrix__cell" role="gridcell" style={{ background }}>
      <input
        className="matrix__field"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        data-cell={cell}
        aria-label={label}
        aria-invalid={isTyping && !isValue(draft)}
        tabIndex={isTabStop ? 0 : -1}
        style={{ color: ink }}
        value={isTyping ? draft : value}
        onFocus={(event) => {
          beginGesture();
          onActive(cell);
          event.currentTarget.select();
        }}
        onMouseUp={keepSelected}
        onBlur={() => {
          setDraft(null);
          endGesture();
        }}
        onChange={(event) => type(event.target.value.trim())}
        onKeyDown={(event) => {
          // What a key does, it does to the value and not to a draft of it.
          if (matrixKey(event) || event.key === 'Escape') setDraft(null);
        }}
        onPointerDown={(event) => {
          grip.current = { y: event.clientY, start: value, isDrag: false };
        }}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      />
    </span>
  );
});

/** While the field keeps the focus, what follows is another step of undo. */
function nextStep(): void {
  endGesture();
  beginGesture();
}

function isValue(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= largestMatrixValue;
}
