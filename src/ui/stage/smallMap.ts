/** Whether a map is small enough for its numbers to be read. */
import type { NodeFrame } from '../../store/state';

/** Up to this side a map is small. */
const smallSide = 16;

export function isSmallMap(frame: NodeFrame | undefined): boolean {
  if (frame?.shape.length !== 3) return false;
  return Math.max(frame.shape[0] ?? 0, frame.shape[1] ?? 0) <= smallSide;
}
