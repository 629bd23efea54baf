/** The playhead between two layers: how far the window has swept, and what it covers. */

/** Window over an input, each pair `[vertical, horizontal]`, in input cells. */
export interface SweepWindow {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  /** Padding added above and at the left. */
  readonly padBefore: readonly [number, number];
}

/** The window of layers that look at the same cell alone. */
export const sameCellWindow: SweepWindow = {
  size: [1, 1],
  stride: [1, 1],
  dilation: [1, 1],
  padBefore: [0, 0],
};

export interface SweepState {
  /** Cells painted, in scan order, the current one included. */
  readonly cells: number;
  /** The cell being computed: the last that is painted, or the first before anything is. */
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells. Rows `top` up to but not `top + height`; columns likewise. */
export interface CellRect {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Where the sweep over a `height × width` output is at a fraction 0..1 of its way. */
export function sweepAt(fraction: number, height: number, width: number): SweepState {
  const total = height * width;
  if (total < 1 || !(fraction > 0)) return { cells: 0, row: 0, column: 0 };
  // A cell's own fraction, divided and multiplied again, may come out a hair below it.
  const index = Math.min(total - 1, Math.floor(fraction * total + 1e-6));
  return { cells: index + 1, row: Math.floor(index / width), column: index % width };
}

/** The fraction at which the sweep is in the middle of a cell: the way back from `sweepAt`. */
export function fractionOfCell(row: number, column: number, height: number, width: number): number {
  return (row * width + column + 0.5) / (height * width);
}

/**
 * The input cells under the window of an output cell: `whole` may reach into the padding, outside of
 * the input; `inside` is what lies on it, null where nothing does. With dilation the rectangle spans
 * the skipped cells too.
 */
export function windowAt(
  row: number,
  column: number,
  window: SweepWindow,
  inputHeight: number,
  inputWidth: number,
): { whole: CellRect; inside: CellRect | null } {
  const vertical = along(row, window, 0);
  const horizontal = along(column, window, 1);
  const whole = {
    top: vertical.start,
    left: horizontal.start,
    height: vertical.span,
    width: horizontal.span,
  };
  return { whole, inside: clipRect(whole, inputHeight, inputWidth) };
}

/** The part of a rectangle that lies on a `height × width` map, or null. */
export function clipRect(rect: CellRect, height: number, width: number): CellRect | null {
  const top = Math.max(0, rect.top);
  const left = Math.max(0, rect.left);
  const bottom = Math.min(height, rect.top + rect.height);
  const right = Math.min(width, rect.left + rect.width);
  if (bottom <= top || right <= left) return null;
  return { top, left, height: bottom - top, width: right - left };
}

function along(cell: number, window: SweepWindow, axis: 0 | 1): { start: number; span: number } {
  return {
    start: cell * window.stride[axis] - window.padBefore[axis],
    span: (window.size[axis] - 1) * window.dilation[axis] + 1,
  };
}
