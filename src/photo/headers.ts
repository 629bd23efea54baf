/** Formats whose size and end are found on the same way through the bytes: JPEG and BMP. */

export interface Header {
  /** Null where the file ends before it says its size. */
  size: { width: number; height: number } | null;
  /** Whether the file goes on to its end; what comes after that does not matter. */
  complete: boolean;
}

/**
 * Walks a JPEG file from marker to marker. The pictures inside its metadata (thumbnails) are passed
 * over, and so is what a camera adds behind the end.
 */
export function readJpeg(bytes: Uint8Array): Header {
  let size: Header['size'] = null;
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    const marker = bytes[at];
    if (marker === undefined) return { size, complete: false };
    at++;
    if (marker === 0xd9) return { size, complete: size !== null };
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const length = bigEndian16(bytes, at);
    if (length === null) return { size, complete: false };
    if (size === null && isFrame(marker)) {
      const height = bigEndian16(bytes, at + 3);
      const width = bigEndian16(bytes, at + 5);
      if (height === null || width === null) return { size, complete: false };
      size = { width, height };
    }
    at += length;
  }
}

/** Index of the code of the next marker: 0xff, then neither a stuffed zero nor a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    while (bytes[at] === 0xff) at++;
    const code = bytes[at];
    if (code === undefined || (code !== 0 && !(code >= 0xd0 && code <= 0xd7))) return at;
  }
}

/** Start-of-frame markers: 0xc0 to 0xcf without the tables DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function bigEndian16(bytes: Uint8Array, at: number): number | null {
  const high = bytes[at];
  const low = bytes[at + 1];
  return high === undefined || low === undefined ? null : high * 256 + low;
}

/** Lengths of the known bitmap headers; `BM` alone can begin any text. */
const bitmapHeaders = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** Reads a BMP header; null where the bytes are none. */
export function readBmp(bytes: Uint8Array): Header | null {
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
