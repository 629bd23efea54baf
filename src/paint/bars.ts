/** Vectors as bars: a dense layer's numbers, which have signs, or a softmax's shares. */

export interface Bar {
  /** Which number of the vector. */
  readonly index: number;
  readonly value: number;
  /** Where the bar begins and how long it is along the axis of values, in pixels. */
  readonly start: number;
  readonly length: number;
}

export interface BarLayout {
  /** Where zero is, in pixels from the low end. */
  readonly baseline: number;
  readonly bars: readonly Bar[];
  readonly low: number;
  readonly high: number;
}

/** The values at the ends of the axis. Zero is always on it. */
export interface BarAxis {
  readonly low: number;
  readonly high: number;
}

/** The axis for some values: from the smallest or 0 to the largest or 0; NaN and ∞ are passed over. */
export function axisOf(values: ArrayLike<number>): BarAxis {
  let low = 0;
  let high = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/**
 * Bars of chosen numbers (all, where `indices` is left out) along an axis of `length` pixels. All
 * share one base line; a value beyond the axis is cut at its end, NaN has no length.
 */
export function layoutBars(
  values: ArrayLike<number>,
  length: number,
  indices?: readonly number[],
  axis: BarAxis = axisOf(values),
): BarLayout {
  const low = Math.min(0, axis.low);
  const high = Math.max(0, axis.high);
  const perUnit = high > low ? length / (high - low) : 0;
  const baseline = (0 - low) * perUnit;
  const chosen = indices ?? Array.from({ length: values.length }, (_, i) => i);
  const bars = chosen.map((index): Bar => {
    const value = values[index] ?? NaN;
    const shown = Number.isNaN(value) ? 0 : Math.min(high, Math.max(low, value));
    const end = baseline + shown * perUnit;
    return { index, value, start: Math.min(baseline, end), length: Math.abs(end - baseline) };
  });
  return { baseline, bars, low, high };
}

/** Numbers are put in order by so many bits of theirs at a time. */
const digitBits = 16;
const lastDigit = (1 << digitBits) - 1;

/**
 * Indices of the `count` largest values, largest first; of equal ones the earlier first, NaN last. For a
 * few: each is looked for among those found. All are put in order by `descending`.
 */
export function largest(values: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  const ranks: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    const rank = Number.isNaN(value) ? -Infinity : value;
    if (best.length >= count && !(rank > (ranks.at(-1) ?? Infinity))) continue;
    let at = best.length;
    while (at > 0 && rank > (ranks[at - 1] ?? Infinity)) at--;
    best.splice(at, 0, i);
    ranks.splice(at, 0, rank);
    if (best.length > count) {
      best.pop();
      ranks.pop();
    }
  }
  return best;
}

/**
 * Indices of all values, read as 32-bit numbers, as `largest` orders them: sorted by their lower and then by their
 * upper half, in time that grows with their number alone (half a million in some milliseconds).
 */
export function descending(values: ArrayLike<number>): Uint32Array {
  const keys = descendingKeys(values);
  const { length } = keys;
  const order = new Uint32Array(length);
  const byLower = new Uint32Array(length);
  const lower = startsOf(keys, 0);
  for (let i = 0; i < length; i++) byLower[lower[keys[i]! & lastDigit]!++] = i;
  const upper = startsOf(keys, digitBits);
  for (let at = 0; at < length; at++) {
    const i = byLower[at]!;
    order[upper[keys[i]! >>> digitBits]!++] = i;
  }
  return order;
}

/** Of each digit, where the first key with it comes when they are sorted by it. */
function startsOf(keys: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(lastDigit + 2);
  for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & lastDigit) + 1]!++;
  for (let digit = 1; digit <= lastDigit; digit++) starts[digit]! += starts[digit - 1]!;
  return starts;
}

/** Whole numbers that ascend as the values descend; the bits of floats ascend with their magnitude. */
function descendingKeys(values: ArrayLike<number>): Uint32Array {
  const floats = new Float32Array(values);
  const keys = new Uint32Array(floats.buffer);
  for (let i = 0; i < keys.length; i++) {
    const value = floats[i]!;
    const bits = keys[i]!;
    // −0 is as large as 0, and what is not a number comes last.
    if (value >= 0) keys[i] = ~bits & 0x7fffffff;
    else if (Number.isNaN(value)) keys[i] = 0xffffffff;
    if (value === 0) keys[i] = 0x7fffffff;
  }
  return keys;
}
