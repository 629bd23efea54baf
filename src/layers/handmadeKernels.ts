/**
 * Kernels that people designed, of any height and width. Each is sampled about its centre, which
 * for an even side lies between two cells. Those that look for differences are scaled so that their
 * positive weights sum to 4, as those of the 3 × 3 Sobel kernel do; where a side is too short for
 * the difference they are all zero.
 */
import type { HandmadeName } from './settings';

/** The weights in rows. `angle`, in degrees, turns the Gabor kernel and no other. */
export function handmadeKernel(
  name: HandmadeName,
  rows: number,
  columns: number,
  angle = 0,
): Float64Array {
  switch (name) {
    case 'identity':
      return identity(rows, columns);
    case 'boxBlur':
      return new Float64Array(rows * columns).fill(1 / (rows * columns));
    case 'gaussian':
      return outer(bellCurve(rows), bellCurve(columns));
    case 'sharpen':
      return sum(identity(rows, columns), laplacian(rows, columns), -1);
    case 'sobelX':
      return toFour(outer(binomial(rows), slope(columns)));
    case 'sobelY':
      return toFour(outer(slope(rows), binomial(columns)));
    case 'laplacian':
      return laplacian(rows, columns);
    case 'emboss':
      return emboss(rows, columns);
    case 'gabor':
      return gabor(rows, columns, angle);
  }
}

function identity(rows: number, columns: number): Float64Array {
  const kernel = new Float64Array(rows * columns);
  kernel[Math.floor((rows - 1) / 2) * columns + Math.floor((columns - 1) / 2)] = 1;
  return kernel;
}

/** Normalised samples of a Gaussian whose deviation follows from the size as in OpenCV. */
function bellCurve(size: number): number[] {
  const deviation = 0.3 * ((size - 1) / 2 - 1) + 0.8;
  const values = centred(size).map((x) => onGrid(Math.exp(-(x * x) / (2 * deviation * deviation))));
  return values.map((value) => value / total(values));
}

/** Second differences down and across of what a binomial blur leaves; 3 × 3 is the classic cross. */
function laplacian(rows: number, columns: number): Float64Array {
  const down = outer(curvature(rows), core(columns));
  const across = outer(core(rows), curvature(columns));
  return toFour(sum(down, across, 1));
}

/** The slope towards the lower right, laid over the picture itself. */
function emboss(rows: number, columns: number): Float64Array {
  const slopes = centred(rows).flatMap((y) => centred(columns).map((x) => y + x));
  return sum(identity(rows, columns), toFour(Float64Array.from(slopes)), 1);
}

/**
 * A cosine wave under a Gaussian, made to sum to 0: Gabor 1946, Daugman 1985. At 0° the wave runs
 * along the rows, so that upright stripes answer; the angle turns it counter-clockwise.
 */
function gabor(rows: number, columns: number, angle: number): Float64Array {
  const length = Math.max(3, Math.max(rows, columns) / 2);
  const deviation = 0.56 * length;
  const cosine = onGrid(Math.cos((angle * Math.PI) / 180));
  const sine = onGrid(Math.sin((angle * Math.PI) / 180));
  const waves: number[] = [];
  const bells: number[] = [];
  for (const y of centred(rows)) {
    for (const x of centred(columns)) {
      const along = x * cosine - y * sine;
      const beside = x * sine + y * cosine;
      const distance = along * along + 0.5 * beside * beside;
      const bell = onGrid(Math.exp(-distance / (2 * deviation * deviation)));
      bells.push(bell);
      waves.push(bell * onGrid(Math.cos((2 * Math.PI * along) / length)));
    }
  }
  const level = total(waves) / total(bells);
  return toFour(sum(Float64Array.from(waves), Float64Array.from(bells), -level));
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Distances of the cells of a side from its centre. */
function centred(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index - (size - 1) / 2);
}

/** Row of Pascal's triangle with so many numbers: [1], [1, 1], [1, 2, 1], … */
function binomial(size: number): number[] {
  let row = [1];
  while (row.length < size) row = convolve(row, [1, 1]);
  return row;
}

/** A blurred first difference, [−1, 1], [−1, 0, 1], [−1, −1, 1, 1], …; 0 for a side of 1. */
function slope(size: number): number[] {
  return size < 2 ? [0] : convolve(binomial(size - 1), [-1, 1]);
}

/** A blurred second difference, [1, −2, 1], [1, −1, −1, 1], …; zeros for a side below 3. */
function curvature(size: number): number[] {
  if (size < 3) return Array.from({ length: size }, () => 0);
  return convolve(binomial(size - 2), [1, -2, 1]);
}

/** The blur of `curvature` alone, filled up with zeros: [0, 1, 0], [0, 1, 1, 0], [0, 1, 2, 1, 0], … */
function core(size: number): number[] {
  return size < 3 ? binomial(size) : [0, ...binomial(size - 2), 0];
}

function convolve(row: readonly number[], by: readonly number[]): number[] {
  const result = Array.from({ length: row.length + by.length - 1 }, () => 0);
  row.forEach((a, i) => by.forEach((b, j) => (result[i + j] = (result[i + j] ?? 0) + a * b)));
  return result;
}

function outer(down: readonly number[], across: readonly number[]): Float64Array {
  return Float64Array.from(down.flatMap((a) => across.map((b) => a * b)));
}

function sum(a: Float64Array, b: Float64Array, factor: number): Float64Array {
  return a.map((value, index) => value + factor * (b[index] ?? 0));
}

/** Scaled so that the positive weights sum to 4. */
function toFour(kernel: Float64Array): Float64Array {
  const positive = kernel.reduce((total, value) => total + Math.max(0, value), 0);
  return positive < 1e-9 ? kernel.fill(0) : kernel.map((value) => (4 * value) / positive);
}

/** The nearest multiple of 2⁻²⁰: takes off the last digits, in which browsers' functions differ. */
function onGrid(value: number): number {
  return Math.round(value * 1048576) / 1048576;
}
