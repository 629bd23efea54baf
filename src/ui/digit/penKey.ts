/** What a key does to the pen over a pad. */
import { onPad, type Point } from '../../photo/drawing';
import { arrowSteps, isCommand, type PressedKey } from '../pressedKey';

export type PenKey =
  | { type: 'move'; x: number; y: number }
  | { type: 'toggle' }
  | { type: 'lift' }
  | { type: 'clear' };

/** Steps of the pad that an arrow key goes, and with Shift. */
const stride = 10;
const fineStride = 2;

const deeds: Readonly<Record<string, PenKey>> = {
  ' ': { type: 'toggle' },
  Enter: { type: 'toggle' },
  Escape: { type: 'lift' },
  Delete: { type: 'clear' },
  Backspace: { type: 'clear' },
};

/** Null for keys that mean nothing to the pen. */
export function penKey(pressed: PressedKey): PenKey | null {
  if (isCommand(pressed)) return null;
  const step = arrowSteps[pressed.key];
  if (!step) return deeds[pressed.key] ?? null;
  const length = pressed.shiftKey ? fineStride : stride;
  return { type: 'move', x: step.columns * length, y: step.rows * length };
}

/** Where a move leads; the pad's edges are walls. */
export function movedPen({ x, y }: Point, move: Point): Point {
  return { x: onPad(x + move.x), y: onPad(y + move.y) };
}
