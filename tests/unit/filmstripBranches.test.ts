/** Branches along the strip: modules, the columns of folded ones, and the rails drawn over the frames. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, type Step } from '../../src/network/compose';
import { chain } from '../../src/network/graph';
import { modulesOf } from '../../src/network/modules';
import { columnAt, columnsOf, innerNodes, positionOfColumn } from '../../src/ui/filmstrip/columns';
import { positionAt, snapped, wideStrip, xOf } from '../../src/ui/filmstrip/geometry';
import { layoutRails } from '../../src/ui/filmstrip/layoutRails';
import { anyGraph } from '../reference/graph';

const branches: readonly (readonly Step[])[] = [[['conv2d'], ['relu']], [['tanh']], []];
const network = compose([
  ['input'],
  ['relu'],
  { branches, join: 'concatenate' },
  { branches, join: 'add' },
  ['softmax'],
]);
const ids = network.nodes.map(({ id }) => id);
const modules = modulesOf(network);

describe('modules', () => {
  it('go from where branches part to where they meet, one behind the other too', () => {
    expect(modules).toEqual([
      { split: 'relu1', join: 'concatenate1', branches: [['conv2d1', 'relu2'], ['tanh1'], []] },
      { split: 'concatenate1', join: 'add1', branches: [['conv2d2', 'relu3'], ['tanh2'], []] },
    ]);
    expect(modulesOf(chain([['input'], ['relu']]))).toEqual([]);
  });

  it('are none where branches part at different places', () => {
    const { nodes } = network;
    const crossed = nodes.map((node) =>
      node.id === 'tanh2' ? { ...node, inputs: ['relu1'] } : node,
    );
    expect(modulesOf({ nodes: crossed }).map(({ join }) => join)).not.toContain('add1');
  });

  it('of any network have every node between split and join in one branch', () => {
    fc.assert(
      fc.property(anyGraph, ({ network: graph }) => {
        const places = new Map(graph.nodes.map(({ id }, place) => [id, place]));
        for (const { split, join, branches } of modulesOf(graph)) {
          const inner = graph.nodes
            .map(({ id }) => id)
            .slice((places.get(split) ?? 0) + 1, places.get(join) ?? 0);
          expect(branches.flat()).toEqual(inner);
        }
      }),
    );
  });
});

describe('columns', () => {
  it('are the positions themselves where nothing is hidden', () => {
    expect(columnsOf(ids, new Set())).toEqual(ids.map((_, place) => place));
  });

  it('let hidden layers share the way to the next frame', () => {
    const columns = columnsOf(ids, innerNodes(modules.slice(0, 1)));
    expect(columns).toEqual([0, 1, 1.25, 1.5, 1.75, 2, 3, 4, 5, 6, 7]);
  });

  it('rise, and lead back to every position', () => {
    const position = fc.double({ min: 0, max: ids.length - 1, noNaN: true });
    fc.assert(
      fc.property(position, fc.subarray([...modules]), (place, folded) => {
        const columns = columnsOf(ids, innerNodes(folded));
        expect(columns.every((column, i) => i === 0 || column > (columns[i - 1] ?? 0))).toBe(true);
        expect(positionOfColumn(columns, columnAt(columns, place))).toBeCloseTo(place, 9);
        const strip = { ...wideStrip, columns };
        const back = positionAt(xOf(place, strip), strip, ids.length - 1);
        expect(back).toBeCloseTo(place, 9);
        expect(snapped(Math.round(place), strip)).toBe(Math.round(place));
      }),
    );
    expect(positionOfColumn([0, 0.5, 1], -3)).toBe(0);
    expect(positionOfColumn([0, 0.5, 1], 9)).toBe(2);
  });
});

describe('rails', () => {
  const xs = ids.map((_, place) => 100 * place);
  const size = { middle: 24, lane: 10, bend: 26 };

  it('give each branch a lane around the middle and every edge a line', () => {
    const { points, lines } = layoutRails(network.nodes, modules, xs, size);
    expect(points.slice(0, 6).map(({ id, y }) => [id, y])).toEqual([
      ['input1', 24],
      ['relu1', 24],
      ['conv2d1', 14],
      ['relu2', 14],
      ['tanh1', 24],
      ['concatenate1', 24],
    ]);
    const edges = network.nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
    expect(lines.length).toBe(edges);
    // The second branch in the middle is straight; the shortcut goes down to the lowest lane and back.
    expect(lines).toContain('M100 24H400');
    expect(lines.some((line) => /^M100 24C.* 126 34H474C.* 500 24$/.test(line))).toBe(true);
  });

  it('begin and end at their layers, and never run back', () => {
    fc.assert(
      fc.property(anyGraph, ({ network: graph }) => {
        const places = graph.nodes.map((_, place) => 100 * place);
        const { points, lines } = layoutRails(graph.nodes, modulesOf(graph), places, size);
        const ends = new Set(points.map(({ x }) => x));
        for (const line of lines) {
          const numbers = [...line.matchAll(/[MCH ]-?([\d.]+)/g)].map(([, text]) => Number(text));
          expect(ends.has(numbers[0] ?? NaN)).toBe(true);
          expect(line).not.toContain('NaN');
        }
      }),
    );
  });
});
