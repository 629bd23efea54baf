/** Paints canvases within a time budget a frame, so that hundreds of maps never block the page. */

const budgetMilliseconds = 8;

/** What each canvas is to show next. A canvas keeps its place in line when its picture is replaced. */
const waiting = new Map<HTMLCanvasElement, () => void>();
let scheduled = false;

/** Paints the canvas as soon as there is time; a newer picture for it replaces this one. */
export function queuePaint(canvas: HTMLCanvasElement, paint: () => void): void {
  waiting.set(canvas, paint);
  if (scheduled) return;
  scheduled = true;
  // The work of this very task is gathered first, then painted within the same frame.
  queueMicrotask(paintWaiting);
}

/** A canvas that left the page needs no picture. */
export function forgetPaint(canvas: HTMLCanvasElement): void {
  waiting.delete(canvas);
}

function paintWaiting(): void {
  scheduled = false;
  const begin = performance.now();
  for (const [canvas, paint] of waiting) {
    waiting.delete(canvas);
    paint();
    if (performance.now() - begin > budgetMilliseconds) break;
  }
  if (waiting.size > 0) {
    scheduled = true;
    requestAnimationFrame(paintWaiting);
  }
}
