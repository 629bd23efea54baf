/** A tensor's values without a copy where the backend's memory can be looked into. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Tensor, TensorFlow } from '../layers/contract';

/**
 * The values of a float tensor, in its own order. They may be the backend's own memory: to be read
 * at once, before the backend is asked for anything else, and never to be written or sent.
 */
export async function valuesOf(tf: TensorFlow, tensor: Tensor): Promise<Float32Array> {
  const backend = tf.backend() as Partial<BackendWasm>;
  // Every module that Emscripten makes has it; tfjs' types leave it out.
  const module = backend.wasm as { HEAPU8?: Uint8Array } | undefined;
  const memory = tf.getBackend() === 'wasm' ? module?.HEAPU8 : undefined;
  const place = backend.dataIdMap?.get(tensor.dataId);
  if (!memory || !place) return (await tensor.data()) as Float32Array;
  return new Float32Array(memory.buffer, place.memoryOffset, tensor.size);
}
