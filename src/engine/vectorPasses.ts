/** The two passes over the values of maps in WebAssembly, four numbers at a time: see `assembly/source/statistics.ts`. */
import { placesFor } from '../assembly/instance';
import { blockValues, fineBins, scaleOf, type Basics, type Passes } from './passes';
import { statisticsModule, type Compiled } from './statisticsModule';

/** Numbers that the processor's vectors hold. */
const vector = 4;

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
  const compiled = statisticsModule();
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
  const compiled = statisticsModule();
  const channels = basics.minimum.length;
  return (
    compiled && count(compiled, layOut(compiled, values, positions, channels, binCount), basics)
  );
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
