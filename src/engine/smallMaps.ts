/**
 * Statistics of maps of few cells, where a fine histogram of each would have more bins than there are
 * values: their quantiles are found by picking out the least and the most of them, and exact.
 */
import { plainPasses, type Basics } from './passes';
import { histogramBins, robustQuantiles, type MapStatistics } from './protocol';
import { vectorPasses } from './vectorPasses';

/** Cells up to which maps are small. */
export const mostSmallCells = 1024;

export type EachMap = Pick<
  MapStatistics,
  'minimum' | 'maximum' | 'mean' | 'zeroShare' | 'low' | 'high' | 'histogram'
> & { counted: number };

/** @param values `positions × channels` numbers, channel fastest */
export function smallMapsOf(values: Float32Array, positions: number, channels: number): EachMap {
  const { basics, counts } =
    vectorPasses(values, positions, channels, histogramBins) ??
    plainPasses(values, positions, channels, histogramBins);
  const { finite } = basics;
  const histogram = new Uint32Array(channels * histogramBins);
  for (let channel = 0; channel < channels; channel++) {
    const from = channel * (histogramBins + 1);
    histogram.set(counts.subarray(from, from + histogramBins), channel * histogramBins);
    // The maximum is of the last bin.
    histogram[(channel + 1) * histogramBins - 1]! += counts[from + histogramBins]!;
  }
  const share = (of: Float64Array) => of.map((each, map) => each / Math.max(1, finite[map]!));
  return {
    minimum: basics.minimum.map(withoutSign),
    maximum: basics.maximum.map(withoutSign),
    mean: Float32Array.from(share(basics.sum)),
    zeroShare: Float32Array.from(share(basics.zero)),
    ...tailsOf(values, channels, basics),
    histogram,
    counted: finite.reduce((total, each) => total + each, 0),
  };
}

/** −0 is a plain 0. */
function withoutSign(value: number): number {
  return value + 0;
}

/** The robust quantiles of each map: as many values as they leave out are picked from either end. */
function tailsOf(
  values: Float32Array,
  channels: number,
  { finite, minimum, maximum, zero }: Basics,
): Pick<MapStatistics, 'low' | 'high'> {
  const [lower, upper] = robustQuantiles;
  const low = new Float32Array(channels);
  const high = new Float32Array(channels);
  const least = new Float32Array(Math.ceil(lower * mostSmallCells));
  const most = new Float32Array(mostSmallCells - Math.ceil(upper * mostSmallCells) + 1);
  for (let channel = 0; channel < channels; channel++) {
    const count = finite[channel]!;
    if (count === 0) continue;
    const leastCount = Math.max(1, Math.ceil(lower * count));
    const mostCount = count - Math.max(1, Math.ceil(upper * count)) + 1;
    // Where the end itself is the quantile, nothing has to be looked for: so it is with a map of a
    // hundred cells, and with what a ReLU made zero.
    const isLow = (end: number) => leastCount === 1 || (end === 0 && zero[channel]! >= leastCount);
    const isHigh = (end: number) => mostCount === 1 || (end === 0 && zero[channel]! >= mostCount);
    low[channel] = isLow(minimum[channel]!)
      ? minimum[channel]! + 0
      : leastOf(values, channel, channels, least.subarray(0, leastCount));
    high[channel] = isHigh(maximum[channel]!)
      ? maximum[channel]! + 0
      : mostOf(values, channel, channels, most.subarray(0, mostCount));
  }
  return { low, high };
}

/** The n-th smallest finite value of a map, n the length of `least`, which is worked in. */
function leastOf(
  values: Float32Array,
  channel: number,
  channels: number,
  least: Float32Array,
): number {
  const last = least.length - 1;
  least.fill(Infinity);
  for (let index = channel; index < values.length; index += channels) {
    const value = values[index]!;
    if (!(value < least[last]!) || value === -Infinity) continue;
    let at = last;
    for (; at > 0 && least[at - 1]! > value; at--) least[at] = least[at - 1]!;
    least[at] = value;
  }
  return least[last]! + 0;
}

/** The n-th largest finite value of a map, n the length of `most`, which is worked in. */
function mostOf(
  values: Float32Array,
  channel: number,
  channels: number,
  most: Float32Array,
): number {
  const last = most.length - 1;
  most.fill(-Infinity);
  for (let index = channel; index < values.length; index += channels) {
    const value = values[index]!;
    if (!(value > most[last]!) || value === Infinity) continue;
    let at = last;
    for (; at > 0 && most[at - 1]! < value; at--) most[at] = most[at - 1]!;
    most[at] = value;
  }
  return most[last]! + 0;
}
