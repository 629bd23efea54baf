import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightValues } from '../../src/engine/weights';
import type { WeightSpec } from '../../src/layers/contract';

function kernel(shape: readonly number[], changes: Partial<WeightSpec> = {}): WeightSpec {
  return {
    name: 'kernel',
    shape,
    initializer: 'glorotUniform',
    constant: 0,
    seed: 1,
    fanIn: 27,
    fanOut: 72,
    handmade: [],
    frozen: [],
    edits: [],
    silent: [],
    trained: 'none',
    ...changes,
  };
}

/** Values by place, so that kernels of different shapes can be compared. */
function at(spec: WeightSpec): (...place: [number, number, number, number]) => number | undefined {
  const values = weightValues(spec);
  const [, columns = 1, channels = 1, filters = 1] = spec.shape;
  return (row, column, channel, filter) =>
    values[((row * columns + column) * channels + channel) * filters + filter];
}

function fingerprint(values: Float32Array): string {
  return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex').slice(0, 16);
}

describe('drawn weights', () => {
  it('are the same numbers for ever', () => {
    expect([...weightValues(kernel([1, 2, 2, 1]))]).toEqual([
      0.1275690793991089, 0.19379301369190216, 0.039367835968732834, -0.001886709127575159,
    ]);
    expect(fingerprint(weightValues(kernel([5, 4, 3, 8], { seed: 0xffffffff })))).toBe(
      '33147f1b73fca125',
    );
    const he = kernel([5, 4, 3, 8], { initializer: 'heNormal' });
    expect(fingerprint(weightValues(he))).toBe('ad06acc7e8d629ec');
    expect(fingerprint(weightValues(kernel([500, 10], { seed: 12345 })))).toBe('12b78e047833f4ba');
  });

  it.each(['glorotUniform', 'heNormal'] as const)(
    '%s keeps every number when filters, channels or the kernel grow',
    (initializer) => {
      const side = fc.integer({ min: 1, max: 6 });
      const shape = fc.tuple(side, side, side, side);
      fc.assert(
        fc.property(shape, shape, fc.nat(), (a, b, seed) => {
          const first = at(kernel(a, { initializer, seed }));
          const second = at(kernel(b, { initializer, seed }));
          const [rows, columns, channels, filters] = a.map((n, i) => Math.min(n, b[i] ?? n));
          for (let r = 0; r < (rows ?? 0); r++)
            for (let c = 0; c < (columns ?? 0); c++)
              for (let d = 0; d < (channels ?? 0); d++)
                for (let f = 0; f < (filters ?? 0); f++)
                  expect(first(r, c, d, f)).toBe(second(r, c, d, f));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('differ between seeds, filters and places', () => {
    const values = [1, 2, 3].flatMap((seed) => [...weightValues(kernel([7, 7, 5, 20], { seed }))]);
    expect(new Set(values).size).toBeGreaterThan(0.995 * values.length);
  });

  it.each([1, 2, 77, 0x80000000])('of seed %d are uniform within the Glorot limit', (seed) => {
    const limit = Math.sqrt(6 / 99);
    const values = weightValues(kernel([9, 9, 40, 40], { seed }));
    const distance = kolmogorovSmirnov(values, (x) => (x / limit + 1) / 2);
    expect(distance).toBeLessThan(1.95 / Math.sqrt(values.length));
    expect(values.every((x) => Math.abs(x) <= Math.fround(limit))).toBe(true);
  });

  it.each([1, 2, 77, 0x80000000])('of seed %d are He’s truncated normal', (seed) => {
    const spec = kernel([9, 9, 40, 40], { initializer: 'heNormal', seed });
    const values = weightValues(spec);
    const deviation = Math.sqrt(2 / 27);
    const bound = (2 * deviation) / 0.87962566103423978;
    expect(values.every((x) => Math.abs(x) <= bound)).toBe(true);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(values.length));
    expect(Math.sqrt(variance) / deviation).toBeCloseTo(1, 2);
    const share = truncatedNormal(bound / 2);
    expect(kolmogorovSmirnov(values, share)).toBeLessThan(1.95 / Math.sqrt(values.length));
  });

  it('of neighbouring filters, channels and cells are not correlated', () => {
    const values = weightValues(kernel([8, 8, 32, 32]));
    for (const lag of [1, 2, 32, 64, 32 * 32, 8 * 32 * 32]) {
      expect(Math.abs(correlation(values, lag)), `lag ${lag}`).toBeLessThan(0.012);
    }
  });
});

it('constant weights are the constant', () => {
  const spec = kernel([4], { name: 'bias', initializer: 'constant', constant: -0.5 });
  expect([...weightValues(spec)]).toEqual([-0.5, -0.5, -0.5, -0.5]);
});

/** Largest distance between the values' distribution and the given one; at 1.95/√n p is 0.001. */
function kolmogorovSmirnov(values: Float32Array, share: (x: number) => number): number {
  const sorted = values.toSorted();
  let distance = 0;
  sorted.forEach((x, i) => {
    const expected = share(x);
    const before = Math.abs(expected - i / sorted.length);
    const after = Math.abs(expected - (i + 1) / sorted.length);
    distance = Math.max(distance, before, after);
  });
  return distance;
}

/** Distribution function of a normal cut at two deviations, tabulated by the midpoint rule. */
function truncatedNormal(deviation: number): (x: number) => number {
  const steps = 20_000;
  const table = [0];
  for (let i = 0; i < steps; i++) {
    const x = ((i + 0.5) / steps) * 4 - 2;
    table.push((table[i] ?? 0) + Math.exp((-x * x) / 2));
  }
  const total = table[steps] ?? 1;
  return (x) => (table[Math.round(((x / deviation + 2) / 4) * steps)] ?? total) / total;
}

function correlation(values: Float32Array, lag: number): number {
  let product = 0;
  let square = 0;
  values.forEach((x, i) => {
    product += x * (values[(i + lag) % values.length] ?? 0);
    square += x * x;
  });
  return product / square;
}
