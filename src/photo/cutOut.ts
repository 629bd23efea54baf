/** A part of a photo as a photo of its own. */
import type { PhotoPixels } from './photo';

interface Part {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The pixels of a part that lies on the photo, in whole numbers; the photo itself where that is all. */
export function cutOut(photo: PhotoPixels, { top, left, height, width }: Part): PhotoPixels {
  if (width === photo.width && height === photo.height) return photo;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * photo.width + left) * 4;
    data.set(photo.data.subarray(start, start + width * 4), y * width * 4);
  }
  return { width, height, data };
}
