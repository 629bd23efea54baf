import { describe, expect, test } from 'vitest';
import { chain } from '../../src/network/graph';
import { factsOf } from '../../src/network/shape';
import { secondsLeft, workDone } from '../../src/store/progress';

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
});
