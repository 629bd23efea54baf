/** What is typed into a number's field: taken while it is typed, or told why it is not. */
import { useState } from 'react';
import { beginNewGesture, takeBackGesture } from '../../store/history';
import { takeNumber, type NumberBounds, type Refusal } from './readNumber';

interface Draft {
  text: string;
  /** The value before it was typed, which comes back where the text is not taken. */
  before: number;
  /** The value that the field should have with it; with another one, it is out of date. */
  value: number;
}

export interface LiveNumber {
  /** Null where nothing is typed, or what was typed is no longer so: after an undo, a slider's drag. */
  text: string | null;
  /** Why the text is not taken; null where it is. */
  refusal: Exclude<Refusal, 'empty'> | null;
  type: (text: string) => void;
  /** What was taken is done with; what was refused stays to be mended. */
  leave: () => void;
  drop: () => void;
}

/** One text typed, letter by letter, is one step of undo; one that ends refused is none. */
export function useLiveNumber(
  value: number,
  bounds: NumberBounds,
  onChange: (value: number) => void,
): LiveNumber {
  const [draft, setDraft] = useState<Draft | null>(null);
  const present = draft?.value === value ? draft : null;
  const refusal = present && refusalOf(present.text, bounds);
  return {
    text: present?.text ?? null,
    refusal,
    type: (text) => {
      if (!present) beginNewGesture();
      const before = present?.before ?? value;
      const taken = takeNumber(text, bounds);
      const next = typeof taken === 'number' ? taken : before;
      setDraft({ text, before, value: next });
      if (next === value || (next === before && takeBackGesture())) return;
      onChange(next);
    },
    leave: () => {
      if (refusal === null) setDraft(null);
    },
    drop: () => setDraft(null),
  };
}

/** Why a text is refused; null where it is taken, or nothing is there yet. */
export function refusalOf(text: string, bounds: NumberBounds): LiveNumber['refusal'] {
  const taken = takeNumber(text, bounds);
  return typeof taken === 'number' || taken === 'empty' ? null : taken;
}
