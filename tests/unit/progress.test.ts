import { describe, expect, test } from 'vitest';
import { chain } from '../../src/network/graph';
import { factsOf } from '../../src/network/shape';
import { secondsLeft, timeLeft, workDone } from '../../src/store/progress';

describe('progress', () => {
  const network = chain([
    ['input'],
    ['conv2d', { filters: 4 }],
    ['relu'],
    ['conv2d', { filters: 8, kernelHeight: 5, kernelWidth: 5 }],
  ]);
  const facts = factsOf(network, [20, 30, 3]);
  // Multiply-adds and outputs of each layer, by hand.
  const work = [20 * 30 * 3, 18 * 28 * 4 * 27 + 18 * 28 * 4, 18 * 28 * 4, 14 * 24 * 8 * 101];
  const all = work.reduce((sum, part) => sum + part, 0);

  test('is the share of the work that is done', () => {
    let done = 0;
    network.nodes.forEach(({ id }, index) => {
      done += work[index]!;
      expect(workDone(network, facts, id)).toBeCloseTo(done / all, 12);
    });
  });

  test('layers that cannot run are no work', () => {
    const short = factsOf(network, [6, 6, 3]);
    expect(short.get('conv2d2')?.state).toBe('cannotRun');
    expect(workDone(network, short, 'relu1')).toBe(1);
  });

  test('the time left follows from the pace', () => {
    expect(secondsLeft(0.25, 2000)).toBeCloseTo(6, 12);
    expect(secondsLeft(0, 2000)).toBeNull();
    expect(secondsLeft(1, 2000)).toBeNull();
  });

  test('the time left is said in the unit that suits it, up to a day', () => {
    expect(timeLeft(null)).toBeNull();
    expect(timeLeft(0.4)).toBeNull();
    expect(timeLeft(5.2)).toEqual({ unit: 'seconds', count: 6 });
    expect(timeLeft(99)).toEqual({ unit: 'seconds', count: 99 });
    expect(timeLeft(99.5)).toEqual({ unit: 'minutes', count: 2 });
    expect(timeLeft(3599)).toEqual({ unit: 'minutes', count: 60 });
    expect(timeLeft(2 * 3600)).toEqual({ unit: 'hours', count: 2 });
    expect(timeLeft(24 * 3600)).toEqual({ unit: 'hours', count: 24 });
    expect(timeLeft(24 * 3600 + 1)).toBe('days');
    expect(timeLeft(3.89e143)).toBe('days');
    expect(timeLeft(Infinity)).toBe('days');
    expect(timeLeft(NaN)).toBeNull();
  });
});
