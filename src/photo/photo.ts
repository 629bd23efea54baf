/** What the photo room hands out: upright pixels, or the reason why there are none. */
import type { Problem } from '../layers/contract';

/** Upright, opaque 8-bit RGBA rows; the same shape as the engine's `PhotoPixels`. */
export interface PhotoPixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** A photo that was read. */
export interface DecodedPhoto {
  /** The file's name, as it was given. */
  name: string;
  /** What the content is, whatever the name says: `jpeg`, `png`, `svg` and so on. */
  type: string;
  /** Upright size of the original, in pixels. */
  width: number;
  height: number;
  /** The original over white, area-averaged to the size that `masterSize` gives. */
  photo: PhotoPixels;
}

/** Thrown where a file gives no photo; `problem` is the sentence to show. */
export class PhotoProblem extends Error {
  readonly problem: Problem;

  constructor(code: string, values: Problem['values'] = {}) {
    super(code);
    this.name = 'PhotoProblem';
    this.problem = { code, values };
  }
}

/** What a request that was overtaken or called off rejects with. */
export function abortError(): DOMException {
  return new DOMException('The photo is no longer wanted.', 'AbortError');
}
