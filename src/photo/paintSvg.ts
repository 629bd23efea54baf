/** SVG to pixels, on the page: workers cannot. */
import type { Size } from './areaAverage';
import { drawSvg, type SvgPixels } from './drawSvg';
// oxlint-disable-next-line import/default -- made by Vite
import frameUrl from './svgFrame?worker&url';
import type { FromSvgFrame, ToSvgFrame } from './svgFrameMessages';

/** Null where the drawing is faulty. */
export type Painted = ImageBitmap | null | 'slow';

/** Milliseconds for the frame to come up; without it, the page draws by itself. */
const mostToBegin = 5_000;
/** Milliseconds for the drawing. */
const mostToDraw = 10_000;

/** Whether a frame ever failed to come up here: the next drawing need not wait for one. */
let isFrameless = false;

/** Paints an SVG that states this size, over white; what is no longer wanted is given up as `slow`. */
export async function paintSvg(svg: Blob, size: Size, signal: AbortSignal): Promise<Painted> {
  const address = await dataUrl(svg);
  const pixels = (await drawInFrame(address, size, signal)) ?? (await drawSvg(address, size));
  if (pixels === 'slow') return 'slow';
  if (pixels === 'faulty') return null;
  return createImageBitmap(new ImageData(pixels, size.width, size.height));
}

/** Null where there is no such frame. */
async function drawInFrame(
  address: string,
  size: Size,
  signal: AbortSignal,
): Promise<SvgPixels | null> {
  if (isFrameless) return null;
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-scripts');
  frame.hidden = true;
  const script = document.createElement('script');
  script.src = new URL(frameUrl, import.meta.url).href;
  frame.srcdoc = script.outerHTML;
  try {
    const ready = nextMessage(frame, mostToBegin, signal);
    document.body.append(frame);
    if ((await ready) === null) {
      if (signal.aborted) return 'slow';
      isFrameless = true;
      return null;
    }
    const drawn = nextMessage(frame, mostToDraw, signal);
    const message: ToSvgFrame = { address, size };
    frame.contentWindow?.postMessage(message, '*');
    const answer = await drawn;
    return answer?.type === 'drawn' ? answer.pixels : 'slow';
  } finally {
    frame.remove();
  }
}

/** What the frame says next; null where it says nothing for so long, or is no longer asked. */
function nextMessage(
  frame: HTMLIFrameElement,
  milliseconds: number,
  signal: AbortSignal,
): Promise<FromSvgFrame | null> {
  return new Promise((resolve) => {
    const giveUp = () => settle(null);
    const settle = (message: FromSvgFrame | null) => {
      clearTimeout(timer);
      window.removeEventListener('message', listen);
      signal.removeEventListener('abort', giveUp);
      resolve(message);
    };
    const listen = ({ source, data }: MessageEvent<FromSvgFrame>) => {
      if (source === frame.contentWindow) settle(data);
    };
    const timer = setTimeout(giveUp, milliseconds);
    signal.addEventListener('abort', giveUp);
    window.addEventListener('message', listen);
  });
}

/** Not a blob's address: from there, a drawing with HTML inside makes the canvas unreadable. */
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => reject(new Error('the drawing cannot be read')));
    reader.readAsDataURL(blob);
  });
}
