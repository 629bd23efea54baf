/**
 * Random numbers by place instead of by turn: each is a hash of the seed and of the weight's own
 * filter, channel, row and column. So a layer that gains filters, channels or kernel size keeps
 * every number that it had. Integer arithmetic only: the same on every machine.
 */

/** Bijective hash of 32 bits, as a signed integer: Wellons' lowbias32 (2018). */
export function mix(bits: number): number {
  let x = bits | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** 2³² divided by the golden ratio: steps of it are spread evenly over the 32 bits. */
const goldenStep = 0x9e3779b9;

/** One key a filter of a seed; `draw` takes it together with a cell's key. */
export function filterKeys(seed: number, filters: number): Int32Array {
  return Int32Array.from({ length: filters }, (_, filter) => filterKey(seed, filter));
}

export function filterKey(seed: number, filter: number): number {
  return mix(mix(seed + goldenStep) ^ Math.imul(filter + 1, goldenStep));
}

/** Key of the weight's place within its filter. */
export function cellKey(row: number, column: number, channel: number): number {
  return mix(mix(mix(row + 1) + column) ^ Math.imul(channel + 1, goldenStep));
}

/** The 32 random bits of a filter's cell, as a signed integer. */
export function draw(filterKey: number, cell: number): number {
  return mix(mix(filterKey + cell) ^ filterKey);
}

/** Further bits of the same cell, from those drawn before. */
export function redraw(bits: number): number {
  return mix(bits + goldenStep);
}

/** Bits as a number of the open interval 0..1, in steps of 2⁻³². */
export function unitInterval(bits: number): number {
  return ((bits >>> 0) + 0.5) / 4294967296;
}
