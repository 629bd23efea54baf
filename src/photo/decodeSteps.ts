/** The way from bytes to pixels, the same in the worker and, where there is none, on the page. */
import type { Size } from './areaAverage';
import { PhotoProblem, type PhotoPixels } from './photo';
import { masterSize } from './resample';
import { checkSize, headLength, sniff, typeOf, type Sniffed } from './sniff';
import { masterOf } from './surface';
import { svgAtSize, svgSize, textOf } from './svg';
import { findSvgRoot, isSvgComplete } from './svgRoot';

/** A decoded photo without the name, which stays on the page. */
export interface Decoded {
  type: string;
  width: number;
  height: number;
  photo: PhotoPixels;
}

export interface DecodeHost {
  /** Paints an SVG at the size it states; only a page can. Null where the drawing is faulty. */
  paintSvg(svg: Blob, size: Size): Promise<ImageBitmap | null>;
  cancelled(): boolean;
}

/** Decodes a file. Throws `PhotoProblem`s, without the file's name, and `AbortError`. */
export async function decodeBlob(file: Blob, host: DecodeHost): Promise<Decoded> {
  const bytes = await bytesOf(file);
  const sniffed = sniff(bytes);
  const { type } = sniffed;
  if (type === 'svg') return decodeSvg(bytes, host);
  const bitmap = await bitmapOf(file, sniffed);
  try {
    checkSize(bitmap.width, bitmap.height);
    const photo = await masterOf(bitmap, () => host.cancelled());
    return { type, width: bitmap.width, height: bitmap.height, photo };
  } finally {
    bitmap.close();
  }
}

/** All bytes of a file whose beginning is a picture's: a film is not read to its end. */
async function bytesOf(file: Blob): Promise<Uint8Array> {
  const head = await read(file.slice(0, headLength));
  if (file.size <= headLength) return head;
  if (typeOf(head) === null) throw new PhotoProblem('photoNotImage');
  return read(file);
}

async function read(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new PhotoProblem('photoUnreadable');
  }
}

async function bitmapOf(file: Blob, { type, mediaType }: Sniffed): Promise<ImageBitmap> {
  try {
    const typed = file.slice(0, file.size, mediaType);
    return await createImageBitmap(typed, { imageOrientation: 'from-image' });
  } catch {
    throw new PhotoProblem(type === 'heic' ? 'photoHeic' : 'photoUndecodable', { type });
  }
}

async function decodeSvg(bytes: Uint8Array, host: DecodeHost): Promise<Decoded> {
  const text = textOf(bytes);
  const root = findSvgRoot(text);
  if (root === null || !isSvgComplete(text, root)) throw new PhotoProblem('photoCutOff');
  const size = svgSize(text.slice(root.start, root.end ?? undefined));
  checkSize(size.width, size.height);
  const painted = masterSize(size);
  const blob = new Blob([svgAtSize(text, root, painted)], { type: 'image/svg+xml' });
  const bitmap = await host.paintSvg(blob, painted);
  if (bitmap === null) throw new PhotoProblem('photoUndecodable', { type: 'svg' });
  try {
    return { type: 'svg', ...size, photo: await masterOf(bitmap, () => host.cancelled()) };
  } finally {
    bitmap.close();
  }
}
