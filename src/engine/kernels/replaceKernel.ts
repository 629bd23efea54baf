/** Kernels of our own in the place of tfjs', where they are faster and give the same. */
import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
  type KernelFunc,
} from '@tensorflow/tfjs-core';

const backendName = 'wasm';

const replacements = new WeakSet<KernelConfig>();

/**
 * Puts a kernel in the place of WASM's registered one, once; to be called before the backend is begun.
 * What is made of tfjs' own may hand on to it what it does not do itself.
 */
export function replaceKernel(name: string, make: (tfjsOwn: KernelFunc) => KernelFunc): void {
  const tfjsOwn = getKernel(name, backendName);
  if (!tfjsOwn || replacements.has(tfjsOwn)) return;
  const replacement = { ...tfjsOwn, kernelFunc: make(tfjsOwn.kernelFunc) };
  replacements.add(replacement);
  unregisterKernel(name, backendName);
  registerKernel(replacement);
}

/** Adds a kernel that WASM does not have, once. */
export function addKernel(kernelName: string, kernelFunc: KernelFunc): void {
  if (!getKernel(kernelName, backendName)) registerKernel({ kernelName, backendName, kernelFunc });
}
