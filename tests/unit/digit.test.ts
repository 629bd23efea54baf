/** A digit as MNIST has it: from ink, against plain loops; from photos of paper in any light. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitOf } from '../../src/photo/digit';
import { digitOfPhoto } from '../../src/photo/digitOfPhoto';
import type { Drawing } from '../../src/photo/drawing';
import type { Ink } from '../../src/photo/ink';
import { inkOfDrawing } from '../../src/photo/inkOfDrawing';
import { otsuThreshold } from '../../src/photo/plane';
import type { PhotoPixels } from '../../src/photo/photo';

/** The grey of every pixel, after a look at whether it is grey and opaque. */
function greysOf({ width, height, data }: PhotoPixels): number[] {
  expect([width, height]).toEqual([32, 32]);
  return Array.from({ length: width * height }, (_, cell) => {
    const [red, green, blue, alpha] = data.subarray(cell * 4, cell * 4 + 4);
    expect([green, blue, alpha]).toEqual([red, red, 255]);
    return red ?? NaN;
  });
}

const black = Array.from({ length: 32 * 32 }, () => 0);

/** Ink of a shape that is given by a function of places 0..1, its edges softened over 4 × 4 points. */
function inkOf(side: number, isInked: (x: number, y: number) => boolean): Ink {
  const levels = new Uint8ClampedArray(side * side);
  for (let cell = 0; cell < levels.length; cell++) {
    let hits = 0;
    for (let part = 0; part < 16; part++) {
      const x = ((cell % side) + ((part % 4) + 0.5) / 4) / side;
      const y = (Math.floor(cell / side) + (Math.floor(part / 4) + 0.5) / 4) / side;
      if (isInked(x, y)) hits++;
    }
    levels[cell] = (hits / 16) * 255;
  }
  return { width: side, height: side, levels };
}

/** A seven, in a box from (left, top) that is `size` high. */
function seven(left: number, top: number, size: number) {
  return (x: number, y: number) => {
    const u = (x - left) / size;
    const v = (y - top) / size;
    if (u < 0 || u > 0.7 || v < 0 || v > 1) return false;
    return v < 0.14 || Math.abs(u - (0.63 - 0.5 * v)) < 0.08;
  };
}

/** MNIST's way in plain loops of float64, from the definition. */
function plainDigit({ width, height, levels }: Ink): { greys: number[]; tie: number } {
  const cells = [...levels].flatMap((level, cell) => (level > 0 ? [cell] : []));
  if (cells.length === 0) return { greys: black, tie: 1 };
  const xs = cells.map((cell) => cell % width);
  const ys = cells.map((cell) => Math.floor(cell / width));
  const [left, right] = [Math.min(...xs), Math.max(...xs) + 1];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys) + 1];
  const scale = 20 / Math.max(right - left, bottom - top);
  const columns = Math.max(1, Math.round((right - left) * scale));
  const rows = Math.max(1, Math.round((bottom - top) * scale));
  const covered = (pixel: number, from: number, to: number) =>
    Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  const small: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const line: number[] = [];
    for (let column = 0; column < columns; column++) {
      const across = (right - left) / columns;
      const down = (bottom - top) / rows;
      let sum = 0;
      for (let y = 0; y < height; y++) {
        const high = covered(y, top + row * down, top + (row + 1) * down);
        if (high === 0) continue;
        for (let x = 0; x < width; x++) {
          const wide = covered(x, left + column * across, left + (column + 1) * across);
          sum += high * wide * (levels[y * width + x] ?? 0);
        }
      }
      // A half is rounded up, and the sum's own error must not decide.
      line.push(Math.floor(sum / (across * down) + 0.5 + 1e-9));
    }
    small.push(line);
  }
  const mass = small.flat().reduce((sum, value) => sum + value, 0);
  if (mass === 0) return { greys: black, tie: 1 };
  let x = 0;
  let y = 0;
  small.forEach((line, row) =>
    line.forEach((value, column) => {
      x += ((column + 0.5) * value) / mass;
      y += ((row + 0.5) * value) / mass;
    }),
  );
  const bounded = (place: number, most: number) => Math.min(most, Math.max(0, place));
  // The middle of 28 × 28, with two pixels around it.
  const toLeft = bounded(2 + Math.round(14 - x), 32 - columns);
  const toTop = bounded(2 + Math.round(14 - y), 32 - rows);
  const result = [...black];
  small.forEach((line, row) =>
    line.forEach((value, column) => (result[(toTop + row) * 32 + toLeft + column] = value)),
  );
  const tie = Math.min(...[x, y].map((place) => Math.abs((place % 1) - 0.5)));
  return { greys: result, tie };
}

function differenceOf(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, cell) => sum + Math.abs(value - (other[cell] ?? NaN)), 0) / 255;
}

function massOf(greys: readonly number[]): number {
  return greys.reduce((sum, value) => sum + value, 0) / 255;
}

/** The centre of mass, in pixels from the left and the top. */
function centreOf(greys: readonly number[]): [number, number] {
  const mass = massOf(greys) * 255;
  return [
    greys.reduce((sum, value, cell) => sum + value * ((cell % 32) + 0.5), 0) / mass,
    greys.reduce((sum, value, cell) => sum + value * (Math.floor(cell / 32) + 0.5), 0) / mass,
  ];
}

/** Width and height of what is not black. */
function extentOf(greys: readonly number[]): [number, number] {
  const cells = greys.flatMap((value, cell) => (value > 0 ? [cell] : []));
  const xs = cells.map((cell) => cell % 32);
  const ys = cells.map((cell) => Math.floor(cell / 32));
  return [Math.max(...xs) - Math.min(...xs) + 1, Math.max(...ys) - Math.min(...ys) + 1];
}

describe('from ink', () => {
  test('it is what plain loops give, for any ink', () => {
    const side = fc.integer({ min: 1, max: 40 });
    const sheets = fc
      .tuple(side, side, fc.double({ min: 0, max: 1, noNaN: true }))
      .chain(([width, height, share]) =>
        fc
          .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
            minLength: width * height,
            maxLength: width * height,
          })
          .map((cells): Ink => {
            const levels = cells.map(([chance, level]) => (chance < share ? level : 0));
            return { width, height, levels: Uint8ClampedArray.from(levels) };
          }),
      );
    fc.assert(
      fc.property(sheets, (ink) => {
        const greys = greysOf(digitOf(ink));
        const plain = plainDigit(ink);
        // A centre between two pixels may go to either.
        fc.pre(plain.tie > 1e-9);
        expect(greys).toEqual(plain.greys);
      }),
      { numRuns: 150 },
    );
  });

  test('its longer side is 20 pixels and its centre of mass in the middle', () => {
    const greys = greysOf(digitOf(inkOf(280, seven(0.1, 0.3, 0.5))));
    expect(extentOf(greys)).toEqual([14, 20]);
    for (const place of centreOf(greys)) expect(Math.abs(place - 16)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...greys)).toBe(255);
  });

  test('a digit drawn elsewhere and at another size is nearly the same', () => {
    const first = greysOf(digitOf(inkOf(280, seven(0.1, 0.1, 0.6))));
    for (const [left, top, size] of [
      [0.3, 0.35, 0.6],
      [0.02, 0.01, 0.95],
      [0.6, 0.6, 0.3],
      [0.4, 0.1, 0.45],
    ] as const) {
      const other = greysOf(digitOf(inkOf(280, seven(left, top, size))));
      expect(differenceOf(first, other)).toBeLessThan(0.06 * massOf(first));
    }
  });

  test('no ink gives black, one pixel a block in the middle', () => {
    const bare = { width: 280, height: 280, levels: new Uint8ClampedArray(280 * 280) };
    expect(greysOf(digitOf(bare))).toEqual(black);
    const dot = { ...bare, levels: bare.levels.slice().fill(255, 700, 701) };
    const greys = greysOf(digitOf(dot));
    expect(extentOf(greys)).toEqual([20, 20]);
    expect(centreOf(greys)).toEqual([16, 16]);
    expect(massOf(greys)).toBe(400);
  });

  test('strokes are as wide as their pen, with soft edges', () => {
    const line = (pen: number): Drawing => [
      { pen, points: [100, 120, 140].map((x) => ({ x, y: 128 })) },
    ];
    for (const [pen, share] of [0.06, 0.1, 0.14].entries()) {
      const { width, height, levels } = inkOfDrawing(line(pen));
      const middle = Math.round((120 / 255) * width);
      const column = Array.from({ length: height }, (_, y) => levels[y * width + middle]! / 255);
      const wide = column.reduce((sum, level) => sum + level, 0);
      expect(wide).toBeCloseTo(share * width, 0);
      expect(Math.max(...column)).toBe(1);
      // Round ends: the length along the line and a disc.
      const area = levels.reduce((sum, level) => sum + level, 0) / 255;
      const radius = (share * width) / 2;
      const expected = (40 / 255) * width * 2 * radius + Math.PI * radius ** 2;
      expect(Math.abs(area / expected - 1)).toBeLessThan(0.03);
    }
  });
});

interface Scene {
  width?: number;
  height?: number;
  /** Of 0..1 from the left and the top: how bright the paper is, 0..255. */
  paper: (x: number, y: number) => number;
  /** How much of the paper's light the ink takes, 0..1; below 0 it shines. */
  ink?: number;
  noise?: number;
  shape?: (x: number, y: number) => boolean;
}

/** A photo of a seven. */
function photoOf(scene: Scene): PhotoPixels {
  const { width = 320, height = 320, paper, ink = 0.75, noise = 0 } = scene;
  const { shape = seven(0.35, 0.25, 0.5) } = scene;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let state = 1;
  for (let cell = 0; cell < width * height; cell++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const x = ((cell % width) + 0.5) / width;
    const y = (Math.floor(cell / width) + 0.5) / width;
    const light = paper(x, y) * (shape(x, y) ? 1 - ink : 1);
    data.fill(light + noise * ((state >>> 16) / 32768 - 1), cell * 4, cell * 4 + 3);
  }
  return { width, height, data };
}

function read(photo: PhotoPixels): number[] {
  const { width, height } = photo;
  const digit = digitOfPhoto({ name: 'seven.png', type: 'png', width, height, photo });
  expect([digit.name, digit.width, digit.height]).toEqual(['seven.png', 32, 32]);
  return greysOf(digit.photo);
}

describe('from a photo', () => {
  const drawn = greysOf(digitOf(inkOf(320, seven(0.35, 0.25, 0.5))));
  const speck = (x: number, y: number) => Math.hypot(x - 0.12, y - 0.8) < 0.012;
  const scenes: Record<string, Scene> = {
    'dark ink on white paper': { paper: () => 250 },
    'grey ink on grey paper': { paper: () => 140, ink: 0.35 },
    'chalk on a blackboard': { paper: () => 40, ink: -4 },
    'paper bright at the left and dim at the right': { paper: (x) => 240 - 170 * x },
    'a lamp in a corner': { paper: (x, y) => 60 + 190 * Math.exp(-3 * (x * x + y * y)) },
    'the edge of a shadow across the digit': { paper: (x, y) => (x + y < 1 ? 235 : 120) },
    'a blackboard lit from above': { paper: (_, y) => 70 - 50 * y, ink: -2 },
    'noise of the camera': { paper: () => 200, noise: 25 },
    'a speck on the paper': {
      paper: () => 230,
      shape: (x, y) => seven(0.35, 0.25, 0.5)(x, y) || speck(x, y),
    },
    'a table beside the sheet': { paper: (x) => (x < 0.08 ? 60 : 230) },
    'a photo larger than is looked at': { width: 1200, height: 1200, paper: () => 230 },
    'a tall photo': { width: 300, height: 500, paper: () => 230 },
    'a small one': { width: 48, height: 48, paper: () => 230 },
  };

  test.each(Object.entries(scenes))('%s: nearly the digit itself', (_, scene) => {
    const greys = read(photoOf(scene));
    expect(Math.max(...greys)).toBeGreaterThan(240);
    expect(differenceOf(greys, drawn)).toBeLessThan(0.16 * massOf(drawn));
  });

  test('two parts of a digit are both kept', () => {
    const bar = (x: number, y: number) => Math.abs(y - 0.2) < 0.03 && x > 0.35 && x < 0.7;
    const shape = (x: number, y: number) => seven(0.35, 0.25, 0.5)(x, y) || bar(x, y);
    const whole = greysOf(digitOf(inkOf(320, shape)));
    const greys = read(photoOf({ paper: () => 230, shape }));
    expect(differenceOf(greys, whole)).toBeLessThan(0.16 * massOf(whole));
  });

  test('a thin line is drawn with a pen like MNIST’s', () => {
    const thin = (x: number, y: number) => Math.abs(x - 0.5) < 0.004 && y > 0.2 && y < 0.8;
    const greys = read(photoOf({ width: 600, height: 600, paper: () => 230, shape: thin }));
    expect(Math.max(...greys)).toBeGreaterThan(200);
    expect(massOf(greys)).toBeGreaterThan(25);
    expect(massOf(greys)).toBeLessThan(50);
  });

  test('a bare sheet, and one in one colour, give black', () => {
    expect(read(photoOf({ paper: () => 230, ink: 0 }))).toEqual(black);
    expect(read(photoOf({ paper: (x) => 120 + 100 * x, ink: 0 }))).toEqual(black);
    expect(read(photoOf({ paper: () => 220, ink: 0, noise: 6 }))).toEqual(black);
    expect(read({ width: 1, height: 1, data: new Uint8ClampedArray(4).fill(255) })).toEqual(black);
  });
});

test('Otsu’s threshold is the one with the largest variance between the classes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { minLength: 2, maxLength: 60 }), (numbers) => {
      const values = Float32Array.from([0, 255, ...numbers]);
      const between = (threshold: number) => {
        const low = values.filter((value) => value < threshold);
        const high = values.filter((value) => value >= threshold);
        if (low.length === 0 || high.length === 0) return -1;
        const mean = (part: Float32Array) => part.reduce((sum, v) => sum + v, 0) / part.length;
        return low.length * high.length * (mean(low) - mean(high)) ** 2;
      };
      const threshold = otsuThreshold({ width: values.length, height: 1, values });
      const best = Math.max(...Array.from({ length: 256 }, (_, level) => between(level)));
      // The bins' own rounding shifts a value's place by less than one.
      expect(between(threshold)).toBeGreaterThan(0.97 * best);
    }),
  );
});
