/** An SVG's address to pixels, in whatever document this runs. */
import type { Size } from './areaAverage';
import { inSteps } from './steps';

/** Opaque RGBA rows over white; or the drawing is no SVG after all, or would take too long. */
export type SvgPixels = Uint8ClampedArray<ArrayBuffer> | 'faulty' | 'slow';

/**
 * Draws an SVG that states this size. It is shown as an image, so that its scripts do not run and
 * nothing outside of it is loaded.
 */
export async function drawSvg(address: string, { width, height }: Size): Promise<SvgPixels> {
  const image = new Image(width, height);
  const loaded = new Promise<boolean>((resolve) => {
    image.addEventListener('load', () => resolve(true));
    image.addEventListener('error', () => resolve(false));
  });
  image.src = address;
  if (!(await loaded)) return 'faulty';
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // In software and at once: otherwise nothing is known of the time it takes.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return 'faulty';
  const draw = (scale: number) => {
    const [across, down] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, across, down);
    context.getImageData(0, 0, 1, 1);
  };
  if (!inSteps(draw, () => performance.now())) return 'slow';
  return context.getImageData(0, 0, width, height).data;
}
