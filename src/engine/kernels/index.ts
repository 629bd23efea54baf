/** What WASM runs in our own kernels: most of the time of a network is spent in these. */
import { registerConvolution } from './convolution';
import { registerResponseNormalisation } from './responseNormalisation';

/** To be called once tfjs' kernels are registered, before the backend is begun. */
export function registerOwnKernels(): void {
  registerConvolution();
  registerResponseNormalisation();
}
