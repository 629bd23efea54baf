/** A native range input with a number field: both live, a drag being one step of undo. */
import { useId, type PointerEvent } from 'react';
import { beginGesture, endGesture } from '../../store/history';
import { NumberField } from './NumberField';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  /** Largest value of the slider. */
  max: number;
  /** Largest value that the field takes; the slider's when absent. */
  fieldMax?: number;
  /** The slider's grid, and what an arrow key adds; the field takes numbers off it too. */
  step: number;
  /** Whole numbers alone. */
  isWhole: boolean;
  /** Told of every value on the way; always a valid one. */
  onChange: (value: number) => void;
}

export function Slider(props: SliderProps) {
  const { label, value, min, max, fieldMax = max, step, isWhole, onChange } = props;
  const id = useId();
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="slider"
        type="range"
        min={min}
        max={max}
        step={step}
        value={Math.min(value, max)}
        // Its own value lies on the grid.
        aria-valuetext={String(value)}
        style={{ '--fill': `${share * 100}%` }}
        onPointerDown={beginDrag}
        onPointerUp={endGesture}
        onPointerCancel={endGesture}
        onKeyDown={beginGesture}
        onKeyUp={endGesture}
        onBlur={endGesture}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <NumberField {...{ label, value, min, step, isWhole, onChange }} max={fieldMax} />
    </div>
  );
}

/** Other buttons drag nothing. */
function beginDrag({ button }: PointerEvent): void {
  if (button === 0) beginGesture();
}
