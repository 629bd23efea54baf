/** One weight: typed, dragged up and down, or moved by the arrow keys. */
import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import { largestWeight } from '../../../layers/filterChanges';
import { beginGesture, endGesture } from '../../../store/history';
import { keepSelected } from '../../controls/keepSelected';
import { useWeightDrag } from './useWeightDrag';
import { keyStep, movedWeight, typedWeight, weightText } from './weightText';

interface WeightFieldProps {
  /** Name for a screen reader. */
  label: string;
  value: number;
  onChange: (value: number) => void;
  className?: string;
  style?: CSSProperties;
  id?: string;
}

export function WeightField({ label, value, onChange, className = '', ...rest }: WeightFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const drag = useWeightDrag(value, onChange);
  const commit = () => {
    const typed = draft === null ? null : typedWeight(draft);
    setDraft(null);
    if (typed !== null) onChange(typed);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = keyStep(event);
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (step !== 0) {
      beginGesture();
      const typed = draft === null ? null : typedWeight(draft);
      setDraft(null);
      onChange(movedWeight(typed ?? value, step));
    } else if (event.key === 'Enter') {
      commit();
      event.currentTarget.select();
    } else if (draft !== null && (event.key === 'Escape' || isUndo)) {
      setDraft(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      {...rest}
      {...drag}
      className={`weight ${className}`}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      role="spinbutton"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={-largestWeight}
      aria-valuemax={largestWeight}
      aria-valuetext={weightText(value)}
      aria-invalid={draft !== null && typedWeight(draft) === null}
      value={draft ?? weightText(value)}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.currentTarget.select()}
      onMouseUp={keepSelected}
      onClick={(event) => {
        if (draft === null) event.currentTarget.select();
      }}
      onKeyDown={press}
      onKeyUp={endGesture}
      onBlur={() => {
        commit();
        endGesture();
      }}
    />
  );
}
