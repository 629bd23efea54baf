/**
 * Statistics of maps of few cells: their quantiles are found by picking out the least and the most of
 * them. That is exact, and sooner done than a fine histogram of each is filled and read.
 */
import { plainPasses, type Basics, type Passes } from './passes';
import { histogramBins, robustQuantiles, type MapStatistics } from './protocol';
import { vectorPasses } from './vectorPasses';
import { vectorTails } from './vectorTails';

/** Cells up to which maps are small. */
export const mostSmallCells = 4096;

export type EachMap = Pick<
  MapStatistics,
  'minimum' | 'maximum' | 'mean' | 'zeroShare' | 'low' | 'high' | 'histogram'
>;

/** @param values `positions × channels` numbers, channel fastest */
export function smallMapsOf(
  values: Float32Array,
  positions: number,
  channels: number,
): EachMap & { basics: Basics } {
  const passes =
    vectorPasses(values, positions, channels, histogramBins) ??
    plainPasses(values, positions, channels, histogramBins);
  const { basics, counts } = passes;
  const { finite } = basics;
  const share = (of: Float64Array) => of.map((each, map) => each / Math.max(1, finite[map]!));
  return {
    minimum: basics.minimum.map(withoutSign),
    maximum: basics.maximum.map(withoutSign),
    mean: Float32Array.from(share(basics.sum)),
    zeroShare: Float32Array.from(share(basics.zero)),
    ...tailsOf(values, passes),
    histogram: new Uint32Array(counts.buffer),
    basics,
  };
}

/** −0 is a plain 0. */
function withoutSign(value: number): number {
  return value + 0;
}

/** The robust quantiles of each map: as many values as they leave out are picked from either end. */
function tailsOf(values: Float32Array, passes: Passes): Pick<MapStatistics, 'low' | 'high'> {
  const [lower, upper] = robustQuantiles;
  const { finite, minimum, maximum, zero } = passes.basics;
  const channels = finite.length;
  const least = new Int32Array(channels);
  const most = new Int32Array(channels);
  let isFinite = true;
  for (let channel = 0; channel < channels; channel++) {
    const count = finite[channel]!;
    if (count * channels < values.length) isFinite = false;
    if (count === 0) continue;
    const below = Math.max(1, Math.ceil(lower * count));
    const above = count - Math.max(1, Math.ceil(upper * count)) + 1;
    // Where the end itself is the quantile, nothing has to be looked for: so it is with a map of a
    // hundred cells, of equal ones, and with what a ReLU made zero.
    const isEnd = (end: number, tail: number) =>
      tail === 1 || minimum[channel] === maximum[channel] || (end === 0 && zero[channel]! >= tail);
    if (!isEnd(minimum[channel]!, below)) least[channel] = below;
    if (!isEnd(maximum[channel]!, above)) most[channel] = above;
  }
  const inner = (isFinite && vectorTails(values, { least, most }, passes)) || {
    low: plainTails(values, least, 1),
    high: plainTails(values, most, -1),
  };
  const orEnd = (tails: Float32Array, counts: Int32Array, ends: Float32Array) =>
    tails.map((value, channel) => withoutSign(counts[channel] === 0 ? ends[channel]! : value));
  return { low: orEnd(inner.low, least, minimum), high: orEnd(inner.high, most, maximum) };
}

/**
 * Of each channel the last of so many of its least (`sign` 1) or most (−1) values, 0 where none are asked
 * for, in plain TypeScript; values that are not finite do not count.
 */
export function plainTails(values: Float32Array, counts: Int32Array, sign: 1 | -1): Float32Array {
  return Float32Array.from(counts, (count, channel) => {
    if (count === 0) return 0;
    const least = new Float32Array(count).fill(Infinity);
    for (let index = channel; index < values.length; index += counts.length) {
      const value = values[index]! * sign;
      if (!(value < least[count - 1]!) || value === -Infinity) continue;
      let at = count - 1;
      for (; at > 0 && least[at - 1]! > value; at--) least[at] = least[at - 1]!;
      least[at] = value;
    }
    return least[count - 1]! * sign;
  });
}
