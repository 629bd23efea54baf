import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/layers/settings';
import { chain, type Network } from '../../src/network/graph';
import { factsOf, type NodeFacts, type ReceptiveField } from '../../src/network/shape';
import { perturbedFields } from '../reference/receptiveField';

type Layer = [kind: string, settings?: Settings];

const conv = (side: number, filters: number): Layer => [
  'conv2d',
  { kernelHeight: side, kernelWidth: side, filters },
];
const pool = (side: number): Layer => ['maxPool2d', { poolHeight: side, poolWidth: side }];
const relu: Layer = ['relu'];

function factsOfLast(network: Network, photo: number[]): NodeFacts | undefined {
  return [...factsOf(network, photo).values()].at(-1);
}

function runningFacts(layers: Layer[], photo: number[]) {
  const facts = factsOfLast(chain([['input'], ...layers]), photo);
  if (facts?.state !== 'runs') throw new RangeError('the last layer does not run');
  return facts;
}

describe('the article’s experiments', () => {
  /** Number, layers and the shape that the author's notebook printed. */
  const experiments: [number, Layer[], number[]][] = [
    [1, [conv(3, 3)], [318, 398, 3]],
    [2, [conv(10, 3)], [311, 391, 3]],
    [3, [conv(3, 1)], [318, 398, 1]],
    [4, [conv(15, 1)], [306, 386, 1]],
    [5, [conv(3, 1), relu], [318, 398, 1]],
    [6, [conv(3, 3), relu], [318, 398, 3]],
    [7, [conv(3, 1), pool(5)], [63, 79, 1]],
    [8, [conv(3, 3), pool(5)], [63, 79, 3]],
    [9, [conv(3, 1), relu, pool(5)], [63, 79, 1]],
    [10, [conv(3, 3), relu, pool(5)], [63, 79, 3]],
    [11, [conv(3, 1), relu, pool(3), conv(3, 1), relu, pool(3)], [34, 43, 1]],
    [12, [conv(3, 3), relu, pool(3), conv(3, 1), relu, pool(2)], [52, 65, 1]],
    [13, [conv(3, 3), relu, pool(3), conv(3, 3), relu, pool(2)], [52, 65, 3]],
  ];

  it.each(experiments)('number %d has the printed shape', (_, layers, shape) => {
    expect(runningFacts(layers, [320, 400, 3]).shape).toEqual(shape);
  });

  it('number 14 ends in a probability for each class', () => {
    const stages = [conv(3, 3), relu, pool(3), conv(3, 3), relu, pool(2)];
    const head: Layer[] = [['flatten'], ['dense', { units: 84 }], relu, ['dense'], ['softmax']];
    const facts = [...factsOf(chain([['input'], ...stages, ...head]), [320, 400, 3]).values()];
    const shapes = facts.map((node) => node.state === 'runs' && node.shape);
    expect(shapes.slice(-5)).toEqual([[10140], [84], [84], [10], [10]]);
    const parameters = facts.map((node) => (node.state === 'runs' ? node.parameters : 0));
    expect(parameters.filter((count) => count > 0)).toEqual([84, 84, 10140 * 84 + 84, 850]);
  });
});

describe('a network that cannot run', () => {
  it('names the first layer that cannot, and for whom the others wait', () => {
    const network = chain([['input'], pool(8), ['conv2d'], relu, ['conv2d'], pool(2)]);
    const facts = factsOf(network, [30, 20, 3]);
    expect(facts.get('maxPool2d1')).toMatchObject({ state: 'runs', shape: [3, 2, 3] });
    expect(facts.get('conv2d1')).toEqual({
      state: 'cannotRun',
      inputShape: [3, 2, 3],
      problem: {
        code: 'windowTooLarge',
        values: { spanHeight: 3, spanWidth: 3, height: 3, width: 2 },
      },
    });
    for (const id of ['relu1', 'conv2d2', 'maxPool2d2']) {
      expect(facts.get(id)).toEqual({ state: 'waits', for: 'conv2d1' });
    }
  });
});

describe('receptive fields', () => {
  it('are those that one works out by hand', () => {
    const facts = runningFacts([conv(3, 1), pool(2), conv(3, 1)], [32, 40, 3]);
    expect(facts.receptiveField).toEqual({
      size: [8, 8],
      stride: [2, 2],
      start: [0, 0],
      grid: [13, 17],
    });
  });

  it('survive a flatten, and a dense layer sees what all cells saw', () => {
    const stage = [conv(3, 1), pool(5)];
    const flat = runningFacts([...stage, ['flatten']], [30, 41, 3]);
    expect(flat.receptiveField).toMatchObject({ size: [7, 7], stride: [5, 5], grid: [5, 7] });
    const dense = runningFacts([...stage, ['flatten'], ['dense'], ['dense']], [30, 41, 3]);
    const all = { size: [27, 37], stride: [0, 0], start: [0, 0], grid: [1, 1] };
    expect(dense.receptiveField).toEqual(all);
  });

  const padding = {
    padding: fc.constantFrom('valid', 'same', 'pixels'),
    paddingPixels: fc.constant(1),
  };
  const side = fc.integer({ min: 1, max: 3 });
  const poolSide = fc.integer({ min: 2, max: 3 });
  const convLayer = fc
    .record({
      kernelHeight: side,
      kernelWidth: side,
      stride: fc.integer({ min: 1, max: 2 }),
      dilation: fc.integer({ min: 1, max: 2 }),
      filters: fc.constant(1),
      ...padding,
    })
    .map((settings): Layer => ['conv2d', settings]);
  const poolLayer = fc
    .tuple(
      fc.constantFrom('maxPool2d', 'averagePool2d'),
      fc.record({
        poolHeight: poolSide,
        poolWidth: poolSide,
        stride: fc.integer({ min: 0, max: 2 }),
        ...padding,
      }),
    )
    .map((layer): Layer => layer);
  const stack = fc.array(fc.oneof(convLayer, poolLayer, fc.constant(relu)), {
    minLength: 1,
    maxLength: 4,
  });

  it('hold every pixel that changes a cell, and reach exactly as far inside the photo', () => {
    const end = fc.constantFrom<Layer[]>([], [['flatten']], [['flatten'], ['dense', { units: 2 }]]);
    const photo = fc.tuple(fc.integer({ min: 6, max: 13 }), fc.integer({ min: 6, max: 13 }));
    fc.assert(
      fc.property(stack, end, photo, (layers, tail, [height, width]) => {
        const network = chain([['input'], ...layers, ...tail]);
        const facts = factsOfLast(network, [height, width, 1]);
        fc.pre(facts?.state === 'runs');
        const { receptiveField: field } = facts;
        const [, columns] = field.grid;
        perturbedFields(network, height, width).forEach((seen, cell) => {
          const place = field.grid[0] * columns === 1 ? 0 : cell;
          const rows = span(field, 0, Math.floor(place / columns));
          const across = span(field, 1, place % columns);
          if (seen) {
            expect(contains(rows, seen.rows)).toBe(true);
            expect(contains(across, seen.columns)).toBe(true);
          }
          const inside = contains([0, height - 1], rows) && contains([0, width - 1], across);
          // Every layer's windows may leave gaps at the border of what a dense layer sees.
          if (inside && field.stride[0] > 0) expect(seen).toEqual({ rows, columns: across });
        });
      }),
      { numRuns: 120 },
    );
  });
});

/** First and last pixel, along an axis, of the field of a cell. */
function span(field: ReceptiveField, axis: 0 | 1, cell: number): [number, number] {
  const first = field.start[axis] + cell * field.stride[axis];
  return [first, first + field.size[axis] - 1];
}

function contains(outer: [number, number], inner: [number, number]): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}
