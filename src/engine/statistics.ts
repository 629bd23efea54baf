/** Statistics of feature maps, from values in tfjs' own order: channels next to each other. */
import { histogramBins, robustQuantiles, type MapStatistics } from './protocol';

/** Bins of the histogram that the quantiles are read from; a multiple of `histogramBins`. */
const fineBins = 1024;
/** Values worked on at a time, so that they stay in the processor's cache between channels. */
const blockValues = 32_768;
/** A quantile's bin that holds a larger share than this is divided again. */
const coarseShare = 0.02;

/**
 * Minimum, maximum, mean, share of zeros, quantiles and histogram of every map, and of the layer.
 * NaN and infinities are counted apart and left out of everything else.
 *
 * @param values `positions × channels` numbers, channel fastest
 */
export function statisticsOf(
  values: Float32Array,
  positions: number,
  channels: number,
): MapStatistics {
  const basics = basicsOf(values, positions, channels);
  const { minimum, maximum, finite } = basics;
  const fine = fineHistograms(values, positions, channels, minimum, maximum);

  const low = new Float32Array(channels);
  const high = new Float32Array(channels);
  const histogram = new Uint32Array(channels * histogramBins);
  for (let channel = 0; channel < channels; channel++) {
    const bins = fine.subarray(channel * fineBins, (channel + 1) * fineBins);
    for (let bin = 0; bin < fineBins; bin++) {
      histogram[channel * histogramBins + Math.floor((bin * histogramBins) / fineBins)]! +=
        bins[bin]!;
    }
    const range: Range = { from: minimum[channel]!, to: maximum[channel]! };
    const each: Strided = { values, start: channel, step: channels };
    [low[channel], high[channel]] = quantilesOf(bins, range, finite[channel]!, each);
  }
  return {
    minimum,
    maximum,
    mean: basics.mean,
    zeroShare: basics.zeroShare,
    low,
    high,
    histogram,
    layer: layerOf(values, channels, basics, fine),
    notFinite: basics.notFinite,
  };
}

interface Range {
  from: number;
  to: number;
}

/** Every `step`-th value from `start` on. */
interface Strided {
  values: Float32Array;
  start: number;
  step: number;
}

interface Basics {
  minimum: Float32Array;
  maximum: Float32Array;
  mean: Float32Array;
  zeroShare: Float32Array;
  /** Finite values of each channel. */
  finite: Float64Array;
  notFinite: number;
}

function basicsOf(values: Float32Array, positions: number, channels: number): Basics {
  const minimum = new Float32Array(channels).fill(Infinity);
  const maximum = new Float32Array(channels).fill(-Infinity);
  const sums = new Float64Array(channels);
  const zeros = new Float64Array(channels);
  const finite = new Float64Array(channels).fill(positions);
  let notFinite = 0;

  const blockPositions = Math.max(1, Math.floor(blockValues / channels));
  for (let begin = 0; begin < positions; begin += blockPositions) {
    const end = Math.min(positions, begin + blockPositions) * channels;
    for (let channel = 0; channel < channels; channel++) {
      let least = minimum[channel]!;
      let most = maximum[channel]!;
      let sum = 0;
      let zero = 0;
      for (let index = begin * channels + channel; index < end; index += channels) {
        const value = values[index]!;
        if (value < least) least = value;
        if (value > most) most = value;
        if (value === 0) zero++;
        sum += value;
      }
      if (!Number.isFinite(sum)) {
        // Rare: something in this block is not a finite number. Go over it once more, carefully.
        least = minimum[channel]!;
        most = maximum[channel]!;
        sum = 0;
        for (let index = begin * channels + channel; index < end; index += channels) {
          const value = values[index]!;
          if (!Number.isFinite(value)) {
            notFinite++;
            finite[channel]!--;
            continue;
          }
          if (value < least) least = value;
          if (value > most) most = value;
          sum += value;
        }
      }
      minimum[channel] = least;
      maximum[channel] = most;
      sums[channel]! += sum;
      zeros[channel]! += zero;
    }
  }

  const mean = new Float32Array(channels);
  const zeroShare = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const count = finite[channel]!;
    if (count === 0) {
      minimum[channel] = 0;
      maximum[channel] = 0;
    }
    mean[channel] = count === 0 ? 0 : sums[channel]! / count;
    zeroShare[channel] = count === 0 ? 0 : zeros[channel]! / count;
  }
  return { minimum, maximum, mean, zeroShare, finite, notFinite };
}

/** `[channels × fineBins]` counts over each map's own range; the last bin includes the maximum. */
function fineHistograms(
  values: Float32Array,
  positions: number,
  channels: number,
  minimum: Float32Array,
  maximum: Float32Array,
): Uint32Array {
  const counts = new Uint32Array(channels * fineBins);
  const blockPositions = Math.max(1, Math.floor(blockValues / channels));
  for (let begin = 0; begin < positions; begin += blockPositions) {
    const end = Math.min(positions, begin + blockPositions) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const from = minimum[channel]!;
      const scale = scaleOf({ from, to: maximum[channel]! });
      const base = channel * fineBins;
      for (let index = begin * channels + channel; index < end; index += channels) {
        const bin = (values[index]! - from) * scale;
        // Written so that NaN and infinities fall through.
        if (bin >= 0 && bin <= fineBins)
          counts[base + (bin < fineBins ? bin | 0 : fineBins - 1)]!++;
      }
    }
  }
  return counts;
}

function scaleOf(range: Range): number {
  return range.to > range.from ? fineBins / (range.to - range.from) : 0;
}

/** The robust quantiles of strided values whose fine histogram over a range is known. */
function quantilesOf(
  bins: ArrayLike<number>,
  range: Range,
  count: number,
  each: Strided,
): [number, number] {
  const [first, second] = robustQuantiles;
  return [
    quantile(bins, range, first * count, count, each),
    quantile(bins, range, second * count, count, each),
  ];
}

/** The value that `rank` values lie below, interpolated inside a bin that holds few of them. */
function quantile(
  bins: ArrayLike<number>,
  range: Range,
  rank: number,
  count: number,
  each: Strided,
): number {
  if (count === 0 || range.from === range.to) return range.from;
  let below = 0;
  let bin = 0;
  while (bin < fineBins - 1 && below + bins[bin]! < rank) below += bins[bin++]!;
  const width = (range.to - range.from) / fineBins;
  const inside: Range = { from: range.from + bin * width, to: range.from + (bin + 1) * width };
  const inBin = bins[bin]!;
  const divisible = Math.fround(inside.from) < Math.fround(inside.from + width / 4);
  if (inBin > coarseShare * count && divisible) {
    const narrowed = rangeWithin(each, inside);
    if (narrowed.from === narrowed.to) return narrowed.from;
    const finer = histogramOf(each, narrowed);
    return quantile(finer, narrowed, rank - below, inBin, each);
  }
  return inBin === 0 ? inside.from : inside.from + ((rank - below) / inBin) * width;
}

/** The least and the greatest of the values that lie in a range. */
function rangeWithin({ values, start, step }: Strided, { from, to }: Range): Range {
  let least = to;
  let most = from;
  for (let index = start; index < values.length; index += step) {
    const value = values[index]!;
    if (value >= from && value <= to) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return most < least ? { from, to: from } : { from: least, to: most };
}

function histogramOf({ values, start, step }: Strided, range: Range): Uint32Array {
  const counts = new Uint32Array(fineBins);
  const scale = scaleOf(range);
  for (let index = start; index < values.length; index += step) {
    const value = values[index]!;
    if (value < range.from || value > range.to) continue;
    counts[Math.min(fineBins - 1, Math.floor((value - range.from) * scale))]!++;
  }
  return counts;
}

/** Range and quantiles of all maps together; the fine histograms of the maps are merged. */
function layerOf(
  values: Float32Array,
  channels: number,
  basics: Basics,
  fine: Uint32Array,
): MapStatistics['layer'] {
  let from = Infinity;
  let to = -Infinity;
  let count = 0;
  for (let channel = 0; channel < channels; channel++) {
    if (basics.finite[channel] === 0) continue;
    from = Math.min(from, basics.minimum[channel]!);
    to = Math.max(to, basics.maximum[channel]!);
    count += basics.finite[channel]!;
  }
  if (count === 0) return { minimum: 0, maximum: 0, low: 0, high: 0 };

  const merged = new Float64Array(fineBins);
  const scale = scaleOf({ from, to });
  for (let channel = 0; channel < channels; channel++) {
    const start = basics.minimum[channel]!;
    const width = (basics.maximum[channel]! - start) / fineBins;
    for (let bin = 0; bin < fineBins; bin++) {
      const inBin = fine[channel * fineBins + bin]!;
      if (inBin === 0) continue;
      const middle = start + (bin + 0.5) * width;
      merged[Math.min(fineBins - 1, Math.floor((middle - from) * scale))]! += inBin;
    }
  }
  const each: Strided = { values, start: 0, step: 1 };
  const [low, high] = quantilesOf(merged, { from, to }, count, each);
  return { minimum: from, maximum: to, low, high };
}
