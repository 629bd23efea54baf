/** What two passes over the values of maps tell: range, sum, signs, and a fine histogram of each. */
import { countsOf, fineBins, plainPasses, scaleOf, type Basics, type Passes } from './passes';
import { vectorCounts, vectorPasses } from './vectorPasses';

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
  return populationsFrom(
    values,
    vectorPasses(values, positions, channels) ?? plainPasses(values, positions, channels),
  );
}

/** All values as one, where the facts of each channel are known. */
export function populationOfAll(values: Float32Array, channels: Basics): Population {
  const basics = allTogether(channels);
  const isFinite = basics.finite[0] === values.length;
  const counts =
    (isFinite && vectorCounts(values, values.length, basics)) ||
    countsOf(values, values.length, 1, basics, fineBins);
  const [all] = populationsFrom(values, { basics, counts });
  return all!;
}

/** The facts of several channels as those of one. */
function allTogether({ minimum, maximum, sum, zero, finite }: Basics): Basics {
  const isThere = (_: number, channel: number) => finite[channel]! > 0;
  const total = (of: Float64Array) => Float64Array.of(of.reduce((all, each) => all + each, 0));
  const count = total(finite);
  return {
    minimum: Float32Array.of(count[0] === 0 ? 0 : minimum.filter(isThere).reduce(least)),
    maximum: Float32Array.of(count[0] === 0 ? 0 : maximum.filter(isThere).reduce(most)),
    sum: total(sum),
    zero: total(zero),
    finite: count,
  };
}

const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);

function populationsFrom(values: Float32Array, { basics, counts }: Passes): Population[] {
  const channels = basics.minimum.length;
  return Array.from({ length: channels }, (_, channel): Population => {
    // Adding 0 makes −0 a plain 0.
    const minimum = basics.minimum[channel]! + 0;
    const maximum = basics.maximum[channel]! + 0;
    const zero = basics.zero[channel]!;
    const bins = counts.subarray(channel * fineBins, (channel + 1) * fineBins);
    if (zero > 0) bins[zeroBinOf(minimum, maximum)]! -= zero;
    return {
      values: { all: values, start: channel, step: channels },
      minimum,
      maximum,
      sum: basics.sum[channel]!,
      negative: zero > 0 && minimum < 0 ? negativesOf(values, channel, channels) : 0,
      zero,
      count: basics.finite[channel]!,
      bins,
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
      const count = map.bins[bin]!;
      if (count > 0) bins[Math.min(fineBins - 1, (start + bin * step) | 0)]! += count;
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

/** The bin that holds zero. */
export function zeroBinOf(minimum: number, maximum: number): number {
  return Math.min(fineBins - 1, (-minimum * scaleOf(minimum, maximum)) | 0);
}
