/** PNG: chunk after chunk (length, name, data, checksum) to IEND, and what the data unpacks to. */
import { cut, unclear, whole, type Ending } from './ending';

const endChunk = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

/**
 * Whether the picture is all there. With IEND it is, or the decoder says so: it unpacks the data in
 * any case. Without it the data is unpacked here, and its rows are counted.
 */
export async function pngEnding(bytes: Uint8Array<ArrayBuffer>): Promise<Ending> {
  const { data, end, hasEnd } = chunksOf(bytes);
  return hasEnd ? whole : endingOfData(bytes, data, end);
}

/** As `pngEnding`, whether there is an IEND or not: for a file that the decoder refused. */
export async function pngDataEnding(bytes: Uint8Array<ArrayBuffer>): Promise<Ending> {
  const { data, end } = chunksOf(bytes);
  return endingOfData(bytes, data, end);
}

async function endingOfData(
  bytes: Uint8Array<ArrayBuffer>,
  data: readonly Uint8Array<ArrayBuffer>[],
  end: number,
): Promise<Ending> {
  const expected = unpackedLength(bytes);
  if (expected === null) return bytes.length < 33 ? cut : unclear;
  const { length, isDamaged } = await unpack(data, expected);
  if (length < expected) return isDamaged ? unclear : cut;
  return {
    verdict: 'whole',
    mended: [bytes.subarray(0, end), ...restOfData(bytes, end), endChunk],
  };
}

interface Chunks {
  /** What the IDAT chunks hold; the last may be cut. */
  data: Uint8Array<ArrayBuffer>[];
  /** Behind the last chunk that is all there. */
  end: number;
  hasEnd: boolean;
}

function chunksOf(bytes: Uint8Array<ArrayBuffer>): Chunks {
  const view = viewOf(bytes);
  const data = [];
  let at = 8;
  while (at + 8 <= bytes.length) {
    const next = at + 12 + view.getUint32(at);
    const name = nameAt(bytes, at);
    if (name === 'IDAT') data.push(bytes.subarray(at + 8, Math.min(next - 4, bytes.length)));
    if (next > bytes.length) break;
    at = next;
    if (name === 'IEND') return { data, end: at, hasEnd: true };
  }
  return { data, end: Math.min(at, bytes.length), hasEnd: false };
}

/** The data of a last IDAT chunk that is cut behind it, as a chunk of its own. */
function restOfData(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer>[] {
  if (at + 8 > bytes.length || nameAt(bytes, at) !== 'IDAT') return [];
  const data = bytes.subarray(at + 4, Math.min(bytes.length, at + 8 + viewOf(bytes).getUint32(at)));
  return [bigEndian32(data.length - 4), data, bigEndian32(checksum(data))];
}

/**
 * Bytes of the unpacked data: of each row the number of its filter and its pixels, of an interlaced
 * picture seven times over. Null where the header is none, or not the one that its checksum is of.
 */
function unpackedLength(bytes: Uint8Array): number | null {
  if (bytes.length < 33 || nameAt(bytes, 8) !== 'IHDR') return null;
  const view = viewOf(bytes);
  if (checksum(bytes.subarray(12, 29)) !== view.getUint32(29)) return null;
  const channels = [1, undefined, 3, 1, 2, undefined, 4][view.getUint8(25)];
  if (channels === undefined) return null;
  const bits = channels * view.getUint8(24);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const passes = view.getUint8(28) === 1 ? interlaced : [[0, 0, 1, 1] as const];
  return passes.reduce((sum, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

/** First column, first row and the steps to the next of the seven passes. */
const interlaced = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** How many bytes (of at most so many) come of the data, and whether more did for other reasons. */
async function unpack(
  data: readonly Uint8Array<ArrayBuffer>[],
  most: number,
): Promise<{ length: number; isDamaged: boolean }> {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  let isDamaged = false;
  const feed = async () => {
    try {
      for (const part of data) await writer.write(part);
    } catch {
      isDamaged = true;
    }
    // Data that ends before its end is told by the length.
    await writer.close().catch(() => {});
  };
  const fed = feed();
  const reader = readable.getReader();
  let length = 0;
  try {
    while (length < most) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
    }
    await reader.cancel();
  } catch {
    // The same fault as the writer's.
  }
  await fed;
  return { length, isDamaged };
}

/** CRC-32 of a chunk's name and data. */
function checksum(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function bigEndian32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at + 4, at + 8));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
