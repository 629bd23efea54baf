/** Whether a file of boxes (AVIF, HEIC) goes on to its end. */

const knownBoxes = /^(ftyp|styp|meta|mdat|moov|moof|mfra|free|skip|wide|uuid|idat|sidx|pdin|mini)$/;

/**
 * AVIF and HEIC: box after box (length, name, data). A name that is none of these boxes' is left to
 * the decoder. `needsData` asks also for the boxes without which there is no picture.
 */
export function areBoxesComplete(bytes: Uint8Array, needsData: boolean): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seen = new Set<string>();
  let at = 0;
  while (at < bytes.length) {
    if (at + 8 > bytes.length) return !needsData;
    const name = latin(bytes, at + 4, at + 8);
    if (!knownBoxes.test(name)) break;
    const length = boxLength(view, at);
    if (length === null || at + length > bytes.length) return false;
    if (name === 'meta' && latin(bytes, at, Math.min(at + length, at + 4096)).includes('idat')) {
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

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
