/** Nothing is awaited for ever: deadlines, on a clock that is handed in. */

/** Rings once after so many milliseconds, unless the function that it gives back is called before. */
export type Clock = (milliseconds: number, ring: () => void) => () => void;

/** Longest stretch, in milliseconds, that counts at once. */
const stretch = 1000;

/**
 * Counts only while this thread is awake. A device that slept, or a page in the background, wakes to
 * timers that are all overdue, before anybody could have answered: of such a gap one second counts.
 */
export const wakingClock: Clock = (milliseconds, ring) => {
  let left = milliseconds;
  let timer: ReturnType<typeof setTimeout>;
  const count = () => {
    if (left <= 0) return ring();
    const next = Math.min(left, stretch);
    left -= next;
    timer = setTimeout(count, next);
  };
  count();
  return () => clearTimeout(timer);
};

/** What was awaited did not come in time. */
export class TooLate extends Error {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`no answer for ${milliseconds / 1000} s`);
    this.name = 'TooLate';
    this.milliseconds = milliseconds;
  }
}

/** What a promise gives. Rejects with `TooLate` where it has not settled by then; it is not ended. */
export function withDeadline<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  clock: Clock = wakingClock,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = clock(milliseconds, () => reject(new TooLate(milliseconds)));
    promise.then(resolve, reject).finally(stop);
  });
}
