/** The two passes over the values of maps: the facts that need no range, and the counts within it. */

/** Bins of a fine histogram. */
export const fineBins = 1024;
/** Values worked on at a time, so that they stay in the processor's cache between channels. */
export const blockValues = 4096;

/** What both passes found. */
export interface Passes {
  basics: Basics;
  /**
   * `[channels × bins]` counts of the finite values, each channel's over its own range. The maximum is
   * of the last bin.
   */
  counts: Int32Array;
}

/** Bins per unit; 0 where all values are the same. */
export function scaleOf(minimum: number, maximum: number, bins = fineBins): number {
  return maximum > minimum ? bins / (maximum - minimum) : 0;
}

/** Both passes in plain TypeScript; `vectorPasses` is faster where it can be used. */
export function plainPasses(
  values: Float32Array,
  positions: number,
  channels: number,
  bins = fineBins,
): Passes {
  const basics = basicsOf(values, positions, channels);
  return { basics, counts: countsOf(values, positions, channels, basics, bins) };
}

/** Facts of each channel that need no range. */
export interface Basics {
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

/** `[channels × bins]` counts over each channel's own range. */
export function countsOf(
  values: Float32Array,
  positions: number,
  channels: number,
  { minimum, maximum }: Basics,
  bins: number,
): Int32Array {
  const counts = new Int32Array(channels * bins);
  const blockPositions = Math.max(1, Math.floor(blockValues / channels));
  for (let begin = 0; begin < positions; begin += blockPositions) {
    const end = Math.min(positions, begin + blockPositions) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const from = minimum[channel]!;
      const scale = scaleOf(from, maximum[channel]!, bins);
      for (let index = begin * channels + channel; index < end; index += channels) {
        const value = values[index]!;
        if (!Number.isFinite(value)) continue;
        const bin = ((value - from) * scale) | 0;
        counts[channel * bins + (bin < bins ? bin : bins - 1)]!++;
      }
    }
  }
  return counts;
}
