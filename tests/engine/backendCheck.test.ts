/** A backend that computes wrongly is found out by a handful of small layers, and one that is right passes. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkBackend } from '../../src/engine/backendCheck';
import { refusalOf } from '../../src/engine/refusal';
import { prepareWasm } from './prepareWasm';

/** A 32-bit float as a half float has it: eleven binary digits, nothing above 65,504. */
function half(value: number): number {
  if (Math.abs(value) >= 65_520) return Math.sign(value) * Infinity;
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value))));
  const step = 2 ** (exponent - 10);
  return value === 0 ? 0 : Math.round(value / step) * step;
}

/** Backends that compute as the processor does, and hold something else. */
const wrongs: Readonly<Record<string, (value: number, index: number) => number>> = {
  'half floats': half,
  'half floats for small values alone': (value) => (Math.abs(value) < 60 ? half(value) : value),
  'zeros alone': () => 0,
  'no negative values': (value) => Math.max(0, value),
  'one value wrong': (value, index) => (index === 12 ? value + 0.01 : value),
  'nothing but NaN': () => NaN,
};

class WrongBackend extends MathBackendCPU {
  static wrong: (value: number, index: number) => number;

  override makeTensorInfo(...[shape, dtype, values]: Parameters<MathBackendCPU['makeTensorInfo']>) {
    const held = values instanceof Float32Array ? values.map(WrongBackend.wrong) : values;
    return super.makeTensorInfo(shape, dtype, held);
  }
}

beforeAll(() => {
  prepareWasm();
  tf.registerBackend('wrong', () => new WrongBackend());
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    tf.registerKernel({ kernelName, kernelFunc, backendName: 'wrong' });
  }
});

const outcome = () => checkBackend(tf).then(() => null, refusalOf);

describe('the check of a backend', () => {
  test.each(['cpu', 'wasm'])('%s passes, and nothing is left behind', async (backend) => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    expect(await outcome()).toBeNull();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each(Object.keys(wrongs))('one with %s is refused', async (name) => {
    WrongBackend.wrong = wrongs[name]!;
    await tf.setBackend('wrong');
    const before = tf.memory().numTensors;
    expect(await outcome()).toMatchObject({ code: 'wrong' });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('what was expected, and what came, are told as numbers that can be read', async () => {
    WrongBackend.wrong = half;
    await tf.setBackend('wrong');
    expect(await outcome()).toEqual({ code: 'wrong', values: { got: '∞', expected: '172,125' } });
  });
});
