/** Operations on one plane of grey values that do not know what is in it. */

export interface Plane {
  width: number;
  height: number;
  /** In rows. */
  values: Float32Array;
}

type Along = (
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
) => void;

/** Applies an operation on lines to all rows, then to all columns. */
function byLines({ width, height, values }: Plane, along: Along): Plane {
  const rows = new Float32Array(values.length);
  const result = new Float32Array(values.length);
  for (let y = 0; y < height; y++) along(values, rows, y * width, 1, width);
  for (let x = 0; x < width; x++) along(rows, result, x, width, height);
  return { width, height, values: result };
}

/** The mean over a square window of `2 · reach + 1`, of which only what is inside counts. */
export function blurred(plane: Plane, reach: number): Plane {
  return byLines(plane, (from, to, start, step, count) => {
    let sum = 0;
    let parts = 0;
    for (let i = -reach; i < count; i++) {
      if (i + reach < count) {
        sum += from[start + (i + reach) * step] ?? 0;
        parts++;
      }
      if (i - reach > 0) {
        sum -= from[start + (i - reach - 1) * step] ?? 0;
        parts--;
      }
      if (i >= 0) to[start + i * step] = sum / parts;
    }
  });
}

/** The largest value, or with `sign` −1 the least, over a square window. */
function extreme(plane: Plane, reach: number, sign: 1 | -1): Plane {
  return byLines(plane, (from, to, start, step, count) => {
    // Places that may still be the extreme of a window to come, the best first.
    const places = new Int32Array(count);
    let head = 0;
    let tail = 0;
    const at = (place: number) => sign * (from[start + place * step] ?? 0);
    for (let i = 0; i < count + reach; i++) {
      if (i < count) {
        while (tail > head && at(places[tail - 1] ?? 0) <= at(i)) tail--;
        places[tail++] = i;
      }
      const centre = i - reach;
      if (centre < 0) continue;
      while ((places[head] ?? 0) < centre - reach) head++;
      to[start + centre * step] = from[start + (places[head] ?? 0) * step] ?? 0;
    }
  });
}

/** Without what is brighter than its surroundings and fits into the window. */
export function opened(plane: Plane, reach: number): Plane {
  return extreme(extreme(plane, reach, -1), reach, 1);
}

/** Without what is darker than its surroundings and fits into the window. */
export function closed(plane: Plane, reach: number): Plane {
  return extreme(extreme(plane, reach, 1), reach, -1);
}

/**
 * The threshold between two kinds of values that parts them best: with the largest variance between
 * the two classes (Otsu 1979), over 256 bins.
 */
export function otsuThreshold({ values }: Plane): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return high;
  const bins = new Float64Array(256);
  const width = (high - low) / bins.length;
  for (const value of values) bins[Math.min(255, Math.floor((value - low) / width))]! += 1;
  const total = bins.reduce((sum, count, bin) => sum + count * bin, 0);
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let threshold = low;
  bins.forEach((count, bin) => {
    below += count;
    sumBelow += count * bin;
    const above = values.length - below;
    if (below === 0 || above === 0) return;
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) {
      best = between;
      threshold = low + (bin + 1) * width;
    }
  });
  return threshold;
}
