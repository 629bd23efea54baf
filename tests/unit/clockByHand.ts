/** A clock that goes on when a test says so. */
import { expect } from 'vitest';
import type { Clock } from '../../src/thread/deadline';

/** For `expect.poll`: asks often, and gives up where a test would hang. */
export const patiently = { interval: 1, timeout: 30_000 };

export class ClockByHand {
  private now = 0;
  private alarms: { at: number; ring: () => void }[] = [];

  readonly clock: Clock = (milliseconds, ring) => {
    const alarm = { at: this.now + milliseconds, ring };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((each) => each !== alarm);
    };
  };

  /** How many wait for it. */
  get waiting(): number {
    return this.alarms.length;
  }

  /** Resolves once something is so and somebody waits for the clock. */
  async isAwaited(isSo: () => boolean = () => true): Promise<void> {
    await expect.poll(() => isSo() && this.waiting > 0, patiently).toBe(true);
  }

  /** So many milliseconds later; whoever waits for less is told, in order. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = this.alarms.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      const [next] = due;
      if (!next) break;
      this.now = next.at;
      this.alarms = this.alarms.filter((each) => each !== next);
      next.ring();
    }
    this.now = end;
  }
}
