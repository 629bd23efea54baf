/**
 * JPEG: the size it announces, and whether its data goes on to the end of the picture. The end mark
 * does not tell: files without it can be whole, and a cut one is often mended by adding it, so that
 * browsers paint the rest grey. So the coded units are counted, without making pixels of them.
 */
import type { Size } from './areaAverage';
import { cut, unclear, whole, type Ending, type IsPainted, type Pause } from './ending';
import { huffmanTable, type HuffmanTable } from './jpegBits';
import { ScanWalk, type JpegComponent, type JpegScan } from './jpegScan';

/** Units (of one to ten blocks) that are read at a time: a few milliseconds. */
const unitsAtATime = 20_000;
/** A file of more scans than any encoder makes is left to the decoder. */
const mostScans = 200;

const endMark = Uint8Array.of(0xff, 0xd9);

/**
 * The size in the first frame header; null where there is none. Pictures inside the metadata
 * (thumbnails) are passed over.
 */
export function jpegSize(bytes: Uint8Array): Size | null {
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    const marker = bytes[at];
    if (marker === undefined || marker === 0xd9) return null;
    at++;
    if (isAlone(marker)) continue;
    const length = bigEndian16(bytes, at);
    if (length === null) return null;
    if (isFrame(marker)) {
      const height = bigEndian16(bytes, at + 3);
      const width = bigEndian16(bytes, at + 5);
      return height === null || width === null ? null : { width, height };
    }
    at += length;
  }
}

/**
 * Walks a JPEG file from marker to marker and through its scans. Cameras' files, sequential ones with
 * an end mark, are spared the scans where `isPainted` finds that the decoder reached the last corner.
 */
export async function jpegEnding(
  bytes: Uint8Array<ArrayBuffer>,
  pause: Pause,
  isPainted: IsPainted,
): Promise<Ending> {
  if (isSequentialWithEnd(bytes) && (await isPainted())) return whole;
  const walk = new JpegWalk(bytes);
  let ending = walk.next();
  while (ending === null) {
    await pause();
    ending = walk.next();
  }
  return ending;
}

function isSequentialWithEnd(bytes: Uint8Array): boolean {
  let isSequential = false;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (scans === 0 && bytes[at] !== 0xff) return false;
    at = nextMarker(bytes, at);
    const marker = bytes[at];
    if (marker === undefined) return false;
    at++;
    if (marker === 0xd9) return isSequential && scans > 0;
    if (isAlone(marker)) continue;
    if (isFrame(marker)) isSequential = marker <= 0xc1;
    if (marker === 0xda) scans++;
    at += bigEndian16(bytes, at) ?? 0;
  }
}

class JpegWalk {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private at = 2;
  private frame: Frame | null = null;
  private scan: ScanWalk | null = null;
  private scans = 0;
  /** Behind the last scan's data. */
  private dataEnd: number | null = null;
  /** Something is not as the standard has it. */
  private isOdd = false;
  private restartInterval = 0;
  /** By class (0: DC, 16: AC) and number. */
  private readonly tables = new Map<number, HuffmanTable>();

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = withoutPadding(bytes);
  }

  /** Goes on for a while; null where there is more to read. */
  next(): Ending | null {
    for (;;) {
      if (this.scan !== null && !this.scan.step(unitsAtATime)) return null;
      const ending = this.scan === null ? this.nextSegment() : this.endScan(this.scan);
      if (ending !== null) return ending;
    }
  }

  private nextSegment(): Ending | null {
    const { bytes } = this;
    if (this.at < bytes.length && bytes[this.at] !== 0xff) {
      // Behind a picture that is all there without an end mark, anything may follow.
      if (this.isAllThere()) return this.mended();
      this.isOdd = true;
    }
    const marker = nextMarker(bytes, this.at);
    const code = bytes[marker];
    if (code === undefined) return this.end();
    this.at = marker + 1;
    if (code === 0xd9) return this.endAtMark();
    if (isAlone(code)) return null;
    const length = bigEndian16(bytes, this.at);
    if (length === null || this.at + length > bytes.length) return this.end();
    const data = bytes.subarray(this.at + 2, this.at + length);
    this.at += Math.max(2, length);
    return this.segment(code, data);
  }

  private segment(code: number, data: Uint8Array): Ending | null {
    if (code === 0xc4) this.defineTables(data);
    else if (code === 0xdd) this.restartInterval = bigEndian16(data, 0) ?? 0;
    else if (isFrame(code) && this.frame === null) {
      // Of these, browsers read the ones that are coded by Huffman.
      this.frame = code <= 0xc2 ? frameOf(code === 0xc2, data) : null;
      if (this.frame === null) return unclear;
    } else if (code === 0xda) {
      const scan = this.frame === null ? null : this.scanOf(this.frame, data);
      if (scan === null || ++this.scans > mostScans) return unclear;
      this.scan = new ScanWalk(this.bytes, this.at, scan);
    }
    return null;
  }

  private endScan(scan: ScanWalk): Ending | null {
    this.scan = null;
    this.at = scan.at;
    const marker = nextMarker(this.bytes, scan.at);
    if (scan.done >= scan.total) {
      this.dataEnd = scan.at;
      // Where more scans are to come, what some encoders pad a scan with is passed over.
      if (!this.isAllThere()) this.at = marker - 1;
      return null;
    }
    const code = this.bytes[marker];
    if (code === undefined) return cut;
    if (code === 0xd9 && scan.state === 'short') {
      // The last unit may lack bits: encoders that pad wrongly lose no more than a corner.
      return scan.total - scan.done > 1 || !this.isAllSent() ? cut : whole;
    }
    this.isOdd = true;
    this.at = marker - 1;
    return null;
  }

  private endAtMark(): Ending {
    if (this.isOdd || this.frame === null || this.scans === 0) return unclear;
    return this.frame.components.every(({ bits }) => bits[0] !== 255) ? whole : unclear;
  }

  /** The bytes end before an end mark. */
  private end(): Ending {
    if (this.isAllThere()) return this.mended();
    // What leads astray in a file that has its end mark is damaged and not cut.
    const hasMark = endsWithMark(this.bytes);
    if (this.scans > 0) return this.isOdd && hasMark ? unclear : cut;
    return this.isOdd || hasMark ? unclear : cut;
  }

  private mended(): Ending {
    const end = this.dataEnd ?? this.bytes.length;
    return { verdict: 'whole', mended: [this.bytes.subarray(0, end), endMark] };
  }

  /** Whether no other scan need follow, and those that came were whole. */
  private isAllThere(): boolean {
    return !this.isOdd && this.dataEnd !== null && this.isAllSent();
  }

  /** Whether there were scans for every bit of every coefficient. */
  private isAllSent(): boolean {
    const { frame } = this;
    return frame !== null && frame.components.every(({ bits }) => bits.every((low) => low === 0));
  }

  private defineTables(data: Uint8Array): void {
    let at = 0;
    while (at + 17 <= data.length) {
      const counts = data.subarray(at + 1, at + 17);
      const codes = counts.reduce((sum, count) => sum + count, 0);
      const symbols = data.subarray(at + 17, at + 17 + codes);
      this.tables.set(data[at] ?? 0, huffmanTable(counts, symbols));
      at += 17 + codes;
    }
  }

  private scanOf(frame: Frame, data: Uint8Array): JpegScan | null {
    const count = data[0] ?? 0;
    if (count < 1 || count > 4 || data.length < 4 + 2 * count) return null;
    const { progressive, unitsAcross, unitsDown } = frame;
    const [first = 0, last = 63, approximation = 0] = data.subarray(1 + 2 * count);
    const band = progressive ? { first, last } : { first: 0, last: 63 };
    const high = progressive ? approximation >> 4 : 0;
    const low = progressive ? approximation & 15 : 0;
    if (band.last > 63 || (band.first > 0 && count > 1)) return null;
    const components = [];
    for (let i = 0; i < count; i++) {
      const id = data[1 + 2 * i];
      const tables = data[2 + 2 * i] ?? 0;
      const component = frame.components.find((each) => each.id === id);
      if (component === undefined) return null;
      component.bits.fill(low, band.first, band.last + 1);
      const dc = this.tables.get(tables >> 4);
      components.push({ component, dc, ac: this.tables.get(16 + (tables & 15)) });
    }
    const { restartInterval } = this;
    return { progressive, components, ...band, low, high, restartInterval, unitsAcross, unitsDown };
  }
}

interface Frame {
  progressive: boolean;
  components: JpegComponent[];
  unitsAcross: number;
  unitsDown: number;
}

/** Null where the frame header is not one that a browser reads. */
function frameOf(progressive: boolean, data: Uint8Array): Frame | null {
  const [precision, , , , , count = 0] = data;
  const height = bigEndian16(data, 1) ?? 0;
  const width = bigEndian16(data, 3) ?? 0;
  if (precision !== 8 || count < 1 || count > 4 || data.length < 6 + 3 * count) return null;
  if (width === 0 || height === 0) return null;
  const sampled = Array.from({ length: count }, (_, i) => {
    const factors = data[7 + 3 * i] ?? 0;
    return { id: data[6 + 3 * i] ?? 0, across: factors >> 4, down: factors & 15 };
  });
  const most = {
    across: Math.max(...sampled.map(({ across }) => across)),
    down: Math.max(...sampled.map(({ down }) => down)),
  };
  const isFactor = (factor: number) => factor >= 1 && factor <= 4;
  if (!sampled.every(({ across, down }) => isFactor(across) && isFactor(down))) return null;
  const components = sampled.map(({ id, across, down }) => ({
    id,
    across,
    down,
    blocksAcross: Math.ceil(Math.ceil((width * across) / most.across) / 8),
    blocksDown: Math.ceil(Math.ceil((height * down) / most.down) / 8),
    bits: new Uint8Array(64).fill(255),
    nonZero: null,
  }));
  return {
    progressive,
    components,
    unitsAcross: Math.ceil(width / (8 * most.across)),
    unitsDown: Math.ceil(height / (8 * most.down)),
  };
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

/**
 * A file without the zeros of a download whose room was reserved beforehand: they could be read as
 * blocks. A scan ends with ones, so that no more than a few zeros belong to it.
 */
function withoutPadding(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  return bytes.length - end > 16 ? bytes.subarray(0, end + 1) : bytes;
}

function endsWithMark(bytes: Uint8Array): boolean {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  return bytes[end] === 0xd9 && bytes[end - 1] === 0xff;
}

/** Markers without a segment. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
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
