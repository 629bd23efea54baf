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

/** Indices of the `count` largest values, largest first; of equal ones the earlier first, NaN last. */
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
