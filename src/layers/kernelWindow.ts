/** The window of a convolution, whatever its filters see of the channels: its settings, how it slides. */
import type { Shape, WindowGeometry } from './contract';
import type { SettingsOf, SettingSpecs } from './settings';
import { geometryOf, slideMaps, type MapWindows, type SlidingWindow } from './window';

export const kernelWindowSettings = {
  kernelHeight: { type: 'integer', code: 'kh', min: 1, max: 15, step: 1, default: 3 },
  kernelWidth: { type: 'integer', code: 'kw', min: 1, max: 15, step: 1, default: 3 },
  stride: { type: 'integer', code: 's', min: 1, max: 8, step: 1, default: 1 },
  padding: { type: 'choice', code: 'p', options: ['valid', 'same', 'pixels'], default: 'valid' },
  paddingPixels: { type: 'integer', code: 'px', min: 0, max: 7, step: 1, default: 1 },
  dilation: { type: 'integer', code: 'd', min: 1, max: 4, step: 1, default: 1 },
} as const satisfies SettingSpecs;

type KernelWindowSettings = SettingsOf<typeof kernelWindowSettings>;

function kernelWindow(s: KernelWindowSettings): SlidingWindow {
  return {
    size: [s.kernelHeight, s.kernelWidth],
    stride: [s.stride, s.stride],
    dilation: [s.dilation, s.dilation],
  };
}

/** How the kernel slides over maps. */
export function slideKernel(input: Shape, s: KernelWindowSettings): MapWindows {
  return slideMaps(input, kernelWindow(s), s.padding, s.paddingPixels);
}

/** What an output cell sees of maps. */
export function kernelReach(input: Shape, s: KernelWindowSettings): WindowGeometry {
  return geometryOf(kernelWindow(s), slideKernel(input, s));
}
