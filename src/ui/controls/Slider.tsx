/** A native range input with a number field: both live, a drag being one step of undo. */
import { useId, useState } from 'react';
import { beginGesture, endGesture } from '../../store/history';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  /** Largest value of the slider. */
  max: number;
  /** Largest value that the field takes; the slider's when absent. */
  fieldMax?: number;
  step: number;
  /** Told of every value on the way; always a valid one. */
  onChange: (value: number) => void;
}

export function Slider({ label, value, min, max, fieldMax = max, step, onChange }: SliderProps) {
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
        style={{ '--fill': `${share * 100}%` }}
        onPointerDown={beginGesture}
        onPointerUp={endGesture}
        onPointerCancel={endGesture}
        onKeyDown={beginGesture}
        onKeyUp={endGesture}
        onBlur={endGesture}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <NumberField {...{ label, value, min, step, onChange }} max={fieldMax} />
    </div>
  );
}

type NumberFieldProps = Omit<SliderProps, 'fieldMax'>;

/** A number that can be typed; what is not a valid number waits in the field and changes nothing. */
export function NumberField({ label, value, min, max, step, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? String(value);
  return (
    <input
      className="number"
      type="number"
      inputMode="decimal"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={text}
      style={{ '--characters': text.length }}
      onFocus={beginGesture}
      onChange={(event) => {
        setDraft(event.target.value);
        if (event.target.value !== '' && event.target.validity.valid) {
          onChange(event.target.valueAsNumber);
        }
      }}
      onBlur={() => {
        setDraft(null);
        endGesture();
      }}
    />
  );
}
