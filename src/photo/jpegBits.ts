/** The bits of a JPEG scan and the codes they hold, read only to count what they stand for. */

/** Length (upper byte) and symbol of the Huffman code that the next 16 bits begin with; 0: none. */
export type HuffmanTable = Uint16Array;

/** A table as a file defines it: how many codes of each length, 1 to 16, and their symbols. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(1 << 16);
  let from = 0;
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    for (let code = counts[length - 1] ?? 0; code > 0; code--) {
      const to = from + (1 << (16 - length));
      table.fill((length << 8) | (symbols[next++] ?? 0), from, to);
      from = to;
    }
  }
  return table;
}

/** What stopped a reader: nothing, the end of the data, or bits that are no code. */
export type BitState = 'fine' | 'short' | 'bad';

/** Reads a scan's bits up to the next marker or to the end of the data. */
export class ScanBits {
  /** The first byte that was not taken; up to three before it may not have been used. */
  at: number;
  state: BitState = 'fine';
  private readonly bytes: Uint8Array;
  private held = 0;
  private count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The symbol of the next code, -1 where there is none: then `state` says why. */
  symbol(table: HuffmanTable): number {
    if (this.count < 16) this.fill();
    const { held, count } = this;
    const next = count < 16 ? held << (16 - count) : held >>> (count - 16);
    const entry = table[next & 0xffff]!;
    const length = entry >> 8;
    if (length === 0 || length > count) {
      this.state = count < 16 ? 'short' : 'bad';
      return -1;
    }
    this.count = count - length;
    return entry & 0xff;
  }

  /** The next bits as a number, at most 16 of them. */
  number(bits: number): number {
    if (this.count < bits) this.fill();
    if (this.count < bits) {
      this.state = 'short';
      return 0;
    }
    this.count -= bits;
    return (this.held >>> this.count) & ((1 << bits) - 1);
  }

  skip(bits: number): void {
    let left = bits;
    while (left > this.count) {
      left -= this.count;
      this.count = 0;
      this.fill();
      if (this.count === 0) {
        this.state = 'short';
        return;
      }
    }
    this.count -= left;
  }

  /** Forgets the bits up to the next restart marker and goes behind it; false where none comes. */
  restart(): boolean {
    const { bytes } = this;
    let at = this.at;
    do {
      at = bytes.indexOf(0xff, at);
      if (at < 0) return false;
      while (bytes[at] === 0xff) at++;
    } while (bytes[at] === 0);
    const code = bytes[at];
    if (code === undefined || code < 0xd0 || code > 0xd7) return false;
    this.at = at + 1;
    this.count = 0;
    this.state = 'fine';
    return true;
  }

  /** Takes bytes as long as there is room; a zero stuffed behind 0xff is none of them. */
  private fill(): void {
    const { bytes } = this;
    while (this.count <= 24) {
      const byte = bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0xff) {
        if (bytes[this.at + 1] !== 0) return;
        this.at++;
      }
      this.at++;
      this.held = (this.held << 8) | byte;
      this.count += 8;
    }
  }
}
