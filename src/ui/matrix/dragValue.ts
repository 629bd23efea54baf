/** A value that is dragged up and down: single steps near where it was, larger ones farther off. */

/** Screen pixels before a press is a drag. */
export const dragThreshold = 4;

const pixelsPerStep = 5;
const farther = 360;

/** The value after the pointer went `up` pixels from where `start` was grabbed; within 0..`most`. */
export function draggedValue(start: number, up: number, most: number): number {
  const way = Math.abs(up);
  const steps = Math.round(way / pixelsPerStep + (way * way) / farther);
  return Math.min(most, Math.max(0, start + Math.sign(up) * steps));
}
