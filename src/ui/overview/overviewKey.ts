/** What a key does in the overview. */
import { isCommand, type PressedKey } from '../pressedKey';
import type { Direction } from './neighbour';

export type OverviewKey =
  | { type: 'go'; direction: Direction }
  | { type: 'zoom'; steps: 1 | -1 }
  | { type: 'fit' }
  | { type: 'fold' }
  | { type: 'close' };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** Null for keys that mean nothing here. */
export function overviewKey(pressed: PressedKey): OverviewKey | null {
  if (isCommand(pressed)) return null;
  const direction = directions[pressed.key];
  // With Shift, arrows move the playhead.
  if (direction) return pressed.shiftKey ? null : { type: 'go', direction };
  switch (pressed.key) {
    case '+':
    case '=':
      return { type: 'zoom', steps: 1 };
    case '-':
    case '_':
      return { type: 'zoom', steps: -1 };
    case '0':
      return { type: 'fit' };
    case 'f':
      return { type: 'fold' };
    case 'Escape':
    case 'o':
      return { type: 'close' };
    default:
      return null;
  }
}
