/**
 * Quantiles of many values without sorting them: from a histogram, of which the bin that holds the
 * quantile is divided again for as long as it is coarse.
 */
import { fineBins, scaleOf } from './passes';
import { populationsOf, zeroBinOf, type Population } from './population';

/** The range between the quantiles over what either of them may be wrong by, at least. */
const precision = 128;

/** Where a quantile was found. */
interface Place {
  population: Population;
  /** How many values of the population lie below it. */
  rank: number;
  value: number;
  /** What the value may be wrong by; 0 where it is exact. */
  uncertainty: number;
  bin: number;
  /** Values in the bins before. */
  before: number;
}

/**
 * The values that a lower and an upper share of a population lie below: each exact where it falls
 * among equal zeros, otherwise right to within 1/128 of the range between the two.
 */
export function quantilesOf(
  population: Population,
  [lower, upper]: readonly [number, number],
): [number, number] {
  let low = locate(population, lower * population.count);
  let high = locate(population, upper * population.count);
  for (;;) {
    const coarser = low.uncertainty >= high.uncertainty ? low : high;
    if (coarser.uncertainty * precision <= Math.max(0, high.value - low.value)) {
      return [low.value, high.value];
    }
    const members = membersOf(coarser);
    const before = coarser.population.approximate ? 0 : coarser.before;
    const narrow = (place: Place) =>
      shareBin(place, coarser) ? locate(members, place.rank - before) : place;
    [low, high] = [narrow(low), narrow(high)];
  }
}

function locate(population: Population, rank: number): Place {
  const { minimum, maximum, negative, zero, bins } = population;
  const exact = { population, rank, uncertainty: 0, bin: 0, before: 0 };
  if (minimum === maximum) return { ...exact, value: minimum };
  if (rank > negative && rank <= negative + zero) return { ...exact, value: 0 };

  // From here on among the values that are not zero.
  const left = rank > negative ? rank - zero : rank;
  let below = 0;
  let bin = 0;
  while (bin < fineBins - 1 && below + bins[bin]! < left) below += bins[bin++]!;

  const width = (maximum - minimum) / fineBins;
  let from = minimum + bin * width;
  let to = from + width;
  let count = bins[bin]!;
  let inside = left - below;
  const zeroBin = zero > 0 ? zeroBinOf(minimum, maximum) : Infinity;
  if (bin === zeroBin) {
    // Zero parts its bin into negative and positive values.
    const negativeHere = Math.min(count, Math.max(0, negative - below));
    if (rank > negative) {
      from = 0;
      inside -= negativeHere;
      count -= negativeHere;
    } else {
      to = 0;
      count = negativeHere;
    }
  }
  const share = count > 0 ? Math.min(1, Math.max(0, inside / count)) : 0;
  return {
    population,
    rank,
    value: Math.min(maximum, Math.max(minimum, from + share * (to - from))),
    uncertainty: population.approximate ? 1.5 * width : width,
    bin,
    before: below + (zeroBin < bin ? zero : 0),
  };
}

/** Whether a place is no more exact than another and narrowed down by the same values. */
function shareBin(place: Place, other: Place): boolean {
  return (
    place.uncertainty > 0 &&
    place.population === other.population &&
    (place.population.approximate || place.bin === other.bin)
  );
}

/** The values of a place's bin; of an approximate histogram all values, counted exactly. */
function membersOf({ population, bin }: Place): Population {
  const { all } = population.values;
  const values = population.approximate ? all : valuesIn(population, bin);
  return populationsOf(values, values.length, 1)[0]!;
}

function valuesIn({ values, minimum, maximum, bins, zero }: Population, bin: number): Float32Array {
  const scale = scaleOf(minimum, maximum);
  const { all, start, step } = values;
  const inside = new Float32Array(bins[bin]! + zero);
  let found = 0;
  for (let index = start; index < all.length; index += step) {
    const value = all[index]!;
    const place = (value - minimum) * scale;
    // Written so that NaN and infinities fall through.
    if (place >= bin && place <= fineBins && (place < bin + 1 || bin === fineBins - 1)) {
      inside[found++] = value;
    }
  }
  return inside.subarray(0, found);
}
