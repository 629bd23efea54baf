/** The way from bytes to pixels, the same in the worker and, where there is none, on the page. */
import type { Size } from './areaAverage';
import { endingOf, isCutInside } from './endings';
import type { Painted } from './paintSvg';
import { abortError, PhotoProblem, type PhotoPixels } from './photo';
import { masterSize } from './resample';
import { checkSize, headLength, sniff, typeOf, type PhotoType, type Sniffed } from './sniff';
import { hasFlatCorner, masterOf, nextTask } from './surface';
import { svgAtSize, svgSize, textOf } from './svg';
import { writeOutEntities } from './svgEntities';
import { part } from '../parts/part';
import { findSvgRoot, isSvgComplete } from './svgRoot';

/** Only for SVG, which few photos are. */
const svgLimits = part(() => import('./svgLimits'));

/** A decoded photo without the name, which stays on the page. */
export interface Decoded {
  type: string;
  width: number;
  height: number;
  photo: PhotoPixels;
}

export interface DecodeHost {
  /** Paints an SVG at the size it states; only a page can. */
  paintSvg(svg: Blob, size: Size): Promise<Painted>;
  cancelled(): boolean;
}

/** Decodes a file. Throws `PhotoProblem`s, without the file's name, and `AbortError`. */
export async function decodeBlob(file: Blob, host: DecodeHost): Promise<Decoded> {
  const bytes = await bytesOf(file);
  const sniffed = sniff(bytes);
  const { type } = sniffed;
  if (type === 'svg') return decodeSvg(bytes, host);
  const bitmap = await wholeBitmap(file, bytes, sniffed, host);
  try {
    checkSize(bitmap.width, bitmap.height);
    const photo = await masterOf(bitmap, () => host.cancelled());
    return { type, width: bitmap.width, height: bitmap.height, photo };
  } finally {
    bitmap.close();
  }
}

/** All bytes of a file whose beginning is a picture's: a film is not read to its end. */
async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const head = await read(file.slice(0, headLength));
  if (file.size <= headLength) return head;
  if (typeOf(head) === null) throw new PhotoProblem('photoNotImage');
  return read(file);
}

async function read(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new PhotoProblem('photoUnreadable');
  }
}

/**
 * The picture of a file that holds all of it. The decoder, which is another thread, works while this
 * one looks for the end: browsers paint the upper part of a cut picture and call it a success. And
 * they refuse whole ones that lack no more than the end mark, or leave their last rows white, so that
 * these are decoded with it.
 */
async function wholeBitmap(
  file: Blob,
  bytes: Uint8Array<ArrayBuffer>,
  { type, mediaType }: Sniffed,
  host: DecodeHost,
): Promise<ImageBitmap> {
  const decoding = bitmapOf(file.slice(0, file.size, mediaType));
  const pause = async () => {
    await nextTask();
    if (host.cancelled()) throw abortError();
  };
  try {
    const isPainted = async () => {
      const bitmap = await decoding;
      return bitmap !== null && !hasFlatCorner(bitmap);
    };
    const ending = await endingOf(type, bytes, pause, isPainted);
    if (ending.verdict === 'cut') throw new PhotoProblem('photoCutOff');
    const parts = ending.verdict === 'whole' ? ending.mended : null;
    const mended = parts && (await bitmapOf(new Blob([...parts], { type: mediaType })));
    const bitmap = await decoding;
    if (mended !== null) {
      bitmap?.close();
      return mended;
    }
    if (bitmap !== null) return bitmap;
    if (parts !== null || (await isCutInside(type, bytes))) throw new PhotoProblem('photoCutOff');
    throw refusal(type);
  } catch (error) {
    void decoding.then((bitmap) => bitmap?.close());
    throw error;
  }
}

/** Null where the browser does not decode it. */
async function bitmapOf(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

/** Formats that most browsers cannot read, so that a file is not called damaged for it. */
const seldomRead: Partial<Record<PhotoType, string>> = {
  tiff: 'TIFF',
  jxl: 'JPEG XL',
  jp2: 'JPEG 2000',
  psd: 'Photoshop',
};

function refusal(type: PhotoType): PhotoProblem {
  if (type === 'heic') return new PhotoProblem('photoHeic');
  const format = seldomRead[type];
  if (format !== undefined) return new PhotoProblem('photoFormatUnread', { format });
  return new PhotoProblem('photoUndecodable', { type });
}

async function decodeSvg(bytes: Uint8Array, host: DecodeHost): Promise<Decoded> {
  const text = textOf(bytes);
  const found = findSvgRoot(text);
  if (found === null || !isSvgComplete(text, found)) throw new PhotoProblem('photoCutOff');
  const drawing = writeOutEntities(text, found);
  const root = findSvgRoot(drawing);
  if (root === null) throw new PhotoProblem('photoUndecodable', { type: 'svg' });
  const size = svgSize(drawing.slice(root.start, root.end ?? undefined));
  checkSize(size.width, size.height);
  const { limitSvg } = await svgLimits.load();
  limitSvg(drawing);
  const painted = masterSize(size);
  const blob = new Blob([svgAtSize(drawing, root, painted)], { type: 'image/svg+xml' });
  const bitmap = await host.paintSvg(blob, painted);
  if (bitmap === 'slow') throw new PhotoProblem('svgSlow');
  if (bitmap === null) throw new PhotoProblem('photoUndecodable', { type: 'svg' });
  try {
    return { type: 'svg', ...size, photo: await masterOf(bitmap, () => host.cancelled()) };
  } finally {
    bitmap.close();
  }
}
