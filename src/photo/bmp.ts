/** BMP: the header says how large the picture is, and so where it ends. */
import type { Size } from './areaAverage';

export interface BmpHeader {
  /** Null where the file ends before it says its size. */
  size: Size | null;
  /** Whether the file goes on to the end of the picture; what comes after does not matter. */
  complete: boolean;
}

/** Lengths of the known bitmap headers; `BM` alone can begin any text. */
const bitmapHeaders = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** Reads a BMP header; null where the bytes are none. */
export function readBmp(bytes: Uint8Array): BmpHeader | null {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d || bytes.length < 18) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(14, true);
  if (!bitmapHeaders.has(length)) return null;
  if (bytes.length < 14 + Math.max(length, 12)) return { size: null, complete: false };
  const old = length === 12;
  const width = old ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const depth = view.getUint16(old ? 24 : 28, true);
  const pixels = view.getUint32(10, true);
  const compression = length >= 40 ? view.getUint32(30, true) : 0;
  // Uncompressed rows are padded to four bytes; 1, 2, 4 and 5 are packed and say their length.
  const packed = [1, 2, 4, 5].includes(compression);
  const stored = packed
    ? view.getUint32(34, true) || 1
    : Math.floor((width * depth + 31) / 32) * 4 * height;
  return { size: { width, height }, complete: bytes.length >= pixels + stored };
}
