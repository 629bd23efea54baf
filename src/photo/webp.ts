/** WebP: a RIFF container of chunks (name, length, data), padded to even lengths. */
import { cut, unclear, whole, type Ending } from './ending';

/** Chunks that hold the picture, or the first frame of an animation. */
const pictures = new Set(['VP8 ', 'VP8L', 'ANMF']);

/**
 * Whether the picture's chunk is all there. The length of the container, which its header says, is
 * often wrong by a few bytes; decoders that go by it get it put right.
 */
export function webpEnding(bytes: Uint8Array<ArrayBuffer>): Ending {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20) return cut;
  const stated = view.getUint32(4, true) + 8;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const end = at + 8 + view.getUint32(at + 4, true);
    if (end > bytes.length) return cut;
    if (pictures.has(name))
      return stated >= end && stated <= bytes.length ? whole : mended(bytes, end);
    at = end + (end & 1);
  }
  return stated <= bytes.length ? unclear : cut;
}

/** The file up to the picture's end. */
function mended(bytes: Uint8Array<ArrayBuffer>, end: number): Ending {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, end + (end & 1) - 8, true);
  const padding = new Uint8Array(end & 1);
  return {
    verdict: 'whole',
    mended: [bytes.subarray(0, 4), length, bytes.subarray(8, end), padding],
  };
}
