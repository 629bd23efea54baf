/**
 * AssemblyScript, compiled to WebAssembly when the page is built: local response normalisation with the
 * exponent 3/4, four channels at a time. Addresses are bytes in this module's memory.
 */

/** Where the memory that the caller may use begins. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15;
}

/**
 * Of `positions` rows of `channels` values (f32): each over (k + alpha · Σx²)^¾, the sum over `radius`
 * channels on each side and its own. `squares`: room for radius + channels + radius numbers, all zero.
 */
export function normalise(
  from: usize,
  positions: i32,
  channels: i32,
  radius: i32,
  k: f32,
  alpha: f32,
  squares: usize,
  to: usize,
): void {
  const rowBytes = (<usize>channels) << 2;
  const vectorBytes = rowBytes & ~15;
  const reach = (<usize>radius) << 2;
  const own = squares + reach;
  const ks = f32x4.splat(k);
  const alphas = f32x4.splat(alpha);
  for (let position = 0; position < positions; position++) {
    let at: usize = 0;
    for (; at < vectorBytes; at += 16) {
      const four = v128.load(from + at);
      v128.store(own + at, f32x4.mul(four, four));
    }
    for (; at < rowBytes; at += 4) {
      const value = load<f32>(from + at);
      store<f32>(own + at, value * value);
    }
    for (at = 0; at < vectorBytes; at += 16) {
      let sum = v128.load(squares + at);
      const last = squares + at + 2 * reach;
      for (let next = squares + at + 4; next <= last; next += 4) {
        sum = f32x4.add(sum, v128.load(next));
      }
      const root = f32x4.sqrt(f32x4.add(ks, f32x4.mul(alphas, sum)));
      const divisor = f32x4.mul(root, f32x4.sqrt(root));
      v128.store(to + at, f32x4.div(v128.load(from + at), divisor));
    }
    for (; at < rowBytes; at += 4) {
      let sum: f32 = 0;
      const last = squares + at + 2 * reach;
      for (let next = squares + at; next <= last; next += 4) sum += load<f32>(next);
      const root = sqrt<f32>(k + alpha * sum);
      store<f32>(to + at, load<f32>(from + at) / (root * sqrt<f32>(root)));
    }
    from += rowBytes;
    to += rowBytes;
  }
}
