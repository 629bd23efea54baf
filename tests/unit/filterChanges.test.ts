import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { silenced, weightValues } from '../../src/engine/weights';
import { definitionOf } from '../../src/layers';
import type { WeightSpec } from '../../src/layers/contract';
import {
  areFilterChanges,
  initializers,
  silentFilters,
  withChange,
  withNumbers,
  type FilterChange,
} from '../../src/layers/filterChanges';
import { defaultsOf, type Settings } from '../../src/layers/settings';

const conv2d = definitionOf('conv2d');
const filters = 4;
const channels = 3;

function specsOf(settings: Settings): readonly [kernel: WeightSpec, bias: WeightSpec] {
  const all = { ...defaultsOf(conv2d.settings), filters, ...settings };
  const [kernel, bias] = conv2d.weights([20, 20, channels], all);
  if (!kernel || !bias) throw new Error('a convolution has a kernel and a bias');
  return [kernel, bias];
}

/** Kernel and bias as they are computed with. */
function weightsOf(settings: Settings): [kernel: number[], bias: number[]] {
  const [kernel, bias] = specsOf(settings).map((spec) => [...silenced(weightValues(spec), spec)]);
  return [kernel ?? [], bias ?? []];
}

/** A filter's numbers, in the order of rows, columns, channels, and its bias at the end. */
function filterOf(settings: Settings, filter: number): number[] {
  const of = Number(settings['filters'] ?? filters);
  const [kernel, bias] = weightsOf(settings);
  return [...kernel.filter((_, at) => at % of === filter), bias[filter] ?? NaN];
}

const changed = (...filterChanges: FilterChange[]): Settings => ({ filterChanges });
const zeros = Array.from({ length: 3 * 3 * channels + 1 }, () => 0);

describe('numbers typed over', () => {
  test('take the place of the drawn and of the hand-made ones, and of no other', () => {
    for (const handmade of [[], [{ filter: 2, name: 'sobelX' }]] as const) {
      const [before] = weightsOf({ handmade });
      const [kernel] = weightsOf({
        handmade,
        ...changed({ filter: 2, numbers: [{ channel: 1, row: 2, column: 0, value: 0.75 }] }),
      });
      const place = ((2 * 3 + 0) * channels + 1) * filters + 2;
      expect(kernel).toEqual(before.with(place, 0.75));
    }
  });

  test('wait where they lie outside of the kernel, the channels or the filters', () => {
    const outside = changed(
      {
        filter: 0,
        numbers: [
          { channel: 0, row: 0, column: 3, value: 9 },
          { channel: 0, row: 3, column: 0, value: 9 },
          { channel: 3, row: 0, column: 0, value: 9 },
        ],
      },
      { filter: 4, bias: 9, numbers: [{ channel: 0, row: 0, column: 0, value: 9 }] },
    );
    expect(weightsOf(outside)).toEqual(weightsOf({}));
    const [larger] = weightsOf({ ...outside, kernelHeight: 4, kernelWidth: 4 });
    expect(larger.filter((value) => value === 9)).toHaveLength(2);
  });

  test('a bias of its own stands beside those of the slider, while there are biases', () => {
    const own = changed({ filter: 1, bias: -0.5 });
    expect(weightsOf({ bias: 0.25, ...own })[1]).toEqual([0.25, -0.5, 0.25, 0.25]);
    expect(weightsOf({ bias: 0.25, useBias: false, ...own })[1]).toEqual([0, 0, 0, 0]);
  });
});

describe('a frozen filter', () => {
  const draws = fc.record({
    initializer: fc.constantFrom(...initializers),
    constant: fc.double({ min: -1, max: 1, noNaN: true }),
    seed: fc.nat(0xffffffff),
    bias: fc.double({ min: -1, max: 1, noNaN: true }),
  });

  test('keeps every number, whatever the others are drawn by and however many they are', () => {
    fc.assert(
      fc.property(draws, draws, fc.integer({ min: 3, max: 9 }), (before, after, count) => {
        const frozen = { ...before, drawnFor: filters };
        const now = { ...after, filters: count, ...changed({ filter: 2, frozen }) };
        expect(filterOf(now, 2)).toEqual(filterOf(before, 2));
        const others = { ...after, filters: count };
        expect(filterOf(now, 1)).toEqual(filterOf(others, 1));
      }),
      { numRuns: 60 },
    );
  });

  test('can still be typed over', () => {
    const frozen = { initializer: 'heNormal', constant: 0, seed: 5, drawnFor: 4, bias: 1 } as const;
    const numbers = [{ channel: 0, row: 0, column: 0, value: 2 }];
    const values = filterOf(changed({ filter: 0, frozen, numbers, bias: 3 }), 0);
    expect(values[0]).toBe(2);
    expect(values.at(-1)).toBe(3);
    expect(values.slice(1, -1)).toEqual(
      filterOf({ initializer: 'heNormal', seed: 5 }, 0).slice(1, -1),
    );
  });
});

describe('silent filters', () => {
  test('a muted filter is 0, kernel and bias, and the others are as they were', () => {
    const settings = { bias: 0.5, ...changed({ filter: 1, muted: true, bias: 2 }) };
    expect(filterOf(settings, 1)).toEqual(zeros);
    for (const other of [0, 2, 3]) {
      expect(filterOf(settings, other)).toEqual(filterOf({ bias: 0.5 }, other));
    }
  });

  test('beside a solo filter all others are 0, and it is heard even where it is muted', () => {
    const settings = { bias: 0.5, solo: 2, ...changed({ filter: 2, muted: true }) };
    for (const other of [0, 1, 3]) expect(filterOf(settings, other)).toEqual(zeros);
    expect(filterOf(settings, 2)).toEqual(filterOf({ bias: 0.5 }, 2));
  });

  test('a solo or muted filter that is no longer there silences nobody', () => {
    expect(silentFilters(4, 4, [{ filter: 5, muted: true }])).toEqual([]);
    expect(silentFilters(4, -1, [{ filter: 3, muted: true }])).toEqual([3]);
  });

  test('their numbers stay known', () => {
    const [kernel] = specsOf(changed({ filter: 1, muted: true }));
    expect([...weightValues(kernel)]).toEqual(weightsOf({})[0]);
  });
});

describe('the list of changes', () => {
  test('stays in order, and a filter of which nothing is said is not in it', () => {
    const muted = withChange([{ filter: 3, bias: 1 }], 1, { muted: true });
    expect(muted).toEqual([
      { filter: 1, muted: true },
      { filter: 3, bias: 1 },
    ]);
    expect(withChange(muted, 1, { numbers: [] })).toEqual([{ filter: 3, bias: 1 }]);
  });

  test('numbers come in the order of their places, each place once', () => {
    const first = withNumbers([], [{ channel: 1, row: 0, column: 0, value: 1 }]);
    const second = withNumbers(first, [
      { channel: 0, row: 2, column: 1, value: 2 },
      { channel: 1, row: 0, column: 0, value: 3 },
    ]);
    expect(second.map(({ value }) => value)).toEqual([2, 3]);
    expect(areFilterChanges([{ filter: 0, numbers: second }])).toBe(true);
    expect(areFilterChanges([{ filter: 0, numbers: second.toReversed() }])).toBe(false);
  });

  test.each([
    null,
    [{ filter: 0 }],
    [{ filter: -1, muted: true }],
    [{ filter: 0, muted: false }],
    [{ filter: 0, bias: NaN }],
    [{ filter: 0, numbers: [] }],
    [
      { filter: 1, muted: true },
      { filter: 1, bias: 0 },
    ],
  ])('%j is none', (value) => {
    expect(areFilterChanges(value)).toBe(false);
  });
});
