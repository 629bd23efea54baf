/** Arithmetic of sliding windows, shared by convolution and pooling. Dumoulin & Visin 2016. */
import type { WindowGeometry } from './contract';

export type Padding = 'valid' | 'same' | 'pixels';

export interface AxisWindow {
  /** Output cells along the axis; 0 or less when the window does not fit. */
  output: number;
  padBefore: number;
  padAfter: number;
  /** Input cells that the dilated window spans. */
  span: number;
}

/**
 * One axis of a sliding window.
 * `same` is TensorFlow's: output = ceil(input / stride), the odd pixel of padding goes after.
 */
export function slide(
  input: number,
  size: number,
  stride: number,
  dilation: number,
  padding: Padding,
  pixels: number,
): AxisWindow {
  const span = (size - 1) * dilation + 1;
  if (padding === 'same') {
    const output = Math.ceil(input / stride);
    const total = Math.max(0, (output - 1) * stride + span - input);
    const padBefore = Math.floor(total / 2);
    return { output, padBefore, padAfter: total - padBefore, span };
  }
  const pad = padding === 'pixels' ? pixels : 0;
  const room = input + 2 * pad - span;
  const output = room < 0 ? 0 : Math.floor(room / stride) + 1;
  return { output, padBefore: pad, padAfter: pad, span };
}

/** Input rows (or columns) `[first, last]` that an output cell's window spans, padding included. */
export function windowSpan(
  geometry: WindowGeometry,
  axis: 0 | 1,
  output: number,
): readonly [number, number] {
  const first = output * geometry.stride[axis] - geometry.padBefore[axis];
  return [first, first + (geometry.size[axis] - 1) * geometry.dilation[axis]];
}
