/** GIF: extensions and frames, each a row of sub-blocks, to the end of the first frame. */
import { cut, unclear, whole, type Ending } from './ending';

/** End of the frame's data, then the trailer. */
const endMarks = Uint8Array.of(0, 0x3b);

/** Whether the first frame is all there, which is the one that is shown. */
export function gifEnding(bytes: Uint8Array<ArrayBuffer>): Ending {
  let at = 13 + colourTable(bytes[10]);
  for (;;) {
    const block = bytes[at];
    if (block === undefined) return cut;
    if (block === 0x2c) return frameEnding(bytes, at + 1);
    if (block !== 0x21) return unclear;
    const { end, isEnded } = subBlocks(bytes, at + 2);
    if (!isEnded) return cut;
    at = end;
  }
}

function frameEnding(bytes: Uint8Array<ArrayBuffer>, at: number): Ending {
  const start = at + 9 + colourTable(bytes[at + 8]);
  const codeSize = bytes[start];
  if (codeSize === undefined) return cut;
  if (codeSize < 1 || codeSize > 8) return unclear;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const pixels = view.getUint16(at + 4, true) * view.getUint16(at + 6, true);
  const { parts, end, isEnded } = subBlocks(bytes, start + 1);
  const read = readCodes(parts, codeSize, pixels);
  if (read === 'short') return cut;
  if (read === 'odd') return isEnded ? unclear : cut;
  if (isEnded && hasTrailer(bytes, end)) return whole;
  // Without the last sub-block's end or the trailer, or with a later frame that is cut.
  const data = bytes.subarray(0, isEnded ? end - 1 : end);
  return { verdict: 'whole', mended: [...closed(data, parts.at(-1), isEnded), endMarks] };
}

/** The data with its last sub-block as long as it says, or saying how long it is. */
function closed(
  data: Uint8Array<ArrayBuffer>,
  last: Uint8Array | undefined,
  isEnded: boolean,
): Uint8Array<ArrayBuffer>[] {
  if (isEnded || last === undefined) return [data];
  const start = data.length - last.length;
  return [data.subarray(0, start - 1), Uint8Array.of(last.length), data.subarray(start)];
}

/** Whether what follows the first frame goes on, block after block, to the trailer. */
function hasTrailer(bytes: Uint8Array, from: number): boolean {
  let at = from;
  for (;;) {
    const block = bytes[at];
    if (block === 0x3b) return true;
    if (block === 0x2c) at += 11 + colourTable(bytes[at + 9]);
    else if (block === 0x21) at += 2;
    else return false;
    const { end, isEnded } = subBlocks(bytes, at);
    if (!isEnded) return false;
    at = end;
  }
}

interface SubBlocks {
  /** Their data; the last may be cut. */
  parts: Uint8Array[];
  /** Behind the block of no bytes that ends them, or behind the file. */
  end: number;
  isEnded: boolean;
}

function subBlocks(bytes: Uint8Array, from: number): SubBlocks {
  const parts: Uint8Array[] = [];
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return { parts, end: bytes.length, isEnded: false };
    at++;
    if (length === 0) return { parts, end: at, isEnded: true };
    if (at < bytes.length) parts.push(bytes.subarray(at, at + length));
    at += length;
  }
}

/**
 * Reads the codes (LZW) only to count the pixels they stand for: `full` where there are enough or an
 * end code says so, `short` where the data ends before, `odd` where there is a code that cannot be.
 */
function readCodes(
  parts: readonly Uint8Array[],
  codeSize: number,
  pixels: number,
): 'full' | 'short' | 'odd' {
  const clear = 1 << codeSize;
  /** Pixels of each code. */
  const lengths = new Uint32Array(4096).fill(1, 0, clear);
  let next = clear + 2;
  let size = codeSize + 1;
  let before = 0;
  let left = pixels;
  let held = 0;
  let bits = 0;
  for (const part of parts) {
    for (const byte of part) {
      held |= byte << bits;
      bits += 8;
      while (bits >= size) {
        const code = held & ((1 << size) - 1);
        held >>>= size;
        bits -= size;
        if (code === clear + 1) return 'full';
        if (code === clear) {
          next = clear + 2;
          size = codeSize + 1;
          before = 0;
          continue;
        }
        if (code > next || (code >= clear && before === 0)) return 'odd';
        if (before > 0 && next < 4096) lengths[next++] = before + 1;
        else if (code >= next) return 'odd';
        if (next === 1 << size && size < 12) size++;
        before = lengths[code]!;
        left -= before;
        if (left <= 0) return 'full';
      }
    }
  }
  return 'short';
}

/** Bytes of a GIF colour table, by the packed field that announces it. */
function colourTable(packed = 0): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}
