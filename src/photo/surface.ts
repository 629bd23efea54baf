/** From a decoded bitmap to the master copy's pixels, strip by strip. */
import { AreaAverager } from './areaAverage';
import { abortError, type PhotoPixels } from './photo';
import { masterSize } from './resample';

/** Pixels of a strip: 4 MB of bytes, a few milliseconds of work. */
const stripPixels = 1 << 20;

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Whether this thread can read pixels: a worker needs `OffscreenCanvas` for it. */
export function canReadPixels(): boolean {
  return typeof createImageBitmap === 'function' && contextOf(1, 1) !== null;
}

/**
 * The bitmap over white, averaged to its master size. Between strips the thread is free for other
 * work, and `cancelled` is asked whether to go on.
 */
export async function masterOf(
  bitmap: ImageBitmap,
  cancelled: () => boolean,
): Promise<PhotoPixels> {
  const { width, height } = bitmap;
  const rows = Math.min(height, Math.max(1, Math.floor(stripPixels / width)));
  const context = contextOf(width, rows);
  if (context === null) throw new Error('this thread has no 2D canvas');
  const averager = new AreaAverager(bitmap, masterSize(bitmap));
  context.imageSmoothingEnabled = false;
  context.fillStyle = '#fff';
  for (let top = 0; top < height; top += rows) {
    if (cancelled()) throw abortError();
    const count = Math.min(rows, height - top);
    context.fillRect(0, 0, width, count);
    context.drawImage(bitmap, 0, top, width, count, 0, 0, width, count);
    averager.add(context.getImageData(0, 0, width, count).data, count);
    await nextTask();
  }
  return averager.finish();
}

/** Pixels of a corner's side: less than the smallest block that a decoder lacks. */
const cornerSide = 4;

/** Whether any corner of a bitmap, which may have been turned, is of one colour throughout. */
export function hasFlatCorner(bitmap: ImageBitmap): boolean {
  const across = Math.min(cornerSide, bitmap.width);
  const down = Math.min(cornerSide, bitmap.height);
  const context = contextOf(across, down);
  if (context === null) return true;
  for (const left of [0, bitmap.width - across]) {
    for (const top of [0, bitmap.height - down]) {
      context.drawImage(bitmap, left, top, across, down, 0, 0, across, down);
      const { data } = context.getImageData(0, 0, across, down);
      if (data.every((value, i) => value === data[i % 4])) return true;
    }
  }
  return false;
}

function contextOf(width: number, height: number): Context | null {
  const options: CanvasRenderingContext2DSettings = { willReadFrequently: true };
  if (typeof OffscreenCanvas === 'function') {
    const context = new OffscreenCanvas(width, height).getContext('2d', options);
    if (context !== null) return context;
  }
  if (typeof document === 'undefined') return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d', options);
}

/** Lets waiting messages and events through; unlike a timer, without a delay. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
