import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { Keep, type NodeValue } from '../../src/engine/keep';

beforeAll(() => tf.setBackend('cpu'));

const tenBytes = (): NodeValue => ({
  tensor: tf.zeros([3]),
  bytes: 10,
  milliseconds: 0,
  statistics: null,
  thumbnails: null,
  weights: [],
  prepared: null,
});

describe('keep', () => {
  test('throws out the oldest that this run does not use, once over its budget', () => {
    const keep = new Keep(30);
    for (const key of ['a', 'b', 'c']) keep.put(key, tenBytes());
    keep.unpin();
    const kept = keep.take('a');
    keep.put('d', tenBytes());
    expect(keep.bytes).toBe(30);
    expect(keep.take('b')).toBeUndefined();
    expect(keep.take('a')).toBe(kept);
    expect(keep.take('c')).toBeDefined();
    keep.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('what this run uses stays, however much it is', () => {
    const keep = new Keep(15);
    for (const key of ['a', 'b', 'c']) keep.put(key, tenBytes());
    expect(keep.bytes).toBe(30);
    keep.unpin();
    keep.put('d', tenBytes());
    expect(keep.bytes).toBe(10);
    expect(tf.memory().numTensors).toBe(1);
    keep.clear();
  });

  test('a value put in another’s place frees it', () => {
    const keep = new Keep(100);
    keep.put('a', tenBytes());
    keep.put('a', tenBytes());
    expect(tf.memory().numTensors).toBe(1);
    expect(keep.bytes).toBe(10);
    keep.clear();
  });

  test('no serial is ever given twice, whichever keep it is', () => {
    const [one, other] = [new Keep(100), new Keep(100)];
    const serials = [one, other, one, other].map(
      (keep, at) => keep.put(`${at}`, tenBytes()).serial,
    );
    expect(new Set(serials).size).toBe(4);
    one.clear();
    expect(one.put('0', tenBytes()).serial).toBeGreaterThan(Math.max(...serials));
    one.clear();
    other.clear();
  });

  test('abandoning forgets without freeing', () => {
    const keep = new Keep(100);
    const { tensor } = keep.put('a', tenBytes());
    keep.abandon();
    expect(keep.bytes).toBe(0);
    expect(tensor.isDisposed).toBe(false);
    tensor.dispose();
  });
});
