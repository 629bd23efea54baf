/** A number to be typed, or counted up and down by the arrow keys. */
import type { KeyboardEvent } from 'react';
import { beginGesture, beginNewGesture, endGesture } from '../../store/history';
import { isCommand } from '../pressedKey';
import { isDropKey } from './isDropKey';
import { steppedNumber, takeNumber, touchKeyboard, type NumberBounds } from './readNumber';
import { useLiveNumber } from './useLiveNumber';
import { useRefused } from './useRefused';

interface NumberFieldProps extends NumberBounds {
  label: string;
  value: number;
  /** What an arrow key adds; what is typed need not lie on such a grid. */
  step: number;
  /** Told of every number on the way; always one within the bounds. */
  onChange: (value: number) => void;
}

/** Not of the type `number`: such a field hides what was typed where it cannot read it. */
export function NumberField({ label, value, step, onChange, ...bounds }: NumberFieldProps) {
  const { text, refusal, type, leave, drop } = useLiveNumber(value, bounds, onChange);
  const { attributes, sentence } = useRefused(refusal, value, bounds);
  const shown = text ?? String(value);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method's own keys, among what it suggests.
    if (event.nativeEvent.isComposing) return;
    const direction = directions[event.key];
    if (direction !== undefined && !isCommand(event)) {
      if (!event.repeat) beginNewGesture();
      const typed = takeNumber(shown, bounds);
      const next = steppedNumber(
        typeof typed === 'number' ? typed : value,
        direction * step,
        bounds,
      );
      drop();
      if (next !== value) onChange(next);
    } else if (refusal !== null && isDropKey(event)) {
      drop();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        {...attributes}
        className="number"
        type="text"
        inputMode={touchKeyboard(bounds)}
        autoComplete="off"
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={bounds.min}
        aria-valuemax={bounds.max}
        value={shown}
        style={{ '--characters': shown.length }}
        onFocus={beginGesture}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onBlur={() => {
          leave();
          endGesture();
        }}
      />
      {sentence}
    </>
  );
}

const directions: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };
