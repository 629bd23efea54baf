/**
 * AssemblyScript, compiled to WebAssembly when the page is built: the two passes over the values of a
 * layer that `engine/passes.ts` makes in plain TypeScript, four channels at a time. Both give the same
 * numbers but for the last digits of sums. All values must be finite.
 *
 * Addresses are bytes in this module's memory. `lanes`, a multiple of 4, is how many numbers a row
 * has; a lane is a channel, or one of several that the caller adds up.
 */

/** Where the memory that the caller may use begins. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15;
}

/**
 * Takes `rows` rows in. `minimum` and `maximum` are f32, `sum` f64, `zero` i32, a number a lane each;
 * they go on from what they hold.
 */
export function measure(
  values: usize,
  rows: i32,
  lanes: i32,
  minimum: usize,
  maximum: usize,
  sum: usize,
  zero: usize,
): void {
  const stride = (<usize>lanes) << 2;
  const end = values + <usize>rows * stride;
  const none = f32x4.splat(0);
  for (let lane: usize = 0; lane < stride; lane += 16) {
    let least = v128.load(minimum + lane);
    let most = v128.load(maximum + lane);
    let lower = v128.load(sum + 2 * lane);
    let upper = v128.load(sum + 2 * lane, 16);
    let zeros = v128.load(zero + lane);
    for (let at = values + lane; at < end; at += stride) {
      const four = v128.load(at);
      least = f32x4.pmin(least, four);
      most = f32x4.pmax(most, four);
      lower = f64x2.add(lower, f64x2.promote_low_f32x4(four));
      upper = f64x2.add(upper, f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 1)));
      // True is −1 in every bit.
      zeros = i32x4.sub(zeros, f32x4.eq(four, none));
    }
    v128.store(minimum + lane, least);
    v128.store(maximum + lane, most);
    v128.store(sum + 2 * lane, lower);
    v128.store(sum + 2 * lane, upper, 16);
    v128.store(zero + lane, zeros);
  }
}

/**
 * Counts `rows` rows: a value v of a lane goes into the bin (v − from) · scale, rounded down but no
 * higher than `last`, of the lane's bins. `from` and `scale` are f64 and `bins` addresses of i32 counts,
 * one a lane each.
 */
export function count(
  values: usize,
  rows: i32,
  lanes: i32,
  from: usize,
  scale: usize,
  bins: usize,
  last: i32,
): void {
  const stride = (<usize>lanes) << 2;
  const end = values + <usize>rows * stride;
  const most = i32x4.splat(last);
  for (let lane: usize = 0; lane < stride; lane += 16) {
    const fromLower = v128.load(from + 2 * lane);
    const fromUpper = v128.load(from + 2 * lane, 16);
    const scaleLower = v128.load(scale + 2 * lane);
    const scaleUpper = v128.load(scale + 2 * lane, 16);
    const bins0 = <usize>load<u32>(bins + lane);
    const bins1 = <usize>load<u32>(bins + lane, 4);
    const bins2 = <usize>load<u32>(bins + lane, 8);
    const bins3 = <usize>load<u32>(bins + lane, 12);
    for (let at = values + lane; at < end; at += stride) {
      const four = v128.load(at);
      const lower = i32x4.trunc_sat_f64x2_s_zero(
        f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(four), fromLower), scaleLower),
      );
      const upper = i32x4.trunc_sat_f64x2_s_zero(
        f64x2.mul(
          f64x2.sub(f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 1)), fromUpper),
          scaleUpper,
        ),
      );
      const places = i32x4.min_s(i64x2.shuffle(lower, upper, 0, 2), most);
      add(bins0 + ((<usize>i32x4.extract_lane(places, 0)) << 2));
      add(bins1 + ((<usize>i32x4.extract_lane(places, 1)) << 2));
      add(bins2 + ((<usize>i32x4.extract_lane(places, 2)) << 2));
      add(bins3 + ((<usize>i32x4.extract_lane(places, 3)) << 2));
    }
  }
}

function add(bin: usize): void {
  store<i32>(bin, load<i32>(bin) + 1);
}

/**
 * Takes `rows` rows of `channels` values in: adds those up to `low` (f32, one a channel) to the list that
 * `lowEnds` (u32 addresses) says the end of, those from `high` on to that of `highEnds`, and moves the ends on.
 */
export function gather(
  values: usize,
  rows: i32,
  channels: i32,
  low: usize,
  high: usize,
  lowEnds: usize,
  highEnds: usize,
): void {
  const stride = (<usize>channels) << 2;
  const end = values + <usize>rows * stride;
  const vectorBytes = stride & ~15;
  let lane: usize = 0;
  for (; lane < vectorBytes; lane += 16) {
    const least = v128.load(low + lane);
    const most = v128.load(high + lane);
    for (let at = values + lane; at < end; at += stride) {
      const four = v128.load(at);
      if (!v128.any_true(v128.or(f32x4.le(four, least), f32x4.ge(four, most)))) continue;
      for (let next: usize = 0; next < 16; next += 4) {
        const channel = lane + next;
        sort(
          load<f32>(at + next),
          low + channel,
          high + channel,
          lowEnds + channel,
          highEnds + channel,
        );
      }
    }
  }
  for (; lane < stride; lane += 4) {
    for (let at = values + lane; at < end; at += stride) {
      sort(load<f32>(at), low + lane, high + lane, lowEnds + lane, highEnds + lane);
    }
  }
}

function sort(value: f32, low: usize, high: usize, lowEnd: usize, highEnd: usize): void {
  if (value <= load<f32>(low)) append(value, lowEnd);
  if (value >= load<f32>(high)) append(value, highEnd);
}

function append(value: f32, end: usize): void {
  const to = load<u32>(end);
  store<f32>(<usize>to, value);
  store<u32>(end, to + 4);
}

/** The `n`-th (from 0) of the values between two addresses in rising order: Hoare 1961, "Find". */
export function nth(from: usize, to: usize, n: i32): f32 {
  const place = from + ((<usize>n) << 2);
  let first = from;
  let last = to - 4;
  while (first < last) {
    const pivot = load<f32>(place);
    let left = first;
    let right = last;
    while (left <= right) {
      while (load<f32>(left) < pivot) left += 4;
      while (pivot < load<f32>(right)) right -= 4;
      if (left > right) break;
      const value = load<f32>(left);
      store<f32>(left, load<f32>(right));
      store<f32>(right, value);
      left += 4;
      right -= 4;
    }
    if (right < place) first = left;
    if (place < left) last = right;
  }
  return load<f32>(place);
}
