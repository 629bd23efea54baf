/** Work whose cost grows with its size, begun small, so that it is known what the whole would cost. */

/** Parts of both sides; the first also pays for what is done but once. */
const scales = [1 / 64, 1 / 16, 1 / 4, 1] as const;
/** Milliseconds that a step may be expected to take. */
const mostAtOnce = 2000;

/**
 * Calls `draw` with ever larger scales up to 1. From two steps it is told what the next will take:
 * something once, and something for each pixel. False where that is too long; then it is not begun.
 */
export function inSteps(draw: (scale: number) => void, now: () => number): boolean {
  let earlier: Step | null = null;
  let last: Step | null = null;
  for (const scale of scales) {
    const area = scale ** 2;
    if (earlier !== null && last !== null && expected(earlier, last, area) > mostAtOnce)
      return false;
    const begin = now();
    draw(scale);
    earlier = last;
    last = { area, time: now() - begin };
  }
  return true;
}

interface Step {
  area: number;
  time: number;
}

function expected(first: Step, second: Step, area: number): number {
  const forArea = Math.max(0, second.time - first.time) / (second.area - first.area);
  return second.time + forArea * (area - second.area);
}
