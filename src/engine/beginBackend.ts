/**
 * Begins a backend beside tfjs' own registry. tfjs waits for ever for one that never comes (a graphics
 * adapter that is asked for and never given, a file that a host never sends), also when another has been
 * chosen meanwhile; and one that comes late takes the place of the other.
 */
import * as tf from '@tensorflow/tfjs-core';
import { hasWebAssembly } from '../assembly/instance';
import { withDeadline, type Clock } from '../thread/deadline';
import type { BackendName } from './protocol';
import { Refused } from './refusal';

/** Milliseconds that a backend may take to begin; WASM's file of 400 kB is on its way meanwhile. */
const mostMilliseconds: Readonly<Record<BackendName, number>> = {
  wasm: 30_000,
  webgl: 15_000,
  webgpu: 15_000,
  cpu: 15_000,
};

/**
 * Makes a backend whose code is there the present one. False where it had been begun before. Throws
 * `Refused` where there is none here, `TooLate`, or what it throws itself.
 */
export async function begin(backend: BackendName, clock?: Clock): Promise<boolean> {
  const { registry } = tf.engine();
  const isNew = !(backend in registry);
  if (isNew) registry[backend] = await make(backend, clock);
  await tf.setBackend(backend);
  return isNew;
}

async function make(backend: BackendName, clock?: Clock): Promise<tf.KernelBackend> {
  const factory = tf.findBackendFactory(backend);
  if (!factory) throw absent();
  let isGivenUp = false;
  const made = isThere(backend).then((is) => {
    if (!is) throw absent();
    return factory();
  });
  // One that comes when nobody waits for it any more is ended.
  made.then(
    (late) => isGivenUp && late.dispose(),
    () => undefined,
  );
  try {
    return await withDeadline(made, mostMilliseconds[backend], clock);
  } catch (error) {
    isGivenUp = true;
    throw error;
  }
}

/** Whether the browser has what a backend needs: else tfjs throws of what it did not find in nothing. */
async function isThere(backend: BackendName): Promise<boolean> {
  switch (backend) {
    case 'wasm':
      return hasWebAssembly();
    case 'webgl':
      return tf.env().getBool('HAS_WEBGL');
    case 'webgpu': {
      const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<object | null> } };
      return (await gpu?.requestAdapter()) != null;
    }
    case 'cpu':
      return true;
  }
}

function absent(): Refused {
  return new Refused({ code: 'absent' });
}
