/** Which values the two ends of a colour map stand for, and what a map of one value is called. */

/** How wide a scale reaches: each map its own, one for the layer, one for all layers. */
export const scaleScopes = ['map', 'layer', 'network'] as const;
export type ScaleScope = (typeof scaleScopes)[number];

/** From minimum to maximum, or clipped at the robust quantiles. */
export const scaleModes = ['exact', 'robust'] as const;
export type ScaleMode = (typeof scaleModes)[number];

/**
 * What of the values a colour map is laid over:
 * - `aroundZero`: as far below zero as above it, so that the middle is zero;
 * - `fromZero`: from zero up; from the minimum where there are negative values;
 * - `wholeRange`: from minimum to maximum.
 */
export type ScaleSpan = 'aroundZero' | 'fromZero' | 'wholeRange';

/** The extremes of some values, and their low and high quantiles, finite values only. */
export interface ValueRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly low: number;
  readonly high: number;
}

export type ScopeRanges = Readonly<Record<ScaleScope, ValueRange>>;

/** The values at the two ends of the colour map; `low < high` always. */
export interface ColourScale {
  readonly low: number;
  readonly high: number;
  /** Whether some values of the scope lie outside and are drawn as the end nearest to them. */
  readonly clipped: boolean;
  readonly clippedLow: boolean;
  readonly clippedHigh: boolean;
}

/**
 * The scale of a map. All three ranges are given because a non-negative layer starts at zero even
 * where the network's scale has negative values. A robust scale without extent (nearly all values
 * equal, as behind a ReLU) is no scale: the exact one takes its place, and `clipped` says so.
 */
export function colourScale(
  scope: ScaleScope,
  mode: ScaleMode,
  span: ScaleSpan,
  ranges: ScopeRanges,
): ColourScale {
  const { minimum, maximum, low, high } = ranges[scope];
  if (!Number.isFinite(minimum) || !Number.isFinite(maximum)) return unclipped(...ends(span, 0, 0));
  const startsAtZero = span === 'fromZero' && ranges.layer.minimum >= 0;
  const exactMinimum = startsAtZero ? Math.max(0, minimum) : minimum;
  const exact = ends(span, exactMinimum, Math.max(exactMinimum, maximum));
  if (mode === 'exact') return unclipped(...exact);

  const robustLow = startsAtZero ? Math.max(0, low) : low;
  if (!hasExtent(span, robustLow, high)) return unclipped(...exact);
  const [from, to] = ends(span, robustLow, high);
  const clippedLow = from > exactMinimum;
  const clippedHigh = to < maximum;
  return { low: from, high: to, clipped: clippedLow || clippedHigh, clippedLow, clippedHigh };
}

/** The range of several together. Quantiles are the widest of theirs: a cautious stand-in. */
export function unionOfRanges(ranges: Iterable<ValueRange>): ValueRange {
  let minimum = Infinity;
  let maximum = -Infinity;
  let low = Infinity;
  let high = -Infinity;
  for (const range of ranges) {
    if (!Number.isFinite(range.minimum) || !Number.isFinite(range.maximum)) continue;
    minimum = Math.min(minimum, range.minimum);
    maximum = Math.max(maximum, range.maximum);
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  return minimum <= maximum
    ? { minimum, maximum, low, high }
    : { minimum: 0, maximum: 0, low: 0, high: 0 };
}

/**
 * What a map of one value is called: `dead` where a ReLU lets nothing through, `constant` otherwise,
 * and null for every map that has something to show.
 */
export function describeMap(
  map: { readonly minimum: number; readonly maximum: number; readonly zeroShare: number },
  behindRelu: boolean,
): 'constant' | 'dead' | null {
  if (map.minimum !== map.maximum) return null;
  if (map.minimum !== 0) return 'constant';
  // Where not all are zero although nothing else is finite, the rest is NaN or infinite.
  if (map.zeroShare < 1 - 1e-6) return null;
  return behindRelu ? 'dead' : 'constant';
}

function unclipped(low: number, high: number): ColourScale {
  return { low, high, clipped: false, clippedLow: false, clippedHigh: false };
}

function hasExtent(span: ScaleSpan, low: number, high: number): boolean {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return false;
  if (span === 'aroundZero') return low !== 0 || high !== 0;
  if (span === 'fromZero' && low >= 0) return high > 0;
  return high > low;
}

/** The ends of a span over these values; one value alone gets a scale on which it can be seen. */
function ends(span: ScaleSpan, minimum: number, maximum: number): [number, number] {
  if (span === 'aroundZero') {
    const reach = Math.max(Math.abs(minimum), Math.abs(maximum)) || 1;
    return [-reach, reach];
  }
  if (span === 'fromZero' && minimum >= 0) return [0, maximum || 1];
  if (minimum < maximum) return [minimum, maximum];
  // One value: the middle of the ramp, between zero and its double; zero itself is the start.
  return minimum < 0 ? [2 * minimum, 0] : [0, 2 * minimum || 1];
}
