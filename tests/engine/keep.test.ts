import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { Keep, type Kept, type NodeValue } from '../../src/engine/keep';
import { createNode } from '../../src/network/graph';

beforeAll(() => tf.setBackend('cpu'));

const node = createNode('relu1', 'relu');

/** A value of 40 bytes. */
const forty = (): NodeValue => ({
  tensor: tf.zeros([10]),
  shape: [10],
  origin: { node, inputs: [] },
  milliseconds: 0,
  statistics: null,
  thumbnails: null,
  weights: [],
  prepared: null,
});

function put(keep: Keep, ...keys: string[]): Kept[] {
  return keys.map((key) => {
    const kept = keep.put(key, forty());
    keep.release(kept);
    return kept;
  });
}

describe('keep', () => {
  test('lets the oldest go, once over its budget', () => {
    const keep = new Keep(120);
    put(keep, 'a', 'b', 'c');
    keep.beginRun();
    const kept = keep.take('a');
    put(keep, 'd');
    expect(keep.bytes).toBe(120);
    expect(keep.take('b')).toBeUndefined();
    expect(keep.take('a')).toBe(kept);
    expect(keep.take('c')).toBeDefined();
    keep.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('what is known of the present run’s values stays when their tensors go', () => {
    const keep = new Keep(60);
    const [a, b] = put(keep, 'a', 'b');
    expect([a!.tensor, b!.tensor !== null]).toEqual([null, true]);
    expect(keep.take('a')).toBe(a);
    expect(keep.bytes).toBe(40);
    keep.beginRun();
    keep.take('b');
    keep.endRun();
    expect(keep.take('a')).toBeUndefined();
    expect(keep.take('b')).toBe(b);
    keep.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('of a quick gesture the moment before is let go, and what was there before the gesture stays', () => {
    const keep = new Keep(1000);
    const run = (gesture: number | null, isQuick: boolean, ...keys: string[]) => {
      keep.beginRun(gesture);
      for (const key of keys) if (!keep.take(key)) put(keep, key);
      keep.endRun(isQuick);
    };
    run(null, true, 'photo', 'a');
    run(7, true, 'photo', 'b');
    run(7, true, 'photo', 'c');
    expect(keep.bytes).toBe(3 * 40);
    // Slow runs are not made once more for nothing.
    run(7, false, 'photo', 'd');
    expect(keep.bytes).toBe(4 * 40);
    // Where a gesture ended undo leads back to.
    run(7, true, 'photo', 'e');
    run(8, true, 'photo', 'f');
    run(null, true, 'photo', 'g');
    keep.beginRun();
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].filter((key) => keep.take(key))).toEqual([
      'a',
      'e',
      'f',
      'g',
    ]);
    keep.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('what somebody holds is not let go with a gesture', () => {
    const keep = new Keep(1000);
    keep.beginRun(1);
    const held = keep.put('a', forty());
    keep.endRun(true);
    keep.beginRun(1);
    keep.endRun(true);
    expect(held.tensor).not.toBeNull();
    keep.release(held);
    keep.clear();
    expect(tf.memory().numTensors).toBe(0);
  });

  test('what is held stays, however much it is, until it is released', () => {
    const keep = new Keep(30);
    const held = ['a', 'b', 'c'].map((key) => keep.put(key, forty()));
    expect(keep.bytes).toBe(120);
    for (const kept of held) keep.release(kept);
    expect(keep.bytes).toBe(0);
    expect(tf.memory().numTensors).toBe(0);
  });

  test('makes room before there is more', () => {
    const keep = new Keep(100);
    put(keep, 'a', 'b');
    keep.makeRoom(50);
    expect(keep.bytes).toBe(40);
    keep.setBudget(10);
    expect(keep.bytes).toBe(0);
  });

  test('a value is given its tensor back once, and only while it is known', () => {
    const keep = new Keep(40);
    const [a, b] = put(keep, 'a', 'b');
    keep.restore(a!, tf.zeros([10]));
    keep.restore(a!, tf.zeros([10]));
    expect(keep.bytes).toBe(80);
    keep.makeRoom(0);
    expect([a!.tensor !== null, b!.tensor]).toEqual([true, null]);
    keep.clear();
    keep.restore(b!, tf.zeros([10]));
    expect(keep.bytes).toBe(0);
    expect(tf.memory().numTensors).toBe(0);
  });

  test('a value put in another’s place frees it', () => {
    const keep = new Keep(400);
    put(keep, 'a', 'a');
    expect(tf.memory().numTensors).toBe(1);
    expect(keep.bytes).toBe(40);
    keep.clear();
  });

  test('no serial is ever given twice, whichever keep it is', () => {
    const [one, other] = [new Keep(400), new Keep(400)];
    const serials = [one, other, one, other].map((keep, at) => put(keep, `${at}`)[0]!.serial);
    expect(new Set(serials).size).toBe(4);
    one.clear();
    expect(put(one, '0')[0]!.serial).toBeGreaterThan(Math.max(...serials));
    one.clear();
    other.clear();
  });

  test('abandoning forgets without freeing', () => {
    const keep = new Keep(100);
    const { tensor } = put(keep, 'a')[0]!;
    keep.abandon();
    expect(keep.bytes).toBe(0);
    expect(tensor!.isDisposed).toBe(false);
    tensor!.dispose();
  });
});
