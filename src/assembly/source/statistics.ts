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
 * Takes `rows` rows of `channels` values in: keeps the least of `sign` · value of each channel, in rising
 * order, as many of them as `counts` (i32) says for it, in its `room` places (f32) of `least`, which hold
 * what earlier rows gave, or infinity.
 */
export function tails(
  values: usize,
  rows: i32,
  channels: i32,
  counts: usize,
  sign: f32,
  least: usize,
  room: i32,
): void {
  const stride = (<usize>channels) << 2;
  const end = values + <usize>rows * stride;
  for (let channel = 0; channel < channels; channel++) {
    const count = load<i32>(counts);
    counts += 4;
    if (count > 0) {
      const last = least + ((<usize>count - 1) << 2);
      let bound = load<f32>(last);
      for (let at = values + ((<usize>channel) << 2); at < end; at += stride) {
        const value = load<f32>(at) * sign;
        if (value >= bound) continue;
        let place = last;
        for (; place > least && load<f32>(place - 4) > value; place -= 4) {
          store<f32>(place, load<f32>(place - 4));
        }
        store<f32>(place, value);
        bound = load<f32>(last);
      }
    }
    least += (<usize>room) << 2;
  }
}
