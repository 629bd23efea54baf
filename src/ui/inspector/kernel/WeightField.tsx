/** One weight: typed, dragged up and down, or moved by the arrow keys. */
import { useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { beginGesture, endGesture } from '../../../store/history';
import { isDropKey } from '../../controls/isDropKey';
import { keepSelected } from '../../controls/keepSelected';
import { takeNumber, touchKeyboard } from '../../controls/readNumber';
import { refusalOf } from '../../controls/useLiveNumber';
import { useRefused } from '../../controls/useRefused';
import { useWeightDrag } from './useWeightDrag';
import { keyStep, movedWeight, weightBounds, weightText, wholeWeightText } from './weightText';

interface WeightFieldProps {
  /** Name for a screen reader. */
  label: string;
  value: number;
  onChange: (value: number) => void;
  className?: string;
  style?: CSSProperties;
  id?: string;
}

/** A text that is not done yet, or refused; and the weight when it was typed. */
interface Draft {
  text: string;
  weight: number;
}

export function WeightField({ label, value, onChange, className = '', ...rest }: WeightFieldProps) {
  const [held, setDraft] = useState<Draft | null>(null);
  const [isFocused, setFocused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // Once all digits are there: with other ones before them, what was marked no longer is.
  useLayoutEffect(() => {
    if (isFocused) field.current?.select();
  }, [isFocused]);
  // What was refused is out of date once the weight is another.
  const draft = isFocused || held?.weight === value ? held : null;
  const refusal = draft && refusalOf(draft.text, weightBounds);
  const { attributes, sentence } = useRefused(refusal, value, weightBounds);
  const drag = useWeightDrag(value, onChange);
  const typed = draft && takeNumber(draft.text, weightBounds);
  const commit = () => {
    if (refusal !== null) return;
    setDraft(null);
    if (typeof typed === 'number') onChange(typed);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method's own keys, among what it suggests.
    if (event.nativeEvent.isComposing) return;
    const step = keyStep(event);
    if (step !== 0) {
      beginGesture();
      setDraft(null);
      onChange(movedWeight(typeof typed === 'number' ? typed : value, step));
    } else if (event.key === 'Enter') {
      commit();
      event.currentTarget.select();
    } else if (draft !== null && isDropKey(event)) {
      setDraft(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const short = weightText(value);
  const whole = wholeWeightText(value);
  return (
    <>
      <input
        {...rest}
        {...drag}
        ref={field}
        className={`weight ${className}`}
        type="text"
        inputMode={touchKeyboard(weightBounds)}
        autoComplete="off"
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={weightBounds.min}
        aria-valuemax={weightBounds.max}
        aria-valuetext={short}
        title={whole === short ? undefined : whole}
        {...attributes}
        value={draft?.text ?? (isFocused ? whole : short)}
        onChange={(event) => setDraft({ text: event.target.value, weight: value })}
        onFocus={() => setFocused(true)}
        onMouseUp={keepSelected}
        onClick={(event) => {
          if (draft === null) event.currentTarget.select();
        }}
        onKeyDown={press}
        onKeyUp={endGesture}
        onBlur={() => {
          setFocused(false);
          commit();
          endGesture();
        }}
      />
      {sentence}
    </>
  );
}
