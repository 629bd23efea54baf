/** Graphs whose branches part and meet: their making, their facts and which cells have to do with which. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, type Step } from '../../src/network/compose';
import { cellsReachedFrom, cellsSeenBy, photoField, seenOfPhoto } from '../../src/network/field';
import {
  createNode,
  duplicateNode,
  freeId,
  insertAfter,
  insertBetween,
  moveAfter,
  removeNode,
  withInputs,
  type Network,
} from '../../src/network/graph';
import { decodeLink, defaultView, encodeLink } from '../../src/network/link';
import { factsOf } from '../../src/network/shape';
import { anyGraph, runGraph, type RunningGraph } from '../reference/graph';
import { numbersFrom, shapesOf } from '../reference/networks';

function drawing({ nodes }: Network): string {
  return nodes.map((node) => `${node.id}<${node.inputs.join('+')}`).join(' ');
}

function conv(side: number, filters: number): Step {
  return ['conv2d', { kernelHeight: side, kernelWidth: side, filters, padding: 'same' }];
}

/** A split behind conv2d1: conv2d2 and relu1; conv2d3; nothing. */
const branched = compose([
  ['input'],
  conv(1, 2),
  { branches: [[conv(3, 3), ['relu']], [conv(5, 4)], []], join: 'concatenate' },
  ['maxPool2d'],
]);

describe('a network with branches', () => {
  it('is written branch after branch, and every node stands behind those that feed it', () => {
    expect(drawing(branched)).toBe(
      'input1< conv2d1<input1 conv2d2<conv2d1 relu1<conv2d2 conv2d3<conv2d1 ' +
        'concatenate1<relu1+conv2d3+conv2d1 maxPool2d1<concatenate1',
    );
  });

  it('takes a node in behind the split for all branches, or on the way to one', () => {
    const tanh = createNode('tanh1', 'tanh');
    expect(drawing(insertAfter(branched, 'conv2d1', tanh))).toMatch(
      /tanh1<conv2d1 conv2d2<tanh1 .* conv2d3<tanh1 concatenate1<relu1\+conv2d3\+tanh1/,
    );
    expect(drawing(insertBetween(branched, 'conv2d1', 'conv2d3', tanh))).toMatch(
      /conv2d2<conv2d1 relu1<conv2d2 tanh1<conv2d1 conv2d3<tanh1 concatenate1<relu1\+conv2d3\+conv2d1/,
    );
    expect(drawing(insertBetween(branched, 'conv2d1', 'concatenate1', tanh))).toMatch(
      /tanh1<conv2d1 concatenate1<relu1\+conv2d3\+tanh1/,
    );
    expect(() => insertBetween(branched, 'relu1', 'conv2d3', tanh)).toThrow(RangeError);
  });

  it('closes the gap in a branch; where branches met, the first goes on and dead ends go', () => {
    expect(drawing(removeNode(branched, 'conv2d3'))).toMatch(
      /concatenate1<relu1\+conv2d1\+conv2d1/,
    );
    expect(drawing(removeNode(branched, 'concatenate1'))).toBe(
      'input1< conv2d1<input1 conv2d2<conv2d1 relu1<conv2d2 maxPool2d1<relu1',
    );
    expect(drawing(removeNode(branched, 'conv2d1'))).toMatch(/conv2d2<input1 .* conv2d3<input1/);
  });

  it('moves a layer from branch to branch, but not where branches meet', () => {
    expect(drawing(moveAfter(branched, 'relu1', 'conv2d3'))).toMatch(
      /conv2d3<conv2d1 relu1<conv2d3 concatenate1<conv2d2\+relu1\+conv2d1/,
    );
    expect(moveAfter(branched, 'concatenate1', 'maxPool2d1')).toBe(branched);
  });

  it('lets other layers meet in one, as long as they stand before it', () => {
    const shortcut = withInputs(branched, 'concatenate1', ['input1', 'conv2d3']);
    expect(drawing(shortcut)).toMatch(/ concatenate1<input1\+conv2d3 /);
    expect(() => withInputs(branched, 'concatenate1', ['maxPool2d1'])).toThrow(RangeError);
    expect(() => withInputs(branched, 'concatenate1', ['concatenate1'])).toThrow(RangeError);
    expect(() => withInputs(branched, 'concatenate1', [])).toThrow(RangeError);
  });

  it('stays in order whatever is done to it', () => {
    const step = fc.tuple(
      fc.constantFrom('insert', 'between', 'remove', 'move', 'copy'),
      fc.nat(),
      fc.nat(),
    );
    fc.assert(
      fc.property(anyGraph, fc.array(step, { maxLength: 12 }), ({ network }, steps) => {
        let present = network;
        for (const [what, a, b] of steps) {
          const target = present.nodes[a % present.nodes.length];
          const other = present.nodes[b % present.nodes.length];
          if (!target || !other) continue;
          const node = createNode(freeId(present, 'relu'), 'relu');
          const from = target.inputs[b % Math.max(1, target.inputs.length)];
          if (what === 'insert') present = insertAfter(present, target.id, node);
          if (what === 'between' && from !== undefined) {
            present = insertBetween(present, from, target.id, node);
          }
          if (what === 'remove') present = removeNode(present, target.id);
          if (what === 'move') present = moveAfter(present, target.id, other.id);
          if (what === 'copy') present = duplicateNode(present, target.id).network;
        }
        const known = new Set<string>();
        for (const { id, inputs } of present.nodes) {
          expect(known.has(id)).toBe(false);
          expect(inputs.every((source) => known.has(source))).toBe(true);
          expect(inputs.length > 0).toBe(known.size > 0);
          known.add(id);
        }
      }),
    );
  });

  it('comes back from a link; of several inputs only where branches meet', () => {
    const state = { network: branched, photo: 'chelsea', view: defaultView };
    const fragment = encodeLink(state, []);
    const decoded = decodeLink(fragment, [], ['chelsea']);
    expect(decoded.ok && drawing(decoded.state.network)).toBe(drawing(branched));
    expect(decodeLink('layers=i_c_r~0~1', [], ['chelsea']).ok).toBe(false);
    expect(decodeLink('layers=i_c_ad~0~1', [], ['chelsea']).ok).toBe(true);
  });
});

describe('facts of branches', () => {
  it('add up the channels and take the widest field', () => {
    const facts = shapesOf(factsOf(branched, [12, 10, 3]), 'concatenate1');
    expect(facts).toMatchObject({
      shape: [12, 10, 3 + 4 + 2],
      inputShapes: [
        [12, 10, 3],
        [12, 10, 4],
        [12, 10, 2],
      ],
      parameters: 0,
      receptiveField: { size: [5, 5], stride: [1, 1], start: [-2, -2], grid: [12, 10] },
    });
  });

  it.each([
    ['concatenate', { stride: 2 }, 'sidesDiffer'],
    ['concatenate', { filters: 5 }, null],
    ['add', { filters: 5 }, 'shapesDiffer'],
    ['add', { filters: 8 }, null],
  ] as const)('%s with a branch of %j: %s', (join, settings, problem) => {
    const odd: Step = ['conv2d', { padding: 'same', ...settings }];
    const network = compose([
      ['input'],
      { branches: [[['conv2d', { padding: 'same', filters: 8 }]], [odd]], join },
      ['relu'],
    ]);
    const facts = factsOf(network, [9, 9, 3]);
    const met = facts.get(`${join}1`);
    expect(met?.state === 'cannotRun' ? met.problem.code : null).toBe(problem);
    if (problem) expect(facts.get('relu1')).toEqual({ state: 'waits', for: `${join}1` });
  });

  it('names the first that cannot run, also where another branch can', () => {
    const network = compose([
      ['input'],
      { branches: [[['relu']], [['dense'], ['relu']]], join: 'add' },
    ]);
    expect(factsOf(network, [4, 4, 1]).get('add1')).toEqual({ state: 'waits', for: 'dense1' });
  });
});

/** Which numbers of every node change with one of the photo's, from plain loops without a bias. */
function changesWith({ network, photoShape }: RunningGraph, index: number) {
  const size = photoShape.reduce((a, b) => a * b, 1);
  const valuesFor = (changed: number) => {
    const values = new Float64Array(size);
    if (changed >= 0) values[changed] = 1;
    return runGraph(network, { shape: photoShape, values }, (node, [kernel = [], bias = []]) => {
      const next = numbersFrom(network.nodes.indexOf(node));
      const length = kernel.reduce((a, b) => a * b, 1);
      return [Float64Array.from({ length }, () => 0.5 + next()), new Float64Array(bias[0] ?? 0)];
    });
  };
  const before = valuesFor(-1);
  return new Map(
    [...valuesFor(index)].map(([id, { values }]) => [
      id,
      Array.from(values, (value, i) => value !== before.get(id)?.values[i]),
    ]),
  );
}

function placeOf(index: number, shape: readonly number[]): { row: number; column: number } {
  const [, width = 1, channels = 1] = shape;
  if (shape.length === 1) return { row: 0, column: index };
  const place = Math.floor(index / channels);
  return { row: Math.floor(place / width), column: place % width };
}

describe('cells through branches', () => {
  // A flatten behind joined branches counts the channels of all: there, it is no fewer.
  it('a pixel reaches exactly the rows and columns of maps that change with it', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const [height = 1, width = 1, channels = 1] = graph.photoShape;
        const pixel = placeOf(pick % (height * width), [height, width, 1]);
        const first = (pixel.row * width + pixel.column) * channels;
        const changes = Array.from({ length: channels }, (_, c) => changesWith(graph, first + c));
        for (const [id, { rows, columns }] of cellsReachedFrom(graph.network, graph.facts, pixel)) {
          const { shape } = shapesOf(graph.facts, id);
          const places = changes.flatMap((changed) =>
            (changed.get(id) ?? []).flatMap((is, index) => (is ? [placeOf(index, shape)] : [])),
          );
          const changed = {
            rows: new Set(places.map(({ row }) => row)),
            columns: new Set(places.map(({ column }) => column)),
          };
          if (shape.length === 3) {
            expect(new Set(rows)).toEqual(changed.rows);
            expect(new Set(columns)).toEqual(changed.columns);
          } else expect(columns).toEqual(expect.arrayContaining([...changed.columns]));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a cell sees exactly the rows and columns that change it, within its receptive field', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), (graph, pick) => {
        const { network, facts, photoShape } = graph;
        const last = network.nodes.at(-1)?.id ?? '';
        const own = facts.get(last);
        if (own?.state !== 'runs') return;
        const number = pick % own.shape.reduce((a, b) => a * b, 1);
        const channels = own.shape.length === 3 ? (own.shape[2] ?? 1) : 1;
        const cell = { ...placeOf(number, own.shape), channel: number % channels };
        const size = photoShape.reduce((a, b) => a * b, 1);
        const pixels = Array.from({ length: size }, (_, index) => index)
          .filter((index) => changesWith(graph, index).get(last)?.[number])
          .map((index) => placeOf(index, photoShape));
        const seen = cellsSeenBy(network, facts, last, cell).get('input1');
        expect(new Set(seen?.rows)).toEqual(new Set(pixels.map(({ row }) => row)));
        expect(new Set(seen?.columns)).toEqual(new Set(pixels.map(({ column }) => column)));
        const box = seenOfPhoto(network, facts, last, cell);
        const field = photoField(own, cell, photoShape).inside;
        if (!box || !field) throw new RangeError('a cell of these sees some of the photo');
        expect(field.top).toBeLessThanOrEqual(box.top);
        expect(field.left).toBeLessThanOrEqual(box.left);
        expect(field.top + field.height).toBeGreaterThanOrEqual(box.top + box.height);
        expect(field.left + field.width).toBeGreaterThanOrEqual(box.left + box.width);
      }),
      { numRuns: 40 },
    );
  });
});
