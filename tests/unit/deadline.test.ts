/** Deadlines: what comes in time, what does not, and a device that slept meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TooLate, wakingClock, withDeadline } from '../../src/thread/deadline';

const never = new Promise<never>(() => undefined);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a deadline', () => {
  it('gives what comes in time, and leaves no timer behind', async () => {
    await expect(withDeadline(Promise.resolve(7), 5000)).resolves.toBe(7);
    await expect(withDeadline(Promise.reject(new Error('no')), 5000)).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends what never comes', async () => {
    const late = withDeadline(never, 5000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await late).toBeInstanceOf(TooLate);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes by the clock that is handed in', async () => {
    const rings: (() => void)[] = [];
    const late = withDeadline(never, 5000, (_milliseconds, ring) => {
      rings.push(ring);
      return () => undefined;
    });
    rings[0]?.();
    await expect(late).rejects.toThrow('no answer for 5 s');
  });
});

describe('the clock', () => {
  it('rings once the time is over, and not where it was stopped', () => {
    const ring = vi.fn();
    wakingClock(2500, ring);
    wakingClock(2500, () => expect.unreachable())();
    vi.advanceTimersByTime(2499);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('counts a second of the hours that a device slept', () => {
    const timers: (() => void)[] = [];
    const set = vi.spyOn(globalThis, 'setTimeout').mockImplementation((run) => {
      timers.push(run);
      return 0 as unknown as ReturnType<typeof setTimeout>;
    });
    const ring = vi.fn();
    wakingClock(20_000, ring);
    // Waking, the timer that was set before is overdue: it runs, once.
    timers.shift()?.();
    expect(ring).not.toHaveBeenCalled();
    expect(set.mock.calls.map(([, milliseconds]) => milliseconds)).toEqual([1000, 1000]);
    set.mockRestore();
  });
});
