/** Patches as pictures: cut out of their photos, or outlined on them. */
import type { Rect } from '../../network/field';
import type { Patch } from '../../network/patch';
import type { PhotoPixels } from '../../photo/photo';

/** Where a patch's window and the photo in it come to lie in a square, in its pixels. */
export interface PatchLayout {
  window: Rect;
  seen: Rect;
}

/** The window in the middle of a square, as large as it can be. */
export function layoutPatch({ window, seen }: Patch, side: number): PatchLayout {
  const scale = side / Math.max(window.height, window.width);
  const top = (side - window.height * scale) / 2;
  const left = (side - window.width * scale) / 2;
  const place = (rect: Rect): Rect => ({
    top: top + (rect.top - window.top) * scale,
    left: left + (rect.left - window.left) * scale,
    height: rect.height * scale,
    width: rect.width * scale,
  });
  return { window: place(window), seen: place(seen) };
}

/**
 * Paints a patch into a square of so many screen pixels, which stays clear where there is no photo.
 * Enlarged, the photo's pixels stay sharp.
 */
export function paintPatch(
  context: CanvasRenderingContext2D,
  photo: PhotoPixels,
  patch: Patch,
  side: number,
): void {
  const { seen } = layoutPatch(patch, side);
  context.clearRect(0, 0, side, side);
  context.imageSmoothingEnabled = seen.width < patch.seen.width;
  context.imageSmoothingQuality = 'high';
  const { top, left, height, width } = patch.seen;
  context.drawImage(
    canvasOf(photo),
    left,
    top,
    width,
    height,
    seen.left,
    seen.top,
    seen.width,
    seen.height,
  );
}

/** Paints a whole photo, `width × height` screen pixels, with a place of it outlined. */
export function paintPlace(
  context: CanvasRenderingContext2D,
  photo: PhotoPixels,
  { top, left, height, width }: Rect,
  canvas: { width: number; height: number },
  line: { colour: string; width: number },
): void {
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOf(photo), 0, 0, canvas.width, canvas.height);
  const scale = canvas.width / photo.width;
  context.strokeStyle = line.colour;
  context.lineWidth = line.width;
  // Around the place where it is small, and never cut off at the photo's border.
  const inset = line.width / 2;
  const x = Math.max(inset, left * scale);
  const y = Math.max(inset, top * scale);
  context.strokeRect(
    x,
    y,
    Math.min(canvas.width - inset, (left + width) * scale) - x,
    Math.min(canvas.height - inset, (top + height) * scale) - y,
  );
}

const canvases = new WeakMap<PhotoPixels, HTMLCanvasElement>();

/** The photo as something that can be drawn. */
function canvasOf(photo: PhotoPixels): HTMLCanvasElement {
  let canvas = canvases.get(photo);
  if (!canvas) {
    canvas = document.createElement('canvas');
    canvas.width = photo.width;
    canvas.height = photo.height;
    canvas
      .getContext('2d')
      ?.putImageData(new ImageData(photo.data, photo.width, photo.height), 0, 0);
    canvases.set(photo, canvas);
  }
  return canvas;
}
