/** Arithmetic of sliding windows, shared by convolution and pooling. Dumoulin & Visin 2016. */
import {
  mapsOf,
  shapeProblem,
  type Cell,
  type CellTerms,
  type Shape,
  type ShapeResult,
  type WindowGeometry,
} from './contract';

export type Padding = 'valid' | 'same' | 'pixels';
/** What becomes of a last window that does not fit: `ceil` keeps it where it begins on the input. */
export type Rounding = 'floor' | 'ceil';

export interface AxisWindow {
  /** Output cells along the axis; 0 or less when the window does not fit. */
  output: number;
  padBefore: number;
  padAfter: number;
  /** Input cells that the dilated window spans. */
  span: number;
}

/** A window by itself, wherever it slides. */
export type SlidingWindow = Pick<WindowGeometry, 'size' | 'stride' | 'dilation'>;

export interface MapWindows {
  rows: AxisWindow;
  columns: AxisWindow;
}

/**
 * One axis of a sliding window; all lengths in cells.
 * `same` is TensorFlow's: output = ceil(input / stride), the odd pixel of padding goes after.
 * Rounding up is Caffe's and PyTorch's: a window that reaches beyond the padding is there if it
 * begins on the input, or in the padding before it.
 */
export function slide(
  input: number,
  size: number,
  stride: number,
  dilation: number,
  padding: Padding,
  pixels: number,
  rounding: Rounding = 'floor',
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
  if (rounding === 'floor') {
    const output = room < 0 ? 0 : Math.floor(room / stride) + 1;
    return { output, padBefore: pad, padAfter: pad, span };
  }
  const starts = Math.ceil((input + pad) / stride);
  const output = Math.min(Math.ceil(room / stride) + 1, starts);
  const overhang = (output - 1) * stride + span - input - pad;
  return { output, padBefore: pad, padAfter: Math.max(pad, overhang), span };
}

/** How a window slides over maps. Sizes, strides and dilations are `[vertical, horizontal]`. */
export function slideMaps(
  input: Shape,
  window: SlidingWindow,
  padding: Padding,
  pixels: number,
  rounding: Rounding = 'floor',
): MapWindows {
  const { height, width } = mapsOf(input);
  const { size, stride, dilation } = window;
  return {
    rows: slide(height, size[0], stride[0], dilation[0], padding, pixels, rounding),
    columns: slide(width, size[1], stride[1], dilation[1], padding, pixels, rounding),
  };
}

/** The geometry of a window that slides so. */
export function geometryOf(window: SlidingWindow, { rows, columns }: MapWindows): WindowGeometry {
  return { ...window, padBefore: [rows.padBefore, columns.padBefore] };
}

/** Bytes of the table that WASM keeps of every window: where each of its cells is. */
export function tableBytes({ size }: SlidingWindow, { rows, columns }: MapWindows): number {
  return 4 * size[0] * size[1] * Math.max(0, rows.output) * Math.max(0, columns.output);
}

/** Shape of the output with so many channels, or that the window is larger than the padded maps. */
export function windowedShape(
  input: Shape,
  { rows, columns }: MapWindows,
  channels: number,
): ShapeResult {
  const { height, width } = mapsOf(input);
  if (rows.output >= 1 && columns.output >= 1) {
    return { ok: true, shape: [rows.output, columns.output, channels] };
  }
  return shapeProblem('windowTooLarge', {
    spanHeight: rows.span,
    spanWidth: columns.span,
    height: height + rows.padBefore + rows.padAfter,
    width: width + columns.padBefore + columns.padAfter,
  });
}

/**
 * The padding as tfjs takes it, numbers for every axis of `[batch, height, width, channels]`. Its
 * own `'same'` is wrong on the WASM backend for some strides, and a single number is wrong for
 * windows that are not square.
 */
export function explicitPadding({
  rows,
  columns,
}: MapWindows): [[number, number], [number, number], [number, number], [number, number]] {
  return [
    [0, 0],
    [rows.padBefore, rows.padAfter],
    [columns.padBefore, columns.padAfter],
    [0, 0],
  ];
}

/** Rows and columns of an output cell's window in the input, those in the padding included. */
export function windowCells(
  geometry: WindowGeometry,
  { row, column }: Pick<Cell, 'row' | 'column'>,
): Pick<CellTerms, 'rows' | 'columns'> {
  const along = (axis: 0 | 1, output: number) => {
    const [first] = windowSpan(geometry, axis, output);
    const step = geometry.dilation[axis];
    return Array.from({ length: geometry.size[axis] }, (_, index) => first + index * step);
  };
  return { rows: along(0, row), columns: along(1, column) };
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
