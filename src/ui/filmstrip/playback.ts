/** Playing as a function of time: sweep, rest on each whole layer, sweep on. */

export interface PlaybackMoment {
  position: number;
  /** Seconds for which the whole layer still rests. */
  rest: number;
}

/** Seconds that a whole layer rests, so that it can be seen; less at speeds above one. */
export function restAt(speed: number): number {
  return 0.35 / Math.max(1, speed);
}

/** Seconds from one layer to the next where nothing may move: they change at once. */
export function stepInterval(speed: number): number {
  return 1 / speed + restAt(speed);
}

/**
 * The moment `seconds` later, at `speed` layers a second. It never passes a whole layer within one
 * step: it comes to stand on it exactly.
 */
export function later(moment: PlaybackMoment, seconds: number, speed: number): PlaybackMoment {
  const { position, rest } = moment;
  if (rest > seconds) return { position, rest: rest - seconds };
  const next = position + (seconds - rest) * speed;
  const whole = Math.floor(position) + 1;
  return next < whole ? { position: next, rest: 0 } : { position: whole, rest: restAt(speed) };
}
