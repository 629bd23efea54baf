/**
 * Sliding windows written out from their definition: pad the axis, lay the window at its start,
 * step until it no longer fits. Nothing here knows the program's own arithmetic.
 */

export type Padding = 'valid' | 'same' | 'pixels';

export interface AxisSettings {
  size: number;
  stride: number;
  dilation: number;
  padding: Padding;
  pixels: number;
  /** `ceil` keeps a last window that reaches beyond the end, as Caffe's pooling does. */
  rounding?: 'floor' | 'ceil';
}

/** For every output cell along an axis the input cells that it looks at; null is padding. */
export function windowsAlong(length: number, s: AxisSettings): (number | null)[][] {
  const span = s.dilation * (s.size - 1) + 1;
  let before = 0;
  let after = 0;
  if (s.padding === 'pixels') before = after = s.pixels;
  if (s.padding === 'same') {
    // TensorFlow: as many windows as strides begin within the axis; the odd cell goes to the end.
    let windows = 0;
    for (let start = 0; start < length; start += s.stride) windows++;
    while (before + length + after < (windows - 1) * s.stride + span) {
      if (before === after) after++;
      else before++;
    }
  }
  const cells: (number | null)[] = [];
  for (let i = 0; i < before; i++) cells.push(null);
  for (let i = 0; i < length; i++) cells.push(i);
  for (let i = 0; i < after; i++) cells.push(null);

  const fits = (start: number) => start + span <= cells.length;
  // The one before it left something over, and it does not begin behind the input.
  const isKept = (start: number) =>
    s.rounding === 'ceil' &&
    s.padding !== 'same' &&
    start - s.stride + span < cells.length &&
    start < before + length;
  const windows: (number | null)[][] = [];
  for (let start = 0; fits(start) || isKept(start); start += s.stride) {
    const window: (number | null)[] = [];
    for (let i = 0; i < s.size; i++) window.push(cells[start + i * s.dilation] ?? null);
    windows.push(window);
  }
  return windows;
}
