/** WASM as the app has it: its files found, our own kernels in it. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerOwnKernels } from '../../src/engine/kernels';

/** To be called before the backend is begun. */
export function prepareWasm(): void {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
  registerOwnKernels();
}
