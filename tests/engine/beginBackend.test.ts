/** Backends that begin, do not, or never say: a deadline ends the waiting, and what comes late disturbs nobody. */
import * as tf from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { begin } from '../../src/engine/beginBackend';
import { refusalOf } from '../../src/engine/refusal';
import type { Clock } from '../../src/thread/deadline';

/** A clock that rings when it is told to. */
function clockByHand() {
  const rings: (() => void)[] = [];
  const clock: Clock = (_milliseconds, ring) => {
    rings.push(ring);
    return () => undefined;
  };
  return { clock, ring: () => rings.forEach((ring) => ring()) };
}

const adapter = {};

function graphics(requestAdapter: () => Promise<object | null>): void {
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
}

beforeEach(() => graphics(async () => adapter));

afterEach(() => {
  vi.unstubAllGlobals();
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.removeBackend('cpu');
  tf.registerBackend('cpu', () => new MathBackendCPU());
});

describe('a backend', () => {
  test('is begun once', async () => {
    expect(await begin('cpu')).toBe(true);
    expect(await begin('cpu')).toBe(false);
    expect(tf.getBackend()).toBe('cpu');
  });

  test('that never comes is given up, and another works at once', async () => {
    const { clock, ring } = clockByHand();
    tf.registerBackend('webgpu', () => new Promise(() => undefined));
    const begun = begin('webgpu', clock);
    ring();
    expect(await begun.catch(refusalOf)).toEqual({ code: 'late', values: { seconds: 15 } });
    await begin('cpu', clock);
    await tf.ready();
    expect(await tf.square(tf.tensor1d([1, 2])).array()).toEqual([1, 4]);
  });

  test('whose adapter is never given is given up', async () => {
    const { clock, ring } = clockByHand();
    graphics(() => new Promise(() => undefined));
    tf.registerBackend('webgpu', async () => new MathBackendCPU());
    const begun = begin('webgpu', clock);
    ring();
    expect(await begun.catch(refusalOf)).toMatchObject({ code: 'late' });
  });

  test('that comes late is ended, and does not take the place of the other', async () => {
    const { clock, ring } = clockByHand();
    const late = new MathBackendCPU();
    const dispose = vi.spyOn(late, 'dispose');
    let come: (backend: MathBackendCPU) => void = () => undefined;
    const coming = new Promise<MathBackendCPU>((resolve) => {
      come = resolve;
    });
    tf.registerBackend('webgpu', () => coming);
    const begun = begin('webgpu', clock);
    ring();
    await begun.catch(() => undefined);
    await begin('cpu', clock);
    const other = tf.backend();
    come(late);
    await vi.waitFor(() => expect(dispose).toHaveBeenCalled());
    expect(tf.backend()).toBe(other);
    expect(tf.getBackend()).toBe('cpu');
  });

  test('that is not there is told from one that fails', async () => {
    graphics(async () => null);
    expect(await begin('webgpu').catch(refusalOf)).toEqual({ code: 'absent' });
    tf.registerBackend('webgpu', async () => new MathBackendCPU());
    expect(await begin('webgpu').catch(refusalOf)).toEqual({ code: 'absent' });
    graphics(async () => adapter);
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => Promise.reject(new Error('device lost')));
    expect(await begin('webgpu').catch(refusalOf)).toEqual({
      code: 'failed',
      values: { reason: 'device lost' },
    });
  });
});
