/** The trial of all backends in Node, where the processor alone computes, beside a WebGL that gives zeros. */
import * as tf from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { afterEach, expect, test, vi } from 'vitest';
import { fastest, measureBackends } from '../../src/engine/backend';

/** As fast as can be: it computes nothing. */
class ZeroBackend extends MathBackendCPU {
  override makeTensorInfo(...[shape, dtype, values]: Parameters<MathBackendCPU['makeTensorInfo']>) {
    const held = values instanceof Float32Array ? new Float32Array(values.length) : values;
    return super.makeTensorInfo(shape, dtype, held);
  }
}

afterEach(() => vi.unstubAllGlobals());

test('refuses what computes wrongly, says why, and leaves nothing of it', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  tf.env().set('HAS_WEBGL', true);
  tf.registerBackend('webgl', () => new ZeroBackend());
  for (const { kernelName } of tf.getKernelsForBackend('webgl')) {
    tf.unregisterKernel(kernelName, 'webgl');
  }
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    tf.registerKernel({ kernelName, kernelFunc, backendName: 'webgl' });
  }
  const trials = await measureBackends();
  const of = (name: string) => trials.find(({ backend }) => backend === name);
  expect(of('webgl')).toEqual({
    backend: 'webgl',
    milliseconds: null,
    refusal: { code: 'wrong', values: { got: '0', expected: '172,125' } },
  });
  for (const backend of ['wasm', 'webgpu']) {
    expect(of(backend)).toEqual({ backend, milliseconds: null, refusal: { code: 'absent' } });
  }
  expect(of('cpu')).toMatchObject({ backend: 'cpu', refusal: null });
  expect(Object.keys(tf.engine().registry)).not.toContain('webgl');
});

test('has none chosen where none is right', () => {
  const refusal = { code: 'absent' } as const;
  expect(fastest([{ backend: 'wasm', milliseconds: null, refusal }])).toBeNull();
  expect(
    fastest([
      { backend: 'wasm', milliseconds: 9, refusal: null },
      { backend: 'cpu', milliseconds: 4, refusal: null },
    ]),
  ).toBe('cpu');
});
