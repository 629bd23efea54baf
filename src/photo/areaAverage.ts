/**
 * Downscaling by area: a pixel of the result is the mean of what it covers in the original, each
 * original pixel weighted by the covered part of it. All sums are integers below 2^53, so the result
 * is the definition's own value, rounded to nearest.
 */
import type { PhotoPixels } from './photo';

/**
 * Takes an opaque picture's rows from top to bottom, in pieces of any height, and keeps only what
 * the result needs: a 50-megapixel photo is never in memory a second time.
 *
 * Lengths are counted in units in which both pictures have whole-numbered pixels: along a row an
 * original pixel is `target.width` units long and a result's is `source.width`; likewise down.
 */
export class AreaAverager {
  readonly #source: Size;
  readonly #target: Size;
  /** By result column: first and last original column under it, and how much of either it covers. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #firstPart: Float64Array;
  readonly #lastPart: Float64Array;
  /** The current original row, averaged along the row; and the sums of the current result row. */
  readonly #line: Float64Array;
  readonly #sums: Float64Array;
  readonly #result: Uint8ClampedArray<ArrayBuffer>;
  #sourceRow = 0;
  #targetRow = 0;

  constructor(source: Size, target: Size) {
    this.#source = { width: source.width, height: source.height };
    this.#target = { width: target.width, height: target.height };
    const columns = target.width;
    this.#first = new Int32Array(columns);
    this.#last = new Int32Array(columns);
    this.#firstPart = new Float64Array(columns);
    this.#lastPart = new Float64Array(columns);
    for (let x = 0; x < columns; x++) {
      const from = x * source.width;
      const to = from + source.width;
      const first = Math.floor(from / columns);
      const last = Math.ceil(to / columns) - 1;
      this.#first[x] = first;
      this.#last[x] = last;
      this.#firstPart[x] = Math.min(to, (first + 1) * columns) - from;
      this.#lastPart[x] = first === last ? 0 : to - last * columns;
    }
    this.#line = new Float64Array(columns * 3);
    this.#sums = new Float64Array(columns * 3);
    this.#result = new Uint8ClampedArray(columns * target.height * 4).fill(255);
  }

  /** Adds the next `rows` rows of RGBA bytes. */
  add(data: Uint8ClampedArray, rows: number): void {
    const { height } = this.#source;
    const step = this.#target.height;
    const sums = this.#sums;
    const line = this.#line;
    for (let row = 0; row < rows; row++) {
      this.#averageAlong(data, row * this.#source.width * 4);
      let top = this.#sourceRow * step;
      const bottom = top + step;
      while (top < bottom) {
        const end = Math.min(bottom, (this.#targetRow + 1) * height);
        const part = end - top;
        for (let i = 0; i < sums.length; i++) sums[i]! += line[i]! * part;
        top = end;
        if (end === (this.#targetRow + 1) * height) this.#finishRow();
      }
      this.#sourceRow++;
    }
  }

  /** The averaged picture, once every row was added. */
  finish(): PhotoPixels {
    if (this.#sourceRow !== this.#source.height) {
      throw new RangeError(`${this.#sourceRow} of ${this.#source.height} rows were added`);
    }
    return { width: this.#target.width, height: this.#target.height, data: this.#result };
  }

  #averageAlong(data: Uint8ClampedArray, start: number): void {
    const columns = this.#target.width;
    const line = this.#line;
    for (let x = 0, i = 0; x < columns; x++, i += 3) {
      let at = start + this.#first[x]! * 4;
      const end = start + this.#last[x]! * 4;
      const firstPart = this.#firstPart[x]!;
      const lastPart = this.#lastPart[x]!;
      const firstRed = data[at]!;
      const firstGreen = data[at + 1]!;
      const firstBlue = data[at + 2]!;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (at += 4; at < end; at += 4) {
        red += data[at]!;
        green += data[at + 1]!;
        blue += data[at + 2]!;
      }
      line[i] = firstRed * firstPart + red * columns + data[end]! * lastPart;
      line[i + 1] = firstGreen * firstPart + green * columns + data[end + 1]! * lastPart;
      line[i + 2] = firstBlue * firstPart + blue * columns + data[end + 2]! * lastPart;
    }
  }

  #finishRow(): void {
    const area = this.#source.width * this.#source.height;
    const sums = this.#sums;
    let at = this.#targetRow * this.#target.width * 4;
    for (let i = 0; i < sums.length; i += 3, at += 4) {
      this.#result[at] = Math.floor(sums[i]! / area + 0.5);
      this.#result[at + 1] = Math.floor(sums[i + 1]! / area + 0.5);
      this.#result[at + 2] = Math.floor(sums[i + 2]! / area + 0.5);
    }
    sums.fill(0);
    this.#targetRow++;
  }
}

export interface Size {
  width: number;
  height: number;
}

/** An opaque picture at another size, by exact area averaging of the stored 8-bit values. */
export function areaAverage(photo: PhotoPixels, width: number, height: number): PhotoPixels {
  const averager = new AreaAverager(photo, { width, height });
  averager.add(photo.data, photo.height);
  return averager.finish();
}
