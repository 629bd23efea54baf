/** Whether a file's picture is all there, format by format. Asked beside or before the decoder. */
import { areBoxesComplete } from './boxes';
import { readBmp } from './bmp';
import { cut, unclear, whole, type Ending, type IsPainted, type Pause } from './ending';
import { gifEnding } from './gif';
import { jpegEnding } from './jpeg';
import { pngDataEnding, pngEnding } from './png';
import type { PhotoType } from './sniff';
import { webpEnding } from './webp';

/**
 * What the file's end is like. Where a JPEG is looked through for it, that takes about as long as
 * decoding it.
 */
export async function endingOf(
  type: PhotoType,
  bytes: Uint8Array<ArrayBuffer>,
  pause: Pause,
  isPainted: IsPainted,
): Promise<Ending> {
  switch (type) {
    case 'jpeg':
      return jpegEnding(bytes, pause, isPainted);
    case 'png':
      return pngEnding(bytes);
    case 'gif':
      return gifEnding(bytes);
    case 'webp':
      return webpEnding(bytes);
    case 'bmp':
      return readBmp(bytes)?.complete ? whole : cut;
    case 'avif':
    case 'heic':
      return areBoxesComplete(bytes, type === 'avif') ? whole : cut;
    case 'svg': // Read as text, in `svgRoot.ts`.
    case 'ico':
    case 'tiff':
    case 'jxl':
    case 'jp2':
    case 'psd':
      return unclear;
  }
}

/** Of a file that has an end but that the decoder refused: whether its data is cut. */
export async function isCutInside(
  type: PhotoType,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return type === 'png' && (await pngDataEnding(bytes)).verdict === 'cut';
}
