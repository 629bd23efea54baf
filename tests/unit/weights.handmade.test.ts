import { describe, expect, it } from 'vitest';
import { handmadeKernel, weightValues } from '../../src/engine/weights';
import { handmadeNames, type HandmadeName } from '../../src/layers/settings';

const sides = [1, 2, 3, 4, 5, 7, 8, 10, 15];
const sizes = sides.flatMap((rows) => sides.map((columns) => [rows, columns] as const));

/** A kernel's answer to a picture given by rows and columns measured from the kernel's centre. */
function answer(
  kernel: Float64Array,
  rows: number,
  columns: number,
  picture: (y: number, x: number) => number,
): number {
  return kernel.reduce((sum, weight, i) => {
    const y = Math.floor(i / columns) - (rows - 1) / 2;
    const x = (i % columns) - (columns - 1) / 2;
    return sum + weight * picture(y, x);
  }, 0);
}

const total = (kernel: Float64Array) => kernel.reduce((a, b) => a + b, 0);
const flat = () => 1;
const edgeToRight = (_: number, x: number) => Math.sign(x);
const edgeDown = (y: number) => Math.sign(y);
const point = (y: number, x: number) => (y === 0 && x === 0 ? 1 : 0);

/** Waves whose crests lie across the angle, in degrees counter-clockwise from the rows. */
function stripes(angle: number): (y: number, x: number) => number {
  const radians = (angle * Math.PI) / 180;
  return (y, x) => Math.cos((2 * Math.PI * (x * Math.cos(radians) - y * Math.sin(radians))) / 4.5);
}

describe('hand-made kernels', () => {
  it.each(handmadeNames)('%s sums to 1 or to 0 at every size', (name) => {
    const sum = ['sobelX', 'sobelY', 'laplacian', 'gabor'].includes(name) ? 0 : 1;
    for (const [rows, columns] of sizes) {
      const kernel = handmadeKernel(name, rows, columns, 30);
      expect(kernel).toHaveLength(rows * columns);
      expect(total(kernel), `${rows} × ${columns}`).toBeCloseTo(sum, 9);
    }
  });

  it('give the classic 3 × 3 numbers', () => {
    const classic: Partial<Record<HandmadeName, number[]>> = {
      identity: [0, 0, 0, 0, 1, 0, 0, 0, 0],
      sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
      sobelX: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
      sobelY: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
      laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
      emboss: [-2, -1, 0, -1, 1, 1, 0, 1, 2],
    };
    for (const [name, numbers] of Object.entries(classic)) {
      expect([...handmadeKernel(name as HandmadeName, 3, 3)]).toEqual(numbers);
    }
  });

  it('identity picks the middle cell, or the one before the middle', () => {
    expect([...handmadeKernel('identity', 2, 3)]).toEqual([0, 1, 0, 0, 0, 0]);
    expect(handmadeKernel('identity', 4, 4).indexOf(1)).toBe(5);
  });

  it('blurs weigh evenly, or falling from the centre', () => {
    expect([...handmadeKernel('boxBlur', 2, 4)]).toEqual(Array.from({ length: 8 }, () => 1 / 8));
    const row = [...handmadeKernel('gaussian', 1, 6)];
    expect(row).toEqual(row.toReversed());
    expect(row[2]).toBeGreaterThan(row[1] ?? 1);
    expect(row[1]).toBeGreaterThan(row[0] ?? 1);
  });

  it('Sobel kernels answer to an edge across them alone', () => {
    for (const [rows, columns] of sizes) {
      const x = handmadeKernel('sobelX', rows, columns);
      const y = handmadeKernel('sobelY', rows, columns);
      expect(answer(x, rows, columns, edgeToRight)).toBeCloseTo(columns > 1 ? 8 : 0, 9);
      expect(answer(y, rows, columns, edgeDown)).toBeCloseTo(rows > 1 ? 8 : 0, 9);
      expect(answer(x, rows, columns, edgeDown)).toBeCloseTo(0, 9);
      expect(answer(y, rows, columns, edgeToRight)).toBeCloseTo(0, 9);
    }
  });

  it('the Laplacian answers to curvature and not to a slope', () => {
    for (const [rows, columns] of sizes.filter((size) => Math.min(...size) > 2)) {
      const kernel = handmadeKernel('laplacian', rows, columns);
      expect(answer(kernel, rows, columns, flat)).toBeCloseTo(0, 9);
      expect(answer(kernel, rows, columns, (y, x) => 3 * y - 2 * x)).toBeCloseTo(0, 9);
      expect(answer(kernel, rows, columns, (y, x) => y * y + x * x)).toBeGreaterThan(1);
    }
  });

  it('emboss is bright on slopes to the lower right and leaves flat areas', () => {
    const kernel = handmadeKernel('emboss', 5, 4);
    expect(answer(kernel, 5, 4, flat)).toBeCloseTo(1, 9);
    expect(answer(kernel, 5, 4, (y, x) => y + x)).toBeGreaterThan(4);
  });

  it('sharpen makes a bright point brighter', () => {
    expect(answer(handmadeKernel('sharpen', 5, 5), 5, 5, point)).toBeGreaterThan(1);
  });

  it('Gabor answers most to stripes across its angle', () => {
    for (const angle of [0, 30, 45, 90, 135]) {
      const kernel = handmadeKernel('gabor', 9, 9, angle);
      const along = answer(kernel, 9, 9, stripes(angle));
      for (const other of [30, 45, 90, 120, 150]) {
        expect(along).toBeGreaterThan(2 * Math.abs(answer(kernel, 9, 9, stripes(angle + other))));
      }
    }
    const turned = [...handmadeKernel('gabor', 5, 7, 200)];
    expect(turned).toEqual([...handmadeKernel('gabor', 5, 7, 20)]);
  });

  it('take one filter’s place, spread evenly over the channels', () => {
    const spec = {
      name: 'kernel',
      shape: [3, 3, 2, 3],
      initializer: 'glorotUniform',
      constant: 0,
      seed: 5,
      fanIn: 18,
      fanOut: 27,
      frozen: [],
      edits: [],
      silent: [],
      trained: 'none',
    } as const;
    const drawn = weightValues({ ...spec, handmade: [] });
    const values = weightValues({
      ...spec,
      handmade: [
        { filter: 1, name: 'sobelX' },
        { filter: 3, name: 'boxBlur' },
      ],
    });
    const sobel = handmadeKernel('sobelX', 3, 3);
    values.forEach((value, i) => {
      const cell = Math.floor(i / 6);
      expect(value).toBe(i % 3 === 1 ? (sobel[cell] ?? NaN) / 2 : drawn[i]);
    });
  });
});
