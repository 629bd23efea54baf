/**
 * AssemblyScript, compiled to WebAssembly when the page is built: convolution, five cells and eight filters
 * at a time (or eight and four), whose sums stay in the processor's registers until they are done.
 * Addresses and steps are bytes in this module's memory; all numbers are f32.
 *
 * What a cell's window covers is `down` × `across` runs of `runBytes` numbers that lie next to each other in
 * the input as in the kernel: the runs of a row of the window `acrossStep` apart, its rows `downStep`.
 */

/** Where the memory that the caller may use begins. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15;
}

/**
 * Writes where the windows of `cells` cells begin (`windows`: i32), in lines of `columns`: cells of a line
 * are `step` apart, lines `lineStep`. The last is repeated seven times.
 */
export function placeWindows(
  from: usize,
  cells: i32,
  columns: i32,
  step: usize,
  lineStep: usize,
  windows: usize,
): void {
  let column = 0;
  let line = from;
  for (let cell = 1; cell < cells; cell++) {
    store<u32>(windows, <u32>from);
    windows += 4;
    column++;
    from += step;
    if (column === columns) {
      column = 0;
      line += lineStep;
      from = line;
    }
  }
  for (let repeat = 0; repeat < 8; repeat++) {
    store<u32>(windows, <u32>from);
    windows += 4;
  }
}

/** The first of four numbers, as many as `lanes` says. */
function put(to: usize, four: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, four);
    return;
  }
  if (lanes > 0) store<f32>(to, f32x4.extract_lane(four, 0));
  if (lanes > 1) store<f32>(to, f32x4.extract_lane(four, 1), 4);
  if (lanes > 2) store<f32>(to, f32x4.extract_lane(four, 2), 8);
}

/**
 * Eight filters (`lanes` of them real) over `cells` cells, whose results are `toStep` apart. `windows`: see
 * `placeWindows`, each `shift` further on here; `filters`: eight numbers for each that a window covers;
 * `bias`: eight. Up to four results behind the last are overwritten.
 */
export function convolveEight(
  windows: usize,
  shift: usize,
  cells: i32,
  down: i32,
  downStep: usize,
  across: i32,
  acrossStep: usize,
  runBytes: usize,
  filters: usize,
  bias: usize,
  to: usize,
  toStep: usize,
  lanes: i32,
): void {
  const toNextRun = acrossStep - runBytes;
  const toNextRow = downStep - <usize>across * acrossStep;
  for (let cell = 0; cell < cells; cell += 5) {
    let a = <usize>load<u32>(windows) + shift;
    let b = <usize>load<u32>(windows, 4) + shift;
    let c = <usize>load<u32>(windows, 8) + shift;
    let d = <usize>load<u32>(windows, 12) + shift;
    let e = <usize>load<u32>(windows, 16) + shift;
    let a0 = v128.load(bias);
    let a1 = v128.load(bias, 16);
    let b0 = a0;
    let b1 = a1;
    let c0 = a0;
    let c1 = a1;
    let d0 = a0;
    let d1 = a1;
    let e0 = a0;
    let e1 = a1;
    let weights = filters;
    for (let row = 0; row < down; row++) {
      for (let run = 0; run < across; run++) {
        const end = a + runBytes;
        do {
          const w0 = v128.load(weights);
          const w1 = v128.load(weights, 16);
          const xa = v128.load_splat<f32>(a);
          a0 = f32x4.add(a0, f32x4.mul(xa, w0));
          a1 = f32x4.add(a1, f32x4.mul(xa, w1));
          const xb = v128.load_splat<f32>(b);
          b0 = f32x4.add(b0, f32x4.mul(xb, w0));
          b1 = f32x4.add(b1, f32x4.mul(xb, w1));
          const xc = v128.load_splat<f32>(c);
          c0 = f32x4.add(c0, f32x4.mul(xc, w0));
          c1 = f32x4.add(c1, f32x4.mul(xc, w1));
          const xd = v128.load_splat<f32>(d);
          d0 = f32x4.add(d0, f32x4.mul(xd, w0));
          d1 = f32x4.add(d1, f32x4.mul(xd, w1));
          const xe = v128.load_splat<f32>(e);
          e0 = f32x4.add(e0, f32x4.mul(xe, w0));
          e1 = f32x4.add(e1, f32x4.mul(xe, w1));
          weights += 32;
          a += 4;
          b += 4;
          c += 4;
          d += 4;
          e += 4;
        } while (a < end);
        a += toNextRun;
        b += toNextRun;
        c += toNextRun;
        d += toNextRun;
        e += toNextRun;
      }
      a += toNextRow;
      b += toNextRow;
      c += toNextRow;
      d += toNextRow;
      e += toNextRow;
    }
    put(to, a0, lanes);
    put(to + 16, a1, lanes - 4);
    put(to + toStep, b0, lanes);
    put(to + toStep + 16, b1, lanes - 4);
    put(to + 2 * toStep, c0, lanes);
    put(to + 2 * toStep + 16, c1, lanes - 4);
    put(to + 3 * toStep, d0, lanes);
    put(to + 3 * toStep + 16, d1, lanes - 4);
    put(to + 4 * toStep, e0, lanes);
    put(to + 4 * toStep + 16, e1, lanes - 4);
    to += 5 * toStep;
    windows += 20;
  }
}

/** The same with four filters. Up to seven results behind the last are overwritten. */
export function convolveFour(
  windows: usize,
  shift: usize,
  cells: i32,
  down: i32,
  downStep: usize,
  across: i32,
  acrossStep: usize,
  runBytes: usize,
  filters: usize,
  bias: usize,
  to: usize,
  toStep: usize,
  lanes: i32,
): void {
  const toNextRun = acrossStep - runBytes;
  const toNextRow = downStep - <usize>across * acrossStep;
  for (let cell = 0; cell < cells; cell += 8) {
    let a = <usize>load<u32>(windows) + shift;
    let b = <usize>load<u32>(windows, 4) + shift;
    let c = <usize>load<u32>(windows, 8) + shift;
    let d = <usize>load<u32>(windows, 12) + shift;
    let e = <usize>load<u32>(windows, 16) + shift;
    let f = <usize>load<u32>(windows, 20) + shift;
    let g = <usize>load<u32>(windows, 24) + shift;
    let h = <usize>load<u32>(windows, 28) + shift;
    let sumA = v128.load(bias);
    let sumB = sumA;
    let sumC = sumA;
    let sumD = sumA;
    let sumE = sumA;
    let sumF = sumA;
    let sumG = sumA;
    let sumH = sumA;
    let weights = filters;
    for (let row = 0; row < down; row++) {
      for (let run = 0; run < across; run++) {
        const end = a + runBytes;
        do {
          const four = v128.load(weights);
          sumA = f32x4.add(sumA, f32x4.mul(v128.load_splat<f32>(a), four));
          sumB = f32x4.add(sumB, f32x4.mul(v128.load_splat<f32>(b), four));
          sumC = f32x4.add(sumC, f32x4.mul(v128.load_splat<f32>(c), four));
          sumD = f32x4.add(sumD, f32x4.mul(v128.load_splat<f32>(d), four));
          sumE = f32x4.add(sumE, f32x4.mul(v128.load_splat<f32>(e), four));
          sumF = f32x4.add(sumF, f32x4.mul(v128.load_splat<f32>(f), four));
          sumG = f32x4.add(sumG, f32x4.mul(v128.load_splat<f32>(g), four));
          sumH = f32x4.add(sumH, f32x4.mul(v128.load_splat<f32>(h), four));
          weights += 16;
          a += 4;
          b += 4;
          c += 4;
          d += 4;
          e += 4;
          f += 4;
          g += 4;
          h += 4;
        } while (a < end);
        a += toNextRun;
        b += toNextRun;
        c += toNextRun;
        d += toNextRun;
        e += toNextRun;
        f += toNextRun;
        g += toNextRun;
        h += toNextRun;
      }
      a += toNextRow;
      b += toNextRow;
      c += toNextRow;
      d += toNextRow;
      e += toNextRow;
      f += toNextRow;
      g += toNextRow;
      h += toNextRow;
    }
    put(to, sumA, lanes);
    put(to + toStep, sumB, lanes);
    put(to + 2 * toStep, sumC, lanes);
    put(to + 3 * toStep, sumD, lanes);
    put(to + 4 * toStep, sumE, lanes);
    put(to + 5 * toStep, sumF, lanes);
    put(to + 6 * toStep, sumG, lanes);
    put(to + 7 * toStep, sumH, lanes);
    to += 8 * toStep;
    windows += 32;
  }
}

/**
 * Of `rows` rows, `rowBytes` apart, the first `lanes` numbers each, next to each other: rows of `width`
 * numbers, the rest of them zero.
 */
export function pack(
  from: usize,
  rows: i32,
  rowBytes: usize,
  lanes: i32,
  width: i32,
  to: usize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let lane = 0; lane < width; lane++) {
      const at = (<usize>lane) << 2;
      store<f32>(to + at, lane < lanes ? load<f32>(from + at) : 0);
    }
    from += rowBytes;
    to += (<usize>width) << 2;
  }
}
