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

/** Colours are of a line and of what sets it off from the photo; lengths are in screen pixels. */
export interface Outline {
  colour: string;
  halo: string;
  width: number;
  /** Sides of a place that is too small to be seen are drawn as long as this. */
  leastSide: number;
}

/** Paints a whole photo, `width × height` screen pixels, with a place of it outlined. */
export function paintPlace(
  context: CanvasRenderingContext2D,
  photo: PhotoPixels,
  place: Rect,
  canvas: { width: number; height: number },
  outline: Outline,
): void {
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOf(photo), 0, 0, canvas.width, canvas.height);
  const scale = canvas.width / photo.width;
  const inset = outline.width;
  const along = (first: number, length: number, end: number) => {
    const middle = (first + length / 2) * scale;
    const half = Math.max(length * scale, outline.leastSide) / 2;
    // Never cut off at the photo's border.
    const from = Math.max(inset, middle - half);
    return [from, Math.min(end - inset, middle + half) - from] as const;
  };
  const [x, width] = along(place.left, place.width, canvas.width);
  const [y, height] = along(place.top, place.height, canvas.height);
  context.strokeStyle = outline.halo;
  context.lineWidth = outline.width * 2;
  context.strokeRect(x, y, width, height);
  context.strokeStyle = outline.colour;
  context.lineWidth = outline.width;
  context.strokeRect(x, y, width, height);
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
