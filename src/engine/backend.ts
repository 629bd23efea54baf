/** The tfjs backends: loading each on demand, and which one is fastest on this machine. */
import * as tf from '@tensorflow/tfjs-core';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { withDeadline } from '../thread/deadline';
import { checkBackend } from './backendCheck';
import { begin } from './beginBackend';
import { listenForFailedOperators } from './failedOperators';
import { registerOwnKernels } from './kernels';
import { backendNames, type BackendName, type BackendTrial } from './protocol';
import { refusalOf } from './refusal';

/** Milliseconds that a backend's code may take to come from the host. */
const mostLoading = 30_000;
/** That a graphics processor may take to compile and compute a few small layers. */
const mostChecking = 30_000;
/** That the trial of one backend may take, all in all. */
const mostTrial = 30_000;

const trialRounds = 5;
/** The trial's photo and filters: the first layer of the default network. */
const trialShape: [number, number, number] = [267, 400, 3];
const trialFilters = 8;

/**
 * Makes a backend the present one. Throws where it does not work on this machine, or not in time; one of
 * the graphics processor's also where it computes wrongly. `lost` is told when it stops working later
 * without any operation failing: values of a lost WebGL context never come.
 */
export async function activate(
  backend: BackendName,
  lost: (reason: Error) => void = () => undefined,
): Promise<void> {
  await withDeadline(load(backend), mostLoading);
  const isNew = await begin(backend);
  if (isNew && differsByDevice(backend)) {
    try {
      await withDeadline(checkBackend(tf), mostChecking);
    } catch (error) {
      discard(backend);
      throw error;
    }
  }
  if (backend !== 'webgl') return;
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  gpgpu.gl.canvas.addEventListener(
    'webglcontextlost',
    () => lost(new Error('its graphics context was lost')),
    { once: true },
  );
}

/**
 * WASM and JavaScript compute by one standard: what they give here they give everywhere, and the trial is
 * soon enough to see to it. The first map need not wait for that.
 */
function differsByDevice(backend: BackendName): boolean {
  return backend === 'webgl' || backend === 'webgpu';
}

/** Ends a backend with everything that it holds, whether tfjs knows of it or not. */
export function discard(backend: BackendName): void {
  const factory = tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  if (factory) tf.registerBackend(backend, factory);
}

/** Backends to try after one has failed, in order of preference. */
export function fallbackAfter(failed: ReadonlySet<BackendName>): BackendName | null {
  return backendNames.find((backend) => !failed.has(backend)) ?? null;
}

/**
 * Times one convolution with ReLU and its values read back on every backend that works here and computes
 * rightly. Each is warmed up once; the figure is the median of the rounds.
 */
export async function measureBackends(): Promise<readonly BackendTrial[]> {
  const trials: BackendTrial[] = [];
  for (const backend of backendNames) {
    trials.push(
      await withDeadline(measure(backend), mostTrial).then(
        (milliseconds) => ({ backend, milliseconds, refusal: null }),
        (error: unknown) => ({ backend, milliseconds: null, refusal: refusalOf(error) }),
      ),
    );
  }
  return trials;
}

/** The fastest backend of a trial; null where there is none. */
export function fastest(trials: readonly BackendTrial[]): BackendName | null {
  let best: BackendTrial | undefined;
  for (const trial of trials) {
    if (trial.milliseconds === null) continue;
    if (!best || trial.milliseconds < (best.milliseconds ?? Infinity)) best = trial;
  }
  return best?.backend ?? null;
}

async function measure(backend: BackendName): Promise<number> {
  await activate(backend);
  await checkBackend(tf);
  const image = tf.randomUniform<tf.Rank.R3>(trialShape, 0, 1, 'float32', 1);
  const kernel = tf.randomUniform<tf.Rank.R4>([3, 3, 3, trialFilters], -1, 1, 'float32', 2);
  try {
    const times: number[] = [];
    for (let round = 0; round <= trialRounds; round++) {
      const begin = performance.now();
      const output = tf.tidy(() => tf.relu(tf.conv2d(image, kernel, 1, 'valid')));
      await output.data();
      output.dispose();
      // The first round compiles shaders and loads code.
      if (round > 0) times.push(performance.now() - begin);
      if (round > 0 && performance.now() - begin > 400) break;
    }
    times.sort((a, b) => a - b);
    return times[Math.floor(times.length / 2)] ?? Infinity;
  } finally {
    image.dispose();
    kernel.dispose();
  }
}

let hasWasmPaths = false;

async function load(backend: BackendName): Promise<void> {
  switch (backend) {
    case 'wasm': {
      listenForFailedOperators();
      const wasm = await import('@tensorflow/tfjs-backend-wasm');
      // Once: tfjs throws where they are told again after WASM could not be compiled.
      if (hasWasmPaths) return;
      hasWasmPaths = true;
      registerOwnKernels();
      // The threaded build needs cross-origin isolation, which a plain static host does not give.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      const simd = new URL(simdWasm, import.meta.url).href;
      wasm.setWasmPaths({
        'tfjs-backend-wasm.wasm': new URL(plainWasm, import.meta.url).href,
        'tfjs-backend-wasm-simd.wasm': simd,
        // tfjs insists on a third address although it will not fetch it.
        'tfjs-backend-wasm-threaded-simd.wasm': simd,
      });
      return;
    }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return;
    case 'webgpu':
      await import('@tensorflow/tfjs-backend-webgpu');
      return;
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
  }
}
