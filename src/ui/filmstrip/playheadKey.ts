/** What a key does anywhere on the page, and when a key belongs to something else. */
import { isCommand, type PressedKey } from '../pressedKey';

export type PlayheadKey =
  | { type: 'layers'; steps: number }
  | { type: 'sweep'; direction: 1 | -1 }
  | { type: 'first' }
  | { type: 'last' }
  | { type: 'play' }
  | { type: 'overview' };

/** Null for keys that mean nothing to the page. */
export function playheadKey(pressed: PressedKey): PlayheadKey | null {
  if (isCommand(pressed)) return null;
  switch (pressed.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const direction = pressed.key === 'ArrowRight' ? 1 : -1;
      return pressed.shiftKey ? { type: 'sweep', direction } : { type: 'layers', steps: direction };
    }
    case 'Home':
      return { type: 'first' };
    case 'End':
      return { type: 'last' };
    case ' ':
      return pressed.shiftKey ? null : { type: 'play' };
    case 'o':
      return { type: 'overview' };
    default:
      return null;
  }
}

/** Places whose own keys are arrows, Home and End. */
const ownArrows = [
  'input:not([type="checkbox"])',
  'select',
  'textarea',
  '[contenteditable]:not([contenteditable="false"])',
  ...['slider', 'spinbutton', 'radiogroup', 'menu', 'listbox', 'tablist', 'tree', 'grid'].map(
    (role) => `[role="${role}"]`,
  ),
  '[role="application"]',
].join();

/** Places that the space bar presses or types into. */
const ownSpace = [ownArrows, 'input', 'button', 'summary', 'a[href]', '[role="button"]'].join();

/** Places that a letter is typed into, or looked up in. */
const ownLetters = 'input:not([type="range"]), select, textarea';

/** A dialog over the page keeps all keys to itself. */
const overThePage = 'dialog[open], [aria-modal="true"]';

/** Whether the element that has the focus needs this key itself. */
export function belongsToFocus(key: PlayheadKey, focus: Element): boolean {
  if (focus.ownerDocument.querySelector(overThePage)) return true;
  const own = key.type === 'play' ? ownSpace : key.type === 'overview' ? ownLetters : ownArrows;
  return focus.closest(own) !== null;
}
