/**
 * AssemblyScript, compiled to WebAssembly when the page is built: maps picked out of values whose
 * channels lie next to each other, and maps made small. Addresses are bytes in this module's memory.
 */

/** Where the memory that the caller may use begins. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15;
}

/** Every `step`-th of the numbers (f32) from `from` on, `count` of them, next to each other. */
export function pick(from: usize, step: i32, count: i32, to: usize): void {
  const stride = (<usize>step) << 2;
  const end = to + ((<usize>count) << 2);
  while (to + 16 <= end) {
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from + stride), 4);
    store<f32>(to, load<f32>(from + 2 * stride), 8);
    store<f32>(to, load<f32>(from + 3 * stride), 12);
    from += 4 * stride;
    to += 16;
  }
  while (to < end) {
    store<f32>(to, load<f32>(from));
    from += stride;
    to += 4;
  }
}

/**
 * Adds a row of cells, `channels` numbers each, to the sums of their blocks: f64, of each wanted
 * channel (`wanted`: i32, `count` of them) a row of `columns`. `ends`: i32, the cell after each block.
 */
export function addRow(
  row: usize,
  channels: i32,
  wanted: usize,
  count: i32,
  ends: usize,
  columns: i32,
  sums: usize,
): void {
  const stride = (<usize>channels) << 2;
  for (let place = 0; place < count; place++) {
    const first = row + ((<usize>load<i32>(wanted + ((<usize>place) << 2))) << 2);
    let at = first;
    for (let column = 0; column < columns; column++) {
      const end = first + <usize>load<i32>(ends + ((<usize>column) << 2)) * stride;
      let sum: f64 = 0;
      for (; at < end; at += stride) sum += <f64>load<f32>(at);
      store<f64>(sums, load<f64>(sums) + sum);
      sums += 8;
    }
  }
}

/**
 * Turns the sums of blocks of `rows` rows into means (f32), each map's row `planeBytes` behind that of
 * the map before, and the sums into zeros.
 */
export function finishRow(
  sums: usize,
  count: i32,
  ends: usize,
  columns: i32,
  rows: i32,
  to: usize,
  planeBytes: i32,
): void {
  for (let place = 0; place < count; place++) {
    let begin = 0;
    for (let column = 0; column < columns; column++) {
      const end = load<i32>(ends + ((<usize>column) << 2));
      const mean = load<f64>(sums) / <f64>((end - begin) * rows);
      store<f32>(to + ((<usize>column) << 2), <f32>mean);
      store<f64>(sums, 0);
      sums += 8;
      begin = end;
    }
    to += planeBytes;
  }
}
