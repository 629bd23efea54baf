/** Keys that take back a text which a field refuses. */
import { letterOf, type PressedKey } from '../pressedKey';

/** Escape, and undo: nothing else was done yet that it could undo. */
export function isDropKey(pressed: Omit<PressedKey, 'shiftKey'>): boolean {
  if (pressed.key === 'Escape') return true;
  return (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && letterOf(pressed) === 'z';
}
