/** What a key does to the pen over a pad. */
import { onPad, type Point } from '../../photo/drawing';

export type PenKey =
  | { type: 'move'; x: number; y: number }
  | { type: 'toggle' }
  | { type: 'lift' }
  | { type: 'clear' };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Steps of the pad that an arrow key goes, and with Shift. */
const stride = 10;
const fineStride = 2;

const directions: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

const deeds: Readonly<Record<string, PenKey>> = {
  ' ': { type: 'toggle' },
  Enter: { type: 'toggle' },
  Escape: { type: 'lift' },
  Delete: { type: 'clear' },
  Backspace: { type: 'clear' },
};

/** Null for keys that mean nothing to the pen. */
export function penKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): PenKey | null {
  if (ctrlKey || metaKey || altKey) return null;
  const direction = directions[key];
  if (!direction) return deeds[key] ?? null;
  const steps = shiftKey ? fineStride : stride;
  return { type: 'move', x: direction.x * steps, y: direction.y * steps };
}

/** Where a move leads; the pad's edges are walls. */
export function movedPen({ x, y }: Point, move: Point): Point {
  return { x: onPad(x + move.x), y: onPad(y + move.y) };
}
