/** SVG to pixels, on the page: workers cannot. */
import type { Size } from './areaAverage';

/**
 * Paints an SVG that states this size. It is shown as an image, so that its scripts do not run and
 * nothing outside of it is loaded. Null where the drawing is faulty.
 */
export async function paintSvg(svg: Blob, { width, height }: Size): Promise<ImageBitmap | null> {
  try {
    const image = new Image(width, height);
    image.src = await dataUrl(svg);
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(image, 0, 0, width, height);
    return await createImageBitmap(canvas);
  } catch {
    return null;
  }
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
