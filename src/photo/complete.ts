/**
 * Whether a file goes on to its end. Browsers paint the upper part of a picture that is cut off and
 * call it a success, so this is asked first. What comes after the end does not matter.
 */

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** PNG: chunk after chunk (length, name, data, checksum) to IEND. */
export function isPngComplete(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const name = ascii(bytes, at + 4, at + 8);
    at += 12 + view.getUint32(at);
    if (name === 'IEND') return at <= bytes.length;
  }
  return false;
}

/** WebP: the length of the RIFF container, which its header says. */
export function isRiffComplete(bytes: Uint8Array): boolean {
  return bytes.length >= 20 && viewOf(bytes).getUint32(4, true) + 8 <= bytes.length;
}

/** GIF: extensions and frames, each a row of sub-blocks, to the trailer. */
export function isGifComplete(bytes: Uint8Array): boolean {
  let at = 13 + colourTable(bytes[10]);
  for (;;) {
    const block = bytes[at];
    if (block === undefined) return false;
    if (block === 0x3b) return true;
    if (block === 0x2c) at += 11 + colourTable(bytes[at + 9]);
    else if (block === 0x21) at += 2;
    else return true; // Not as the standard has it: the decoder shall judge.
    for (;;) {
      const length = bytes[at];
      if (length === undefined) return false;
      at += 1 + length;
      if (length === 0) break;
    }
  }
}

/** Bytes of a GIF colour table, by the packed field that announces it. */
function colourTable(packed = 0): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

const knownBoxes = /^(ftyp|styp|meta|mdat|moov|moof|mfra|free|skip|wide|uuid|idat|sidx|pdin|mini)$/;

/**
 * AVIF and HEIC: box after box (length, name, data). A name that is none of these boxes' is left to
 * the decoder. `needsData` asks also for the boxes without which there is no picture.
 */
export function areBoxesComplete(bytes: Uint8Array, needsData: boolean): boolean {
  const view = viewOf(bytes);
  const seen = new Set<string>();
  let at = 0;
  while (at < bytes.length) {
    if (at + 8 > bytes.length) return !needsData;
    const name = ascii(bytes, at + 4, at + 8);
    if (!knownBoxes.test(name)) break;
    const length = boxLength(view, at);
    if (length === null || at + length > bytes.length) return false;
    if (name === 'meta' && ascii(bytes, at, Math.min(at + length, at + 4096)).includes('idat')) {
      seen.add('mdat');
    }
    seen.add(name);
    at += length;
  }
  const hasPicture = (seen.has('meta') && seen.has('mdat')) || seen.has('mini');
  return !needsData || hasPicture || (seen.has('moov') && seen.has('mdat'));
}

/** A box's length with its head: 0 stands for the rest of the file, 1 for a 64-bit length. */
function boxLength(view: DataView, at: number): number | null {
  const short = view.getUint32(at);
  if (short === 0) return view.byteLength - at;
  if (short !== 1) return Math.max(short, 8);
  return at + 16 > view.byteLength ? null : Math.max(Number(view.getBigUint64(at + 8)), 16);
}
