/**
 * The ends of maps in WebAssembly: the histogram that is there tells where they begin, what lies beyond is
 * listed, and the wanted value selected. See `assembly/source/statistics.ts`.
 */
import { placesFor } from '../assembly/instance';
import { blockValues, scaleOf, type Basics, type Passes } from './passes';
import { statisticsModule } from './statisticsModule';

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
  const compiled = statisticsModule();
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
