/** What a file's bytes are, and how large a picture they announce. */
import { imageSize } from 'image-size';
import type { Size } from './areaAverage';
import { readBmp } from './bmp';
import { jpegSize } from './jpeg';
import { PhotoProblem } from './photo';
import { textOf } from './svg';
import { findSvgRoot } from './svgRoot';

/** Media types by the names that `sniff` gives. */
const mediaTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  avif: 'image/avif',
  heic: 'image/heic',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  tiff: 'image/tiff',
  jxl: 'image/jxl',
  jp2: 'image/jp2',
  psd: 'image/vnd.adobe.photoshop',
} as const;

export type PhotoType = keyof typeof mediaTypes;

export interface Sniffed {
  type: PhotoType;
  mediaType: string;
}

/** Types that some browsers decode and some do not, by how they begin. */
const otherTypes: readonly (readonly [PhotoType, ...string[]])[] = [
  ['tiff', 'II*\0', 'MM\0*'],
  ['ico', '\0\0\x01\0', '\0\0\x02\0'],
  ['jxl', '\xff\x0a', '\0\0\0\x0cJXL '],
  ['jp2', '\xff\x4f\xff\x51', '\0\0\0\x0cjP  '],
  ['psd', '8BPS\0'],
];

/** No browser is asked to decode more than this. */
export const mostPixels = 200_000_000;
export const longestSide = 32_767;
/** Bytes from the beginning that tell what a file is. */
export const headLength = 1 << 18;

/** What the beginning of a file says it is; null where it is no picture. */
export function typeOf(head: Uint8Array): PhotoType | null {
  const latin = String.fromCharCode(...head.subarray(0, 64));
  if (latin.startsWith('\xff\xd8') && (head.length === 2 || head[2] === 0xff)) return 'jpeg';
  if (startsOrIsCutOff(latin, '\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8([79]a|[79]?$)/.test(latin)) return 'gif';
  if (latin.startsWith('RIFF')) return 'WEBP'.startsWith(latin.slice(8, 12)) ? 'webp' : null;
  if (readBmp(head) !== null) return 'bmp';
  if (latin.startsWith('ftyp', 4)) return brandType(head, latin);
  for (const [type, ...beginnings] of otherTypes) {
    if (beginnings.some((beginning) => latin.startsWith(beginning))) return type;
  }
  return findSvgRoot(textOf(head)) === null ? null : 'svg';
}

/**
 * Looks at a file's beginning and headers. Throws a `PhotoProblem` without the file's name:
 * `photoEmpty`, `photoNotImage`, `photoNoPixels`, `photoTooLarge`.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) throw new PhotoProblem('photoEmpty');
  const type = typeOf(bytes.subarray(0, headLength));
  if (type === null) throw new PhotoProblem('photoNotImage');
  const size = sizeOf(type, bytes);
  if (size !== null) checkSize(size.width, size.height, type !== 'gif');
  return { type, mediaType: mediaTypes[type] };
}

/** Throws where a picture has no pixels or too many. */
export function checkSize(width: number, height: number, mayNotBeEmpty = true): void {
  if (Math.max(width, height) > longestSide || width * height > mostPixels) {
    throw new PhotoProblem('photoTooLarge', { width, height });
  }
  if (mayNotBeEmpty && (width === 0 || height === 0)) {
    throw new PhotoProblem('photoNoPixels', { width, height });
  }
}

function sizeOf(type: PhotoType, bytes: Uint8Array): Size | null {
  if (type === 'svg') return null; // Read as text, in `svg.ts`.
  if (type === 'jpeg') return jpegSize(bytes);
  if (type === 'bmp') return readBmp(bytes)?.size ?? null;
  return announcedSize(bytes);
}

/** The size that the header announces, before any rotation; null where it announces none. */
function announcedSize(bytes: Uint8Array): Size | null {
  try {
    const { width, height } = imageSize(bytes);
    return Number.isFinite(width) && Number.isFinite(height) ? { width, height } : null;
  } catch {
    return null;
  }
}

function startsOrIsCutOff(text: string, magic: string): boolean {
  return text.startsWith(magic) || (text.length >= 2 && magic.startsWith(text));
}

/** AVIF and HEIC are the same container: its brands tell. */
function brandType(head: Uint8Array, latin: string): PhotoType | null {
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const brands = latin.slice(8, Math.min(length, latin.length)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) return 'avif';
  return brands.some((brand) => /^(he[iv][cxms]|mif1|msf1)$/.test(brand)) ? 'heic' : null;
}
