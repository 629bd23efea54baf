/** The two passes over the values of maps in WebAssembly, four numbers at a time: see `assembly/source/statistics.ts`. */
import statistics from 'virtual:assembly/statistics';
import { instantiate, placesFor, type Assembled } from '../assembly/instance';
import { blockValues, fineBins, scaleOf, type Basics, type Passes } from './passes';

/** What `assembly/source/statistics.ts` exports. */
interface Compiled extends Assembled {
  measure(
    values: number,
    rows: number,
    lanes: number,
    minimum: number,
    maximum: number,
    sum: number,
    zero: number,
  ): void;
  count(
    values: number,
    rows: number,
    lanes: number,
    from: number,
    scale: number,
    bins: number,
    last: number,
  ): void;
  gather(
    values: number,
    rows: number,
    channels: number,
    low: number,
    high: number,
    lowEnds: number,
    highEnds: number,
  ): void;
  nth(from: number, to: number, n: number): number;
}

/** Numbers that the processor's vectors hold. */
const vector = 4;

let instance: Compiled | null | undefined;

function module(): Compiled | null {
  if (instance === undefined) instance = instantiate(statistics) as Compiled | null;
  return instance;
}

/**
 * Both passes, or null where they must be made in plain TypeScript: without WebAssembly's vectors, or
 * where a value is not finite.
 *
 * @param values `positions × channels` numbers, channel fastest
 */
export function vectorPasses(
  values: Float32Array,
  positions: number,
  channels: number,
  binCount = fineBins,
): Passes | null {
  const compiled = module();
  if (!compiled) return null;
  const layer = layOut(compiled, values, positions, channels, binCount);
  const basics = measure(compiled, layer);
  return basics && { basics, counts: count(compiled, layer, basics) };
}

/** The second pass alone, for finite values whose range is known; null without WebAssembly's vectors. */
export function vectorCounts(
  values: Float32Array,
  positions: number,
  basics: Basics,
  binCount = fineBins,
): Int32Array | null {
  const compiled = module();
  const channels = basics.minimum.length;
  return (
    compiled && count(compiled, layOut(compiled, values, positions, channels, binCount), basics)
  );
}

/** How many of each channel's least and most values are to be told apart; 0 for none. */
export interface TailCounts {
  least: Int32Array;
  most: Int32Array;
}

/**
 * Of each channel the last of so many of its least values, and of its most; 0 where none are asked for.
 * Null without WebAssembly's vectors.
 *
 * @param values `positions × channels` finite numbers, channel fastest
 * @param passes what both passes found in them
 */
export function vectorTails(
  values: Float32Array,
  tails: TailCounts,
  { basics, counts }: Passes,
): { low: Float32Array; high: Float32Array } | null {
  const compiled = module();
  if (!compiled) return null;
  const channels = basics.minimum.length;
  const rowsAtATime = Math.max(1, Math.floor(blockValues / channels));
  const low = boundsOf(1, tails.least, basics, counts);
  const high = boundsOf(-1, tails.most, basics, counts);
  const places = placesFor(compiled, {
    values: rowsAtATime * channels * 4,
    low: channels * 4,
    high: channels * 4,
    lowEnds: channels * 4,
    highEnds: channels * 4,
    lists: (low.room + high.room) * 4,
  });
  const { buffer } = compiled.memory;
  const block = new Float32Array(buffer, places.values, rowsAtATime * channels);
  new Float32Array(buffer, places.low, channels).set(low.bounds);
  new Float32Array(buffer, places.high, channels).set(high.bounds);
  const begins = (starts: Uint32Array, from: number) => starts.map((start) => from + start * 4);
  const lowBegins = begins(low.starts, places.lists);
  const highBegins = begins(high.starts, places.lists + low.room * 4);
  const lowEnds = new Uint32Array(buffer, places.lowEnds, channels);
  const highEnds = new Uint32Array(buffer, places.highEnds, channels);
  lowEnds.set(lowBegins);
  highEnds.set(highBegins);
  for (let begin = 0; begin < values.length; begin += block.length) {
    const rows = values.subarray(begin, begin + block.length);
    block.set(rows);
    const { values: from, low: least, high: most } = places;
    const count = rows.length / channels;
    compiled.gather(from, count, channels, least, most, places.lowEnds, places.highEnds);
  }
  const nth = (begin: number, end: number, n: number) => compiled.nth(begin, end, n);
  return {
    low: Float32Array.from(tails.least, (count, channel) =>
      count === 0 ? 0 : nth(lowBegins[channel]!, lowEnds[channel]!, count - 1),
    ),
    high: Float32Array.from(tails.most, (count, channel) => {
      const [begin, end] = [highBegins[channel]!, highEnds[channel]!];
      return count === 0 ? 0 : nth(begin, end, (end - begin) / 4 - count);
    }),
  };
}

/** Up to where, or from where on, the values of each channel are listed, and where the lists begin. */
interface Bounds {
  bounds: Float32Array;
  starts: Uint32Array;
  /** Of all lists, in numbers. */
  room: number;
}

/** Bounds that hold as many of the least (`side` 1) or most (−1) values as are asked for, and few others. */
function boundsOf(
  side: 1 | -1,
  tails: Int32Array,
  { minimum, maximum }: Basics,
  counts: Int32Array,
): Bounds {
  const channels = tails.length;
  const binCount = counts.length / channels;
  const starts = new Uint32Array(channels);
  let room = 0;
  const bounds = Float32Array.from(tails, (tail, channel) => {
    starts[channel] = room;
    if (tail === 0) return -side * Infinity;
    const scale = scaleOf(minimum[channel]!, maximum[channel]!, binCount);
    const first = channel * binCount;
    const binAt = (place: number) => counts[first + (side === 1 ? place : binCount - 1 - place)]!;
    let place = 0;
    let inside = binAt(0);
    while (inside < tail) inside += binAt(++place);
    // The bin's far edge, a hair further: what is rounded must not leave one of its values out.
    const from = side === 1 ? minimum[channel]! : maximum[channel]!;
    const edge = from + (side * (place + 1.000001)) / scale;
    const bound = Math.fround(edge + side * (Math.abs(edge) * 1.2e-7 + 1e-44));
    // Among numbers that lie apart by more than a bin, the bound may be in one further on.
    const reached = Math.abs(bound - from) * scale;
    for (const last = Math.min(binCount - 1, Math.floor(reached) + 1); place < last;) {
      inside += binAt(++place);
    }
    room += inside;
    return bound;
  });
  return { bounds, starts, room };
}

/** A layer as the passes see it: rows of lanes, and positions left over that fill no row. */
interface Layer {
  positions: number;
  channels: number;
  binCount: number;
  /** Numbers of a row: one, two or four positions, so that vectors fill it. */
  lanes: number;
  rest: Float32Array;
  places: Places;
  /** Copies rows to where `places.values` says, some at a time, and tells how many. */
  eachBlock(take: (rows: number) => void): void;
}

function layOut(
  compiled: Compiled,
  values: Float32Array,
  positions: number,
  channels: number,
  binCount: number,
): Layer {
  const fold = [1, 2].find((positionsARow) => (positionsARow * channels) % vector === 0) ?? vector;
  const lanes = fold * channels;
  const rows = Math.floor(positions / fold);
  const rowsAtATime = Math.max(1, Math.floor(blockValues / lanes));
  const places = placesOf(compiled, {
    values: rowsAtATime * lanes,
    lanes,
    counts: lanes * binCount,
  });
  const window = new Float32Array(compiled.memory.buffer, places.values, rowsAtATime * lanes);
  return {
    positions,
    channels,
    binCount,
    lanes,
    rest: values.subarray(rows * lanes),
    places,
    eachBlock(take) {
      for (let row = 0; row < rows; row += rowsAtATime) {
        const end = Math.min(rows, row + rowsAtATime);
        window.set(values.subarray(row * lanes, end * lanes));
        take(end - row);
      }
    },
  };
}

/** The first pass; null where it has met a value that is not finite. */
function measure(compiled: Compiled, layer: Layer): Basics | null {
  const { positions, channels, lanes, rest, places } = layer;
  const { buffer } = compiled.memory;
  const minimum = new Float32Array(buffer, places.minimum, lanes).fill(Infinity);
  const maximum = new Float32Array(buffer, places.maximum, lanes).fill(-Infinity);
  const sum = new Float64Array(buffer, places.sum, lanes).fill(0);
  const zero = new Int32Array(buffer, places.zero, lanes).fill(0);
  layer.eachBlock((rows) =>
    compiled.measure(
      places.values,
      rows,
      lanes,
      places.minimum,
      places.maximum,
      places.sum,
      places.zero,
    ),
  );
  rest.forEach((value, lane) => {
    minimum[lane] = Math.min(minimum[lane]!, value);
    maximum[lane] = Math.max(maximum[lane]!, value);
    sum[lane]! += value;
    if (value === 0) zero[lane]!++;
  });
  const basics: Basics = {
    minimum: minimum.slice(0, channels),
    maximum: maximum.slice(0, channels),
    sum: sum.slice(0, channels),
    zero: Float64Array.from(zero.subarray(0, channels)),
    finite: new Float64Array(channels).fill(positions),
  };
  for (let lane = channels; lane < lanes; lane++) {
    const channel = lane % channels;
    basics.minimum[channel] = Math.min(basics.minimum[channel]!, minimum[lane]!);
    basics.maximum[channel] = Math.max(basics.maximum[channel]!, maximum[lane]!);
    basics.sum[channel]! += sum[lane]!;
    basics.zero[channel]! += zero[lane]!;
  }
  return positions > 0 && basics.sum.every(Number.isFinite) ? basics : null;
}

/** The second pass: `[channels × bins]` counts. */
function count(compiled: Compiled, layer: Layer, { minimum, maximum }: Basics): Int32Array {
  const { channels, binCount, lanes, rest, places } = layer;
  const { buffer } = compiled.memory;
  const from = new Float64Array(buffer, places.from, lanes);
  const scale = new Float64Array(buffer, places.scale, lanes);
  const bins = new Uint32Array(buffer, places.bins, lanes);
  for (let lane = 0; lane < lanes; lane++) {
    const channel = lane % channels;
    from[lane] = minimum[channel]!;
    scale[lane] = scaleOf(minimum[channel]!, maximum[channel]!, binCount);
    bins[lane] = places.counts + lane * binCount * 4;
  }
  const perLane = new Int32Array(buffer, places.counts, lanes * binCount).fill(0);
  layer.eachBlock((rows) =>
    compiled.count(
      places.values,
      rows,
      lanes,
      places.from,
      places.scale,
      places.bins,
      binCount - 1,
    ),
  );
  rest.forEach((value, lane) => {
    const bin = Math.trunc((value - from[lane]!) * scale[lane]!);
    perLane[lane * binCount + Math.min(bin, binCount - 1)]!++;
  });
  // Lanes of one channel have counts of their own: to add to the same one waits for the one before.
  const counts = perLane.slice(0, channels * binCount);
  for (let at = counts.length; at < perLane.length; at++) {
    counts[at % counts.length]! += perLane[at]!;
  }
  return counts;
}

type Places = ReturnType<typeof placesOf>;

/** Addresses of what the passes work on. */
function placesOf(compiled: Compiled, size: { values: number; lanes: number; counts: number }) {
  return placesFor(compiled, {
    values: size.values * 4,
    minimum: size.lanes * 4,
    maximum: size.lanes * 4,
    sum: size.lanes * 8,
    zero: size.lanes * 4,
    from: size.lanes * 8,
    scale: size.lanes * 8,
    bins: size.lanes * 4,
    counts: size.counts * 4,
  });
}
