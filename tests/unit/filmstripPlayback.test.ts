/** Playing as a function of time. */
import { describe, expect, it } from 'vitest';
import { later, restAt, stepInterval } from '../../src/ui/filmstrip/playback';

describe('playing', () => {
  it('sweeps at the speed, in layers a second', () => {
    expect(later({ position: 1, rest: 0 }, 0.5, 0.5)).toEqual({ position: 1.25, rest: 0 });
  });

  it('comes to stand on each whole layer exactly, and rests there', () => {
    const moment = later({ position: 1.98, rest: 0 }, 0.1, 1);
    expect(moment).toEqual({ position: 2, rest: restAt(1) });
    expect(later(moment, 0.1, 1).position).toBe(2);
  });

  it('goes on with what is left of a step when the rest ends', () => {
    expect(later({ position: 2, rest: 0.25 }, 0.5, 1)).toEqual({ position: 2.25, rest: 0 });
  });

  it('meets every layer in turn at every speed, at any frame rate', () => {
    for (const speed of [0.25, 1, 4]) {
      for (const step of [1 / 144, 1 / 60, 0.1]) {
        const whole: number[] = [];
        let moment = { position: 0, rest: 0 };
        while (moment.position < 4) {
          moment = later(moment, step, speed);
          if (Number.isInteger(moment.position) && whole.at(-1) !== moment.position) {
            whole.push(moment.position);
          }
        }
        expect(whole).toEqual([1, 2, 3, 4]);
      }
    }
  });

  it('rests less at higher speeds, and steps at the same pace where nothing moves', () => {
    expect(restAt(4)).toBeLessThan(restAt(1));
    expect(restAt(0.25)).toBe(restAt(1));
    expect(stepInterval(1)).toBeCloseTo(1.35);
  });
});
