/**
 * AssemblyScript: Winograd's minimal filtering F(2×2, 3×3), as in Lavin & Gray 2016, "Fast Algorithms for
 * Convolutional Neural Networks", section 4.1. A tile of 4 × 4 cells and a kernel of 3 × 3 become 16 numbers
 * each; their products, summed over the channels, become 2 × 2 results: 16 multiplications for 36. Four
 * channels or filters at a time; addresses and steps are bytes, all numbers are f32.
 */

/**
 * G g Gᵀ of `filters` kernels at a time, a multiple of 4: the nine of a channel's numbers lie `tapStep` apart,
 * their sixteen go `placeStep` apart.
 */
export function transformKernels(
  from: usize,
  tapStep: usize,
  filters: i32,
  to: usize,
  placeStep: usize,
): void {
  const half = f32x4.splat(0.5);
  const end = from + ((<usize>filters) << 2);
  for (; from < end; from += 16, to += 16) {
    // Columns of G g, three at a time; then the same from the right.
    let a0 = v128.load(from);
    let a1 = v128.load(from + tapStep);
    let a2 = v128.load(from + 2 * tapStep);
    let b0 = v128.load(from + 3 * tapStep);
    let b1 = v128.load(from + 4 * tapStep);
    let b2 = v128.load(from + 5 * tapStep);
    let c0 = v128.load(from + 6 * tapStep);
    let c1 = v128.load(from + 7 * tapStep);
    let c2 = v128.load(from + 8 * tapStep);
    putKernelRow(a0, a1, a2, half, to, placeStep);
    const s0 = f32x4.add(a0, c0);
    const s1 = f32x4.add(a1, c1);
    const s2 = f32x4.add(a2, c2);
    putKernelRow(
      f32x4.mul(half, f32x4.add(s0, b0)),
      f32x4.mul(half, f32x4.add(s1, b1)),
      f32x4.mul(half, f32x4.add(s2, b2)),
      half,
      to + 4 * placeStep,
      placeStep,
    );
    putKernelRow(
      f32x4.mul(half, f32x4.sub(s0, b0)),
      f32x4.mul(half, f32x4.sub(s1, b1)),
      f32x4.mul(half, f32x4.sub(s2, b2)),
      half,
      to + 8 * placeStep,
      placeStep,
    );
    putKernelRow(c0, c1, c2, half, to + 12 * placeStep, placeStep);
  }
}

function putKernelRow(x0: v128, x1: v128, x2: v128, half: v128, to: usize, placeStep: usize): void {
  const ends = f32x4.add(x0, x2);
  v128.store(to, x0);
  v128.store(to + placeStep, f32x4.mul(half, f32x4.add(ends, x1)));
  v128.store(to + 2 * placeStep, f32x4.mul(half, f32x4.sub(ends, x1)));
  v128.store(to + 3 * placeStep, x2);
}

/**
 * Bᵀ d B of the tiles of a row, two cells apart, `tiles` of them: of `channels` channels, a multiple of 4.
 * A tile's sixteen go `placeStep` apart, the next tile's behind them channel by channel.
 */
export function transformTiles(
  from: usize,
  cellStep: usize,
  lineStep: usize,
  tiles: i32,
  channels: i32,
  to: usize,
  placeStep: usize,
): void {
  const bytes = (<usize>channels) << 2;
  for (let tile = 0; tile < tiles; tile++) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const first = from + at;
      const second = first + lineStep;
      const third = second + lineStep;
      const fourth = third + lineStep;
      const target = to + at;
      putTileRow(first, third, cellStep, -1, target, placeStep);
      putTileRow(second, third, cellStep, 1, target + 4 * placeStep, placeStep);
      putTileRow(third, second, cellStep, -1, target + 8 * placeStep, placeStep);
      putTileRow(second, fourth, cellStep, -1, target + 12 * placeStep, placeStep);
    }
    from += 2 * cellStep;
    to += bytes;
  }
}

/** A row of Bᵀ d, one line of the tile plus or minus (`sign`) another, times B. */
function putTileRow(
  line: usize,
  other: usize,
  cellStep: usize,
  sign: f32,
  to: usize,
  placeStep: usize,
): void {
  const signs = f32x4.splat(sign);
  const x0 = f32x4.add(v128.load(line), f32x4.mul(signs, v128.load(other)));
  const x1 = f32x4.add(v128.load(line + cellStep), f32x4.mul(signs, v128.load(other + cellStep)));
  const x2 = f32x4.add(
    v128.load(line + 2 * cellStep),
    f32x4.mul(signs, v128.load(other + 2 * cellStep)),
  );
  const x3 = f32x4.add(
    v128.load(line + 3 * cellStep),
    f32x4.mul(signs, v128.load(other + 3 * cellStep)),
  );
  v128.store(to, f32x4.sub(x0, x2));
  v128.store(to + placeStep, f32x4.add(x1, x2));
  v128.store(to + 2 * placeStep, f32x4.sub(x2, x1));
  v128.store(to + 3 * placeStep, f32x4.sub(x1, x3));
}

/**
 * Aᵀ m A and the bias: from `tiles` tiles' sixteen, `placeStep` apart, tile behind tile, two rows of `columns`
 * results of `filters` filters, a multiple of 4; only the first row where `rows` is 1. Results of a row are
 * `cellStep` apart, the second row `lineStep` behind the first.
 */
export function transformResults(
  from: usize,
  placeStep: usize,
  tiles: i32,
  filters: i32,
  bias: usize,
  columns: i32,
  rows: i32,
  to: usize,
  cellStep: usize,
  lineStep: usize,
): void {
  const bytes = (<usize>filters) << 2;
  for (let tile = 0; tile < tiles; tile++) {
    const hasSecondColumn = 2 * tile + 1 < columns;
    for (let at: usize = 0; at < bytes; at += 16) {
      const own = v128.load(bias + at);
      let upper0 = own;
      let upper1 = own;
      let lower0 = own;
      let lower1 = own;
      // Row by row of m: the first three add to the upper results, the last three to the lower.
      let place = from + at;
      for (let row = 0; row < 4; row++) {
        const m0 = v128.load(place);
        const m1 = v128.load(place + placeStep);
        const m2 = v128.load(place + 2 * placeStep);
        const m3 = v128.load(place + 3 * placeStep);
        place += 4 * placeStep;
        const left = f32x4.add(f32x4.add(m0, m1), m2);
        const right = f32x4.sub(f32x4.sub(m1, m2), m3);
        if (row < 3) {
          upper0 = f32x4.add(upper0, left);
          upper1 = f32x4.add(upper1, right);
        }
        if (row === 1) {
          lower0 = f32x4.add(lower0, left);
          lower1 = f32x4.add(lower1, right);
        } else if (row > 1) {
          lower0 = f32x4.sub(lower0, left);
          lower1 = f32x4.sub(lower1, right);
        }
      }
      const target = to + at;
      v128.store(target, upper0);
      if (hasSecondColumn) v128.store(target + cellStep, upper1);
      if (rows > 1) {
        v128.store(target + lineStep, lower0);
        if (hasSecondColumn) v128.store(target + lineStep + cellStep, lower1);
      }
    }
    from += bytes;
    to += 2 * cellStep;
  }
}
