/** What two passes over the values of maps tell: range, sum, signs, and a fine histogram of each. */

/** Bins of a fine histogram. */
export const fineBins = 1024;
const slots = fineBins + 1;
/** Values worked on at a time, so that they stay in the processor's cache between channels. */
const blockValues = 4096;

/** The finite values of a map, or of several, and what is known of them. */
export interface Population {
  /** Every `step`-th number from `start` on; those that are not finite do not count. */
  values: { all: Float32Array; start: number; step: number };
  /** 0 where there is no finite value. */
  minimum: number;
  maximum: number;
  sum: number;
  /** How many are below zero: told only where some are exactly zero, and only needed there. */
  negative: number;
  /** How many are exactly zero, and there at all. */
  zero: number;
  count: number;
  /**
   * `fineBins` counts of equal width from minimum to maximum. Zeros are not in them: they are often
   * so many that they would hide where the others lie.
   */
  bins: Int32Array | Float64Array;
  /** Whether values may be counted in a bin beside their own. */
  approximate: boolean;
}

/** The values of each channel of `positions × channels` numbers, channel fastest. */
export function populationsOf(
  values: Float32Array,
  positions: number,
  channels: number,
): Population[] {
  const basics = basicsOf(values, positions, channels);
  const counts = countsOf(values, positions, channels, basics);
  return Array.from({ length: channels }, (_, channel): Population => {
    // Adding 0 makes −0 a plain 0.
    const minimum = basics.minimum[channel]! + 0;
    const maximum = basics.maximum[channel]! + 0;
    const zero = basics.zero[channel]!;
    const bins = counts.subarray(channel * slots, channel * slots + slots);
    // The maximum falls into a slot of its own; it belongs to the last bin.
    bins[fineBins - 1]! += bins[fineBins]!;
    if (zero > 0) bins[zeroBinOf(minimum, maximum)]! -= zero;
    return {
      values: { all: values, start: channel, step: channels },
      minimum,
      maximum,
      sum: basics.sum[channel]!,
      negative: zero > 0 && minimum < 0 ? negativesOf(values, channel, channels) : 0,
      zero,
      count: basics.finite[channel]!,
      bins: bins.subarray(0, fineBins),
      approximate: false,
    };
  });
}

/** How many finite values lie below zero. */
function negativesOf(values: Float32Array, start: number, step: number): number {
  let negative = 0;
  for (let index = start; index < values.length; index += step) {
    const value = values[index]!;
    if (value < 0 && value !== -Infinity) negative++;
  }
  return negative;
}

/** Several maps as one. Every bin of a map goes where its middle is in the range of all of them. */
export function merge(maps: readonly Population[], all: Float32Array): Population {
  const minimum = maps.reduce((least, map) => Math.min(least, map.minimum), Infinity);
  const maximum = maps.reduce((most, map) => Math.max(most, map.maximum), -Infinity);
  const total = (of: (map: Population) => number) => maps.reduce((sum, map) => sum + of(map), 0);
  const bins = new Float64Array(fineBins);
  const scale = scaleOf(minimum, maximum);
  const zero = total(({ zero }) => zero);
  for (const map of maps) {
    const step = ((map.maximum - map.minimum) / fineBins) * scale;
    const start = (map.minimum - minimum) * scale + step / 2;
    for (let bin = 0; bin < fineBins; bin++) {
      bins[Math.min(fineBins - 1, (start + bin * step) | 0)]! += map.bins[bin]!;
    }
  }
  return {
    values: { all, start: 0, step: 1 },
    minimum,
    maximum,
    sum: total(({ sum }) => sum),
    negative: zero > 0 && minimum < 0 ? negativesOf(all, 0, 1) : 0,
    zero,
    count: total(({ count }) => count),
    bins,
    approximate: true,
  };
}

/** Bins per unit; 0 where all values are the same. */
export function scaleOf(minimum: number, maximum: number): number {
  return maximum > minimum ? fineBins / (maximum - minimum) : 0;
}

/** The bin that holds zero. */
export function zeroBinOf(minimum: number, maximum: number): number {
  return Math.min(fineBins - 1, (-minimum * scaleOf(minimum, maximum)) | 0);
}

/** Facts of each channel that need no range. */
interface Basics {
  minimum: Float32Array;
  maximum: Float32Array;
  sum: Float64Array;
  zero: Float64Array;
  finite: Float64Array;
}

function basicsOf(values: Float32Array, positions: number, channels: number): Basics {
  const minimum = new Float32Array(channels).fill(Infinity);
  const maximum = new Float32Array(channels).fill(-Infinity);
  const sums = new Float64Array(channels);
  const zeros = new Float64Array(channels);
  const finite = new Float64Array(channels).fill(positions);
  // Zeros are told from the bits: a branch on each would be guessed wrong too often.
  const allBits = new Int32Array(values.buffer, values.byteOffset, values.length);

  const blockPositions = Math.max(1, Math.floor(blockValues / channels));
  for (let begin = 0; begin < positions; begin += blockPositions) {
    const end = Math.min(positions, begin + blockPositions) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const first = begin * channels + channel;
      let least = minimum[channel]!;
      let most = maximum[channel]!;
      let sum = 0;
      let zero = 0;
      for (let index = first; index < end; index += channels) {
        const value = values[index]!;
        const isZero = ((allBits[index]! & 0x7fffffff) - 1) >>> 31;
        if (value < least) least = value;
        if (value > most) most = value;
        sum += value;
        zero = (zero + isZero) | 0;
      }
      if (!Number.isFinite(sum)) {
        // Rare: something in this block is not a finite number. Go over it once more, carefully.
        least = minimum[channel]!;
        most = maximum[channel]!;
        sum = 0;
        for (let index = first; index < end; index += channels) {
          const value = values[index]!;
          if (!Number.isFinite(value)) {
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
  for (let channel = 0; channel < channels; channel++) {
    if (finite[channel] === 0) minimum[channel] = maximum[channel] = 0;
  }
  return { minimum, maximum, sum: sums, zero: zeros, finite };
}

/** `[channels × slots]` counts over each channel's own range. */
function countsOf(
  values: Float32Array,
  positions: number,
  channels: number,
  { minimum, maximum, finite }: Basics,
): Int32Array {
  const counts = new Int32Array(channels * slots);
  const blockPositions = Math.max(1, Math.floor(blockValues / channels));
  for (let begin = 0; begin < positions; begin += blockPositions) {
    const end = Math.min(positions, begin + blockPositions) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const from = minimum[channel]!;
      const scale = scaleOf(from, maximum[channel]!);
      const base = channel * slots;
      let index = begin * channels + channel;
      if (finite[channel] !== positions) {
        for (; index < end; index += channels) {
          const value = values[index]!;
          if (Number.isFinite(value)) counts[base + (((value - from) * scale) | 0)]!++;
        }
        continue;
      }
      // Two at a time, which is a third faster.
      for (; index + channels < end; index += 2 * channels) {
        const one = (base + (((values[index]! - from) * scale) | 0)) | 0;
        const other = (base + (((values[index + channels]! - from) * scale) | 0)) | 0;
        counts[one] = (counts[one]! + 1) | 0;
        counts[other] = (counts[other]! + 1) | 0;
      }
      if (index < end) counts[base + (((values[index]! - from) * scale) | 0)]!++;
    }
  }
  return counts;
}
