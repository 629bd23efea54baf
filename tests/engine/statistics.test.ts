import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histogramBins, robustQuantiles, type MapStatistics } from '../../src/engine/protocol';
import { plainPasses } from '../../src/engine/passes';
import { statisticsOf } from '../../src/engine/statistics';
import { plainTails } from '../../src/engine/smallMaps';
import { vectorPasses } from '../../src/engine/vectorPasses';
import { vectorTails } from '../../src/engine/vectorTails';

/** Near the smallest 32-bit number, rounding is absolute. */
const smallest = 2 ** -149;

const plainNumber = fc.float({ min: -8, max: 8, noNaN: true });

/** Values of one map with the peculiarities that break careless statistics. */
const mapValues = (positions: number): fc.Arbitrary<Float32Array> => {
  const filled = (value: fc.Arbitrary<number>) =>
    fc
      .array(value, { minLength: positions, maxLength: positions })
      .map((values) => new Float32Array(values));
  return fc.oneof(
    filled(plainNumber),
    filled(fc.float()),
    filled(fc.constantFrom(-1, 0, 0, 0, 2)),
    filled(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, -0) }, plainNumber)),
    filled(fc.oneof(plainNumber, fc.constantFrom(NaN, Infinity, -Infinity))),
    filled(fc.oneof({ weight: 9, arbitrary: plainNumber }, fc.constantFrom(1e30, -1e30, 3e38))),
    filled(fc.constantFrom(NaN, Infinity)),
    plainNumber.chain((value) => filled(fc.constant(value))),
  );
};

const anyMaps: fc.Arbitrary<Float32Array[]> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }))
  .chain(([channels, positions]) =>
    fc.array(mapValues(positions), { minLength: channels, maxLength: channels }),
  );

/** The maps in tfjs' order, channel fastest. */
function interleave(maps: readonly Float32Array[]): Float32Array {
  const positions = maps[0]!.length;
  const values = new Float32Array(maps.length * positions);
  maps.forEach((map, channel) =>
    map.forEach((value, position) => (values[position * maps.length + channel] = value)),
  );
  return values;
}

const statisticsOfMaps = (maps: readonly Float32Array[]) =>
  statisticsOf(interleave(maps), maps[0]!.length, maps.length);

const finiteOf = (map: Float32Array) => [...map].filter((value) => Number.isFinite(value));

function allOf(maps: readonly Float32Array[]): number[] {
  return maps.flatMap(finiteOf);
}

/** Seeded normal deviates. */
function normal(count: number, seed: number): Float32Array {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float32Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/**
 * The definition, with the tolerance that the quantiles are promised with: a 128th of the range
 * between them. So many values lie below a quantile, and no more than so many below it with the
 * tolerance taken off, nor fewer with it put on.
 */
function expectQuantiles(values: readonly number[], [low, high]: readonly [number, number]) {
  const [first, second] = robustQuantiles;
  const rounding = 1e-6 * Math.max(Math.abs(low), Math.abs(high)) + smallest;
  const tolerance = (high - low) / 128 + rounding;
  for (const [quantile, share] of [
    [low, first],
    [high, second],
  ] as const) {
    const rank = share * values.length;
    const below = values.filter((value) => value < quantile - tolerance).length;
    const within = values.filter((value) => value <= quantile + tolerance).length;
    expect(below).toBeLessThanOrEqual(rank);
    expect(within).toBeGreaterThanOrEqual(rank);
    const negative = values.filter((value) => value < 0).length;
    const zero = values.filter((value) => value === 0).length;
    if (rank > negative && rank <= negative + zero) expect(quantile).toBe(0);
  }
  expect(high).toBeGreaterThanOrEqual(low);
}

function expectHistogram(values: readonly number[], counts: Uint32Array) {
  const minimum = Math.min(...values);
  const maximum = Math.max(...values);
  const plain = new Uint32Array(histogramBins);
  for (const value of values) {
    const place = maximum > minimum ? (value - minimum) * (histogramBins / (maximum - minimum)) : 0;
    plain[Math.min(histogramBins - 1, Math.floor(place))]!++;
  }
  expect(counts).toEqual(plain);
}

function expectMap(statistics: MapStatistics, channel: number, map: Float32Array) {
  const values = finiteOf(map);
  const bins = statistics.histogram.slice(channel * histogramBins, (channel + 1) * histogramBins);
  if (values.length === 0) {
    expect(bins).toEqual(new Uint32Array(histogramBins));
    for (const figure of ['minimum', 'maximum', 'mean', 'zeroShare', 'low', 'high'] as const) {
      expect(statistics[figure][channel]).toBe(0);
    }
    return;
  }
  const sum = values.reduce((total, value) => total + value, 0);
  const magnitude = values.reduce((total, value) => total + Math.abs(value), 0);
  expect(statistics.minimum[channel]).toBe(Math.min(...values) + 0);
  expect(statistics.maximum[channel]).toBe(Math.max(...values) + 0);
  expect(Math.abs(statistics.mean[channel]! - sum / values.length)).toBeLessThanOrEqual(
    (1e-6 * magnitude) / values.length + smallest,
  );
  expect(statistics.zeroShare[channel]).toBe(
    Math.fround(values.filter((value) => value === 0).length / values.length),
  );
  expectHistogram(values, bins);
  expectQuantiles(values, [statistics.low[channel]!, statistics.high[channel]!]);
}

describe('statistics of maps', () => {
  test('agree with plain loops in 64 bits, whatever the values', () => {
    fc.assert(
      fc.property(anyMaps, (maps) => {
        const statistics = statisticsOfMaps(maps);
        maps.forEach((map, channel) => expectMap(statistics, channel, map));
        const all = allOf(maps);
        const { layer } = statistics;
        expect(statistics.notFinite).toBe(maps.length * maps[0]!.length - all.length);
        expect(layer.minimum).toBe(all.length > 0 ? Math.min(...all) + 0 : 0);
        expect(layer.maximum).toBe(all.length > 0 ? Math.max(...all) + 0 : 0);
        if (all.length > 0) expectQuantiles(all, [layer.low, layer.high]);
      }),
      { numRuns: 400 },
    );
  });

  test('large maps, over the borders of the blocks that are worked on at a time', () => {
    const maps = [1, 2, 3, 4, 5].map((seed) =>
      normal(9001, seed).map((value) => value * seed + seed),
    );
    maps[2]!.fill(NaN, 4000, 4500);
    const statistics = statisticsOfMaps(maps);
    maps.forEach((map, channel) => expectMap(statistics, channel, map));
    expect(statistics.notFinite).toBe(500);
    expectQuantiles(allOf(maps), [statistics.layer.low, statistics.layer.high]);
  });

  test.each([900, 3000, 4096, 4097])('maps of %d cells, small or not', (cells) => {
    const maps = [1, 2, 3].map((seed) => normal(cells, seed).map((value) => value * seed + 1));
    maps[0]!.forEach((value, index, map) => (map[index] = Math.max(0, value)));
    maps[1]!.set([NaN, -Infinity, Infinity, 1e20], 30);
    const statistics = statisticsOfMaps(maps);
    maps.forEach((map, channel) => expectMap(statistics, channel, map));
    expect(statistics.notFinite).toBe(3);
    expectQuantiles(allOf(maps), [statistics.layer.low, statistics.layer.high]);
  });

  test('quantiles of few values are values: of the toy’s map, and of all its numbers', () => {
    const toy = Float32Array.from([4, 3, 4, 2, 4, 3, 2, 3, 4]);
    const { low, high, layer } = statisticsOf(toy, 9, 1);
    expect([low[0], high[0]]).toEqual([2, 4]);
    expect(layer).toEqual({ minimum: 2, maximum: 4, low: 2, high: 4 });
    const values = normal(1000, 5);
    const sorted = values.toSorted();
    expect(statisticsOf(values, 250, 4).layer).toMatchObject({ low: sorted[9], high: sorted[989] });
  });

  test('by vectors they are what they are in plain TypeScript, over the borders of blocks', () => {
    const sizes = fc.record({
      channels: fc.integer({ min: 1, max: 70 }),
      positions: fc.integer({ min: 1, max: 700 }),
      seed: fc.nat(),
      shape: fc.constantFrom(
        (value: number) => value,
        (value: number) => Math.max(0, value),
        (value: number) => Math.round(value),
        () => -3,
      ),
    });
    fc.assert(
      fc.property(sizes, ({ channels, positions, seed, shape }) => {
        // A zero of either sign is the same number; which of them is the least is nobody's concern.
        const values = normal(positions * channels, seed).map((value) => shape(value) + 0);
        const byVectors = vectorPasses(values, positions, channels);
        const plain = plainPasses(values, positions, channels);
        const differs = plain.counts.findIndex((count, at) => byVectors?.counts[at] !== count);
        expect(differs).toBe(-1);
        const { sum, ...exact } = byVectors!.basics;
        const { sum: plainSum, ...plainExact } = plain.basics;
        expect(exact).toEqual(plainExact);
        sum.forEach((each, channel) => expect(each).toBeCloseTo(plainSum[channel]!, 8));
      }),
      { numRuns: 200 },
    );
  });

  test('the ends of maps by vectors are those in plain TypeScript, and of the sorted values', () => {
    const sizes = fc.record({
      channels: fc.integer({ min: 1, max: 70 }),
      positions: fc.integer({ min: 1, max: 300 }),
      seed: fc.nat(),
      shape: fc.constantFrom(
        (value: number) => value,
        (value: number) => Math.max(0, value),
        (value: number) => Math.round(value),
        () => -3,
        // One far from all others, which share a bin.
        (value: number, at: number) => (at === 0 ? 1e9 : value),
        // So near one another that a bin is less than the least that parts two numbers.
        (value: number) => Math.fround(1e6 + value / 4),
        (value: number) => value * 1e-42,
      ),
    });
    fc.assert(
      fc.property(sizes, ({ channels, positions, seed, shape }) => {
        const values = normal(positions * channels, seed).map((value, at) => shape(value, at) + 0);
        const counts = (step: number) =>
          Int32Array.from({ length: channels }, (_, channel) =>
            Math.min(positions, (channel * step + seed) % 12),
          );
        const [least, most] = [counts(5), counts(7)];
        const passes = vectorPasses(values, positions, channels, histogramBins)!;
        const tails = vectorTails(values, { least, most }, passes)!;
        expect(tails.low).toEqual(plainTails(values, least, 1));
        expect(tails.high).toEqual(plainTails(values, most, -1));
        for (let channel = 0; channel < channels; channel++) {
          const own = values.filter((_, at) => at % channels === channel).toSorted();
          const [below, above] = [least[channel]!, most[channel]!];
          expect(tails.low[channel]).toBe(below === 0 ? 0 : own.at(below - 1));
          expect(tails.high[channel]).toBe(above === 0 ? 0 : own.at(-above));
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([NaN, Infinity, -Infinity])(
    'vectors leave layers with %d to plain TypeScript',
    (odd) => {
      for (const place of [0, 3, 4096, 9999]) {
        const values = normal(10_000, 3);
        values[place] = odd;
        expect(vectorPasses(values, 2500, 4)).toBeNull();
        expect(vectorPasses(values, 10_000, 1)).toBeNull();
      }
    },
  );

  test('a view into a larger buffer', () => {
    const values = normal(300, 7);
    const view = values.subarray(99, 201);
    expect(statisticsOf(view, 34, 3)).toEqual(statisticsOf(view.slice(), 34, 3));
  });
});

describe('quantiles', () => {
  const bulk = normal(20_000, 11);

  test('of normal deviates are where they should be', () => {
    const { low, high } = statisticsOfMaps([bulk]);
    expect(low[0]).toBeCloseTo(-2.326, 1);
    expect(high[0]).toBeCloseTo(2.326, 1);
  });

  test.each([
    ['above', [1e30]],
    ['below', [-1e30]],
    ['on both sides', [1e30, -1e30]],
    ['of several sizes', [1e5, -1e12, 1e20, -3e38, 3e38]],
  ])('are not moved by outliers %s', (_where, outliers) => {
    const map = bulk.slice();
    map.set(outliers, 5000);
    const still = normal(20_000, 12);
    const statistics = statisticsOfMaps([map, still]);
    for (const channel of [0, 1]) {
      expectMap(statistics, channel, channel === 0 ? map : still);
      expect(statistics.low[channel]).toBeCloseTo(-2.326, 1);
      expect(statistics.high[channel]).toBeCloseTo(2.326, 1);
    }
    expect(statistics.layer.low).toBeCloseTo(-2.326, 1);
    expect(statistics.layer.high).toBeCloseTo(2.326, 1);
  });

  test.each([
    ['below the others, as behind a ReLU', (value: number) => Math.max(0, value - 0.25)],
    ['above the others', (value: number) => Math.min(0, value + 0.25)],
    ['between the others', (value: number) => (Math.abs(value) < 0.84 ? 0 : value)],
    ['with few others', (value: number) => (Math.abs(value) < 2.8 ? 0 : value)],
  ])('are exactly zero where they fall among many zeros %s', (_where, of) => {
    const maps = [1, 2, 3].map((seed) => normal(20_000, seed).map(of));
    maps[1]!.forEach((value, index, map) => (map[index] = value * 900));
    const statistics = statisticsOfMaps(maps);
    maps.forEach((map, channel) => expectMap(statistics, channel, map));
    expectQuantiles(allOf(maps), [statistics.layer.low, statistics.layer.high]);
  });

  test('of a map that is zero but for a handful are zero', () => {
    const map = new Float32Array(10_000);
    map.set([5, -3, 1e20], 17);
    const { low, high, layer } = statisticsOfMaps([map, map.slice()]);
    expect([...low, ...high]).toEqual([0, 0, 0, 0]);
    expect([layer.low, layer.high]).toEqual([0, 0]);
  });

  test('of two values that differ by the least possible', () => {
    const least = new Float32Array([1, 1 + 2 ** -23, 1, 1 + 2 ** -23]);
    const { low, high } = statisticsOfMaps([least]);
    expect(low[0]).toBe(1);
    expect(high[0]).toBe(Math.fround(1 + 2 ** -23));
  });
});
