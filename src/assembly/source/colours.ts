/**
 * AssemblyScript, compiled to WebAssembly when the page is built: values to pixels, as the loop of
 * `paint/colourise.ts` makes them, four at a time. Addresses are bytes in this module's memory.
 */

/** Where the memory that the caller may use begins. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15;
}

/**
 * `count` pixels (u32) for as many values (f32): value · perUnit + shift, rounded down, is the entry of
 * the ramp (u32), of which `last` is the last; `notANumber` is the pixel of NaN.
 */
export function colourise(
  values: usize,
  count: i32,
  perUnit: f64,
  shift: f64,
  ramp: usize,
  last: i32,
  notANumber: u32,
  pixels: usize,
): void {
  const units = f64x2.splat(perUnit);
  const shifts = f64x2.splat(shift);
  const most = i32x4.splat(last);
  const end = values + ((<usize>count) << 2);
  while (values + 16 <= end) {
    const four = v128.load(values);
    // Saturating: what is below the ramp is its first entry, and NaN for now too.
    const lower = i32x4.trunc_sat_f64x2_u_zero(
      f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(four), units), shifts),
    );
    const upper = i32x4.trunc_sat_f64x2_u_zero(
      f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 1)), units), shifts),
    );
    const entries = i32x4.min_u(i64x2.shuffle(lower, upper, 0, 2), most);
    store<u32>(pixels, entry(ramp, i32x4.extract_lane(entries, 0)));
    store<u32>(pixels, entry(ramp, i32x4.extract_lane(entries, 1)), 4);
    store<u32>(pixels, entry(ramp, i32x4.extract_lane(entries, 2)), 8);
    store<u32>(pixels, entry(ramp, i32x4.extract_lane(entries, 3)), 12);
    if (v128.any_true(f32x4.ne(four, four))) mark(values, 4, notANumber, pixels);
    values += 16;
    pixels += 16;
  }
  for (; values < end; values += 4, pixels += 4) {
    const at = <f64>load<f32>(values) * perUnit + shift;
    const place = at >= 0 ? (at < <f64>last ? <i32>at : last) : 0;
    store<u32>(pixels, entry(ramp, place));
    mark(values, 1, notANumber, pixels);
  }
}

function entry(ramp: usize, place: i32): u32 {
  return load<u32>(ramp + ((<usize>place) << 2));
}

/** Gives NaNs their pixel. */
function mark(values: usize, count: i32, notANumber: u32, pixels: usize): void {
  for (let place: usize = 0; place < (<usize>count) << 2; place += 4) {
    const value = load<f32>(values + place);
    if (value != value) store<u32>(pixels + place, notANumber);
  }
}
