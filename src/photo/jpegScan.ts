/** One scan of a JPEG file: whether its data goes on to its last block. */
import { ScanBits, type BitState, type HuffmanTable } from './jpegBits';

export interface JpegComponent {
  id: number;
  /** Sampling factors, 1 to 4. */
  across: number;
  down: number;
  /** Blocks of 8 × 8 that hold its samples. */
  blocksAcross: number;
  blocksDown: number;
  /** Lowest bit that was sent of each of the 64 coefficients; 255: nothing was. */
  bits: Uint8Array;
  /** Two words a block: which coefficients are not 0. Made where a progressive file refines. */
  nonZero: Uint32Array | null;
}

export interface JpegScan {
  progressive: boolean;
  /** With the tables that it is coded by. */
  components: readonly {
    component: JpegComponent;
    dc: HuffmanTable | undefined;
    ac: HuffmanTable | undefined;
  }[];
  /** First and last coefficient of the zigzag; how many low bits are still to come, and were. */
  first: number;
  last: number;
  low: number;
  high: number;
  /** Units between restart markers; 0 where there are none. */
  restartInterval: number;
  /** Size of a frame in units of several components. */
  unitsAcross: number;
  unitsDown: number;
}

type ReadBlock = (block: number) => void;

/** Walks through a scan's units (MCUs), as many at a time as is asked for. */
export class ScanWalk {
  /** Units that are there and units that ought to be. */
  done = 0;
  readonly total: number;
  private readonly bits: ScanBits;
  private readonly scan: JpegScan;
  /** What reads each block of a unit. */
  private readonly blocks: ReadBlock[];
  private endOfBandRun = 0;
  private isRestarted = false;

  constructor(bytes: Uint8Array, at: number, scan: JpegScan) {
    this.bits = new ScanBits(bytes, at);
    this.scan = scan;
    const [only] = scan.components;
    const single = scan.components.length === 1;
    this.total =
      single && only !== undefined
        ? only.component.blocksAcross * only.component.blocksDown
        : scan.unitsAcross * scan.unitsDown;
    this.blocks = scan.components.flatMap(({ component, dc, ac }) => {
      const read = this.reader(component, dc, ac);
      return Array<ReadBlock>(single ? 1 : component.across * component.down).fill(read);
    });
  }

  /** Where the data behind the scan begins, or a few bytes before. */
  get at(): number {
    return this.bits.at;
  }

  get state(): BitState {
    return this.bits.state;
  }

  /** Reads up to so many units more; whether that was all there is to read. */
  step(units: number): boolean {
    const { restartInterval } = this.scan;
    const until = Math.min(this.total, this.done + units);
    while (this.done < until) {
      const isBetween = restartInterval > 0 && this.done > 0 && this.done % restartInterval === 0;
      if (isBetween && !this.isRestarted && !this.bits.restart()) {
        this.bits.state = 'short';
        return true;
      }
      if (isBetween) this.endOfBandRun = 0;
      this.isRestarted = false;
      for (const read of this.blocks) read(this.done);
      if (this.bits.state === 'fine') this.done++;
      else if (!this.skipInterval()) return true;
    }
    return this.done >= this.total;
  }

  /** Passes over damaged data: behind the next restart marker, if one comes, the picture goes on. */
  private skipInterval(): boolean {
    const { restartInterval } = this.scan;
    const next = (Math.floor(this.done / restartInterval) + 1) * restartInterval;
    if (restartInterval === 0 || next >= this.total || !this.bits.restart()) return false;
    this.done = next;
    this.isRestarted = true;
    return true;
  }

  private reader(
    component: JpegComponent,
    dc: HuffmanTable | undefined,
    ac: HuffmanTable | undefined,
  ): ReadBlock {
    const { progressive, first, high } = this.scan;
    const lacking = () => {
      this.bits.state = 'bad';
    };
    if (!progressive) {
      return dc === undefined || ac === undefined ? lacking : () => this.sequential(dc, ac);
    }
    if (first === 0) {
      if (high > 0) return () => this.bits.skip(1);
      return dc === undefined ? lacking : () => this.difference(dc);
    }
    if (ac === undefined) return lacking;
    component.nonZero ??= new Uint32Array(2 * component.blocksAcross * component.blocksDown);
    const { nonZero } = component;
    return high === 0
      ? (block) => this.band(ac, nonZero, 2 * block)
      : (block) => this.refinedBand(ac, nonZero, 2 * block);
  }

  private difference(dc: HuffmanTable): void {
    const size = this.bits.symbol(dc);
    if (size > 0) this.bits.skip(size);
  }

  private sequential(dc: HuffmanTable, ac: HuffmanTable): void {
    const { bits } = this;
    this.difference(dc);
    for (let k = 1; k < 64; k++) {
      const symbol = bits.symbol(ac);
      if (symbol < 0) return;
      const size = symbol & 15;
      k += symbol >> 4;
      if (size > 0) bits.skip(size);
      else if (symbol !== 0xf0) return;
    }
  }

  /** Coefficients `first` to `last`, for the first time. */
  private band(ac: HuffmanTable, nonZero: Uint32Array, at: number): void {
    if (this.endOfBandRun > 0) {
      this.endOfBandRun--;
      return;
    }
    const { bits, scan } = this;
    for (let k = scan.first; k <= scan.last; k++) {
      const symbol = bits.symbol(ac);
      if (symbol < 0) return;
      const run = symbol >> 4;
      const size = symbol & 15;
      if (size > 0) {
        bits.skip(size);
        k += run;
        if (k < 64) nonZero[at + (k >> 5)]! |= 1 << (k & 31);
      } else if (run === 15) k += 15;
      else {
        this.endOfBandRun = (1 << run) + bits.number(run) - 1;
        return;
      }
    }
  }

  /** One bit more of the coefficients `first` to `last`: of those that are not 0, and new ones. */
  private refinedBand(ac: HuffmanTable, nonZero: Uint32Array, at: number): void {
    const { bits, scan } = this;
    let k = scan.first;
    if (this.endOfBandRun === 0) {
      for (; k <= scan.last; k++) {
        const symbol = bits.symbol(ac);
        if (symbol < 0) return;
        let run = symbol >> 4;
        const isNew = (symbol & 15) > 0;
        if (isNew) bits.skip(1);
        else if (run < 15) {
          this.endOfBandRun = (1 << run) + bits.number(run);
          break;
        }
        for (; k <= scan.last; k++) {
          if ((nonZero[at + (k >> 5)]! & (1 << (k & 31))) !== 0) bits.skip(1);
          else if (--run < 0) break;
        }
        if (isNew && k <= scan.last) nonZero[at + (k >> 5)]! |= 1 << (k & 31);
      }
    }
    if (this.endOfBandRun > 0) {
      this.endOfBandRun--;
      bits.skip(
        countBetween(nonZero[at]!, k, scan.last) +
          countBetween(nonZero[at + 1]!, k - 32, scan.last - 32),
      );
    }
  }
}

/** How many of a word's bits `from` to `to` are set; both may lie outside of it. */
function countBetween(word: number, from: number, to: number): number {
  if (word === 0 || from > 31 || to < 0 || from > to) return 0;
  let set = from > 0 ? word & (-1 << from) : word;
  if (to < 31) set &= (1 << (to + 1)) - 1;
  let count = 0;
  for (; set !== 0; set &= set - 1) count++;
  return count;
}
