/** One number of the matrix: a field to type into, and to drag up and down. */
import { memo, useRef, type PointerEvent } from 'react';
import { largestMatrixValue } from '../../photo/matrix';
import { beginGesture, beginNewGesture, endGesture } from '../../store/history';
import { changeMatrixValue } from '../../store/matrix';
import { isDropKey } from '../controls/isDropKey';
import { keepSelected } from '../controls/keepSelected';
import { touchKeyboard } from '../controls/readNumber';
import { useLiveNumber } from '../controls/useLiveNumber';
import { useRefused } from '../controls/useRefused';
import { isLetGo } from '../pressedButton';
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
  const { text, refusal, type, leave, drop } = useLiveNumber(value, bounds, (value) =>
    changeMatrixValue(cell, value),
  );
  const { attributes, sentence } = useRefused(refusal, value, bounds);
  const grip = useRef<Grip | null>(null);

  const drag = (event: PointerEvent<HTMLInputElement>) => {
    // Let go elsewhere, before it was a drag.
    if (isLetGo(event)) grip.current = null;
    const held = grip.current;
    if (!held) return;
    const up = held.y - event.clientY;
    if (!held.isDrag && Math.abs(up) < dragThreshold) return;
    if (!held.isDrag) {
      held.isDrag = true;
      drop();
      beginNewGesture();
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    changeMatrixValue(cell, draggedValue(held.start, up, largestMatrixValue));
  };
  const release = (event: PointerEvent<HTMLInputElement>) => {
    const wasDrag = grip.current?.isDrag;
    grip.current = null;
    if (!wasDrag) return;
    beginNewGesture();
    event.currentTarget.select();
  };

  return (
    <span className="matrix__cell" role="gridcell" style={{ background }}>
      <input
        {...attributes}
        className="matrix__field"
        type="text"
        inputMode={touchKeyboard(bounds)}
        autoComplete="off"
        data-cell={cell}
        aria-label={label}
        tabIndex={isTabStop ? 0 : -1}
        style={{ color: ink }}
        value={text ?? value}
        onFocus={(event) => {
          beginGesture();
          onActive(cell);
          event.currentTarget.select();
        }}
        onMouseUp={keepSelected}
        onBlur={() => {
          leave();
          endGesture();
        }}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          // Plus and minus count from the value, and not from a text that stands for it.
          if (matrixKey(event)?.type === 'add') drop();
          if (refusal === null || !isDropKey(event)) return;
          drop();
          event.preventDefault();
          event.stopPropagation();
        }}
        onPointerDown={({ button, clientY }) => {
          if (button === 0) grip.current = { y: clientY, start: value, isDrag: false };
        }}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      />
      {sentence}
    </span>
  );
});

const bounds = { min: 0, max: largestMatrixValue, isWhole: true };
