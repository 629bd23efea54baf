/** The overview's columns, lanes and lines: nothing covers anything else, whatever the network. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose, type Step } from '../../src/network/compose';
import { chain, type Network } from '../../src/network/graph';
import { modulesOf } from '../../src/network/modules';
import { factsOf } from '../../src/network/shape';
import { presets } from '../../src/presets';
import { innerNodes } from '../../src/ui/filmstrip/columns';
import { overlaps } from '../../src/ui/overview/camera';
import { columnPitch, columnWidth } from '../../src/ui/overview/columns';
import {
  columnHeight,
  layoutOverview,
  type OverviewLayout,
  type OverviewPlan,
} from '../../src/ui/overview/layoutOverview';
import { mosaicBytes } from '../../src/ui/overview/mapGrid';
import { anyGraph } from '../reference/graph';

const branches: readonly (readonly Step[])[] = [
  [['conv2d', { padding: 'same' }], ['relu'], ['conv2d', { padding: 'same' }]],
  [['tanh']],
  [],
];
const branched = compose([
  ['input'],
  ['conv2d', { filters: 6 }],
  { branches, join: 'concatenate' },
  ['relu'],
]);

function planOf(network: Network, folded: readonly string[] = []): OverviewPlan {
  const modules = modulesOf(network);
  const facts = factsOf(network, [64, 96, 3]);
  return {
    nodes: network.nodes,
    modules,
    hidden: innerNodes(modules.filter(({ join }) => folded.includes(join))),
    shapeOf: (id) => {
      const own = facts.get(id);
      return own?.state === 'runs' ? own.shape : undefined;
    },
    isPhoto: (id) => id === network.nodes[0]?.id,
  };
}

function networkOf(id: string): Network {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new RangeError(`no preset ${id}`);
  return preset.network;
}

function expectNothingCovered({ blocks, bounds }: OverviewLayout): void {
  blocks.forEach((block, place) => {
    expect(block.width).toBeLessThanOrEqual(columnWidth + 1e-6);
    expect(block.x).toBeGreaterThanOrEqual(bounds.x - 1e-6);
    expect(block.y + block.height).toBeLessThanOrEqual(bounds.y + bounds.height + 1e-6);
    for (const other of blocks.slice(place + 1)) expect(overlaps(block, other)).toBe(false);
  });
}

describe('columns', () => {
  test('stand in the network’s order, one pitch apart, each over the middle', () => {
    const network = chain([
      ['input'],
      ['conv2d', { filters: 5 }],
      ['relu'],
      ['flatten'],
      ['dense'],
    ]);
    const { blocks, edges, folds } = layoutOverview(planOf(network), 900);
    expect(blocks.map(({ id }) => id)).toEqual(network.nodes.map(({ id }) => id));
    blocks.forEach((block, place) => {
      expect(block.column).toBe(place);
      expect(block.x + block.width / 2).toBeCloseTo(place * columnPitch + columnWidth / 2, 6);
      expect(block.y + block.height / 2).toBeCloseTo(0, 6);
      expect(block.height).toBeLessThanOrEqual(900);
    });
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'input1 conv2d1',
      'conv2d1 relu1',
      'relu1 flatten1',
      'flatten1 dense1',
    ]);
    expect(folds).toEqual([]);
    expect(blocks.map(({ content }) => content.type)).toEqual([
      'photo',
      'maps',
      'maps',
      'vector',
      'vector',
    ]);
  });

  test('a layer that cannot run has a place, and one beside it too', () => {
    const network = chain([['input'], ['conv2d'], ['flatten'], ['conv2d'], ['relu']]);
    const { blocks } = layoutOverview(planOf(network), 900);
    expect(blocks.map(({ content }) => content.type)).toEqual([
      'photo',
      'maps',
      'vector',
      'nothing',
      'nothing',
    ]);
    expectNothingCovered({ ...layoutOverview(planOf(network), 900) });
  });

  test('are as high as fills the view; in a narrow view no higher than a pitch allows', () => {
    const plan = planOf(networkOf('vgg16'));
    const wide = { width: 1056, height: 560 };
    const layout = layoutOverview(plan, columnHeight(plan, wide, 24));
    const { width, height } = layout.bounds;
    expect(width / height).toBeGreaterThan((wide.width / wide.height) * 0.98);
    expect(width / height).toBeLessThan((wide.width / wide.height) * 1.25);
    const narrow = { width: 340, height: 400 };
    expect(columnHeight(plan, narrow, 24)).toBeCloseTo((400 * columnPitch) / 24, 6);
  });
});

describe('branches', () => {
  test('are lanes below each other that begin in the same column', () => {
    const layout = layoutOverview(planOf(branched), 1200);
    const [first, second] = ['conv2d2', 'tanh1'].map((id) => layout.byId.get(id)!);
    expect([first!.column, second!.column]).toEqual([2, 2]);
    expect(first!.lane).toBeLessThan(second!.lane);
    expect(layout.byId.get('concatenate1')!.column).toBe(5);
    expect(layout.byId.get('concatenate1')!.lane).toBe(0);
    expectNothingCovered(layout);
    // The shortcut has a lane of its own, below both.
    const shortcut = layout.edges.find(
      ({ from, to }) => from === 'conv2d1' && to === 'concatenate1',
    )!;
    expect(shortcut.lane).toBeGreaterThan(second!.y + second!.height);
    expect(shortcut.bendOut).toBeGreaterThan(0);
    expect(shortcut.bendBack).toBeGreaterThan(0);
  });

  test('folded are one line, with a button on it', () => {
    const layout = layoutOverview(planOf(branched, ['concatenate1']), 1200);
    expect(layout.blocks.map(({ id }) => id)).toEqual([
      'input1',
      'conv2d1',
      'concatenate1',
      'relu2',
    ]);
    expect(layout.edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'input1 conv2d1',
      'conv2d1 concatenate1',
      'concatenate1 relu2',
    ]);
    const [fold] = layout.folds;
    expect(fold).toMatchObject({ isFolded: true, y: 0 });
    const [from, to] = ['conv2d1', 'concatenate1'].map((id) => layout.byId.get(id)!);
    expect(fold!.x).toBeGreaterThan(from!.x + from!.width);
    expect(fold!.x).toBeLessThan(to!.x);
  });

  test('a line that skips layers goes over them', () => {
    const network = chain([
      ['input'],
      ['conv2d', { padding: 'same' }],
      ['relu'],
      ['tanh'],
      ['add'],
    ]);
    const nodes = network.nodes.map((node) =>
      node.id === 'add1' ? { ...node, inputs: ['tanh1', 'conv2d1'] } : node,
    );
    // With modules left out, as where branches part at different places.
    const layout = layoutOverview({ ...planOf({ nodes }), modules: [] }, 900);
    const over = layout.edges.find(({ from, to }) => from === 'conv2d1' && to === 'add1')!;
    const tops = ['relu1', 'tanh1'].map((id) => layout.byId.get(id)!.y);
    expect(over.lane).toBeLessThan(Math.min(...tops));
  });
});

describe('any network', () => {
  test('is laid out with nothing covered, lines from left to right, open or folded', () => {
    fc.assert(
      fc.property(anyGraph, fc.boolean(), ({ network }, isFolded) => {
        const plan = planOf(network, isFolded ? network.nodes.map(({ id }) => id) : []);
        const layout = layoutOverview(plan, 2000);
        expect(layout.blocks).toHaveLength(network.nodes.length - plan.hidden.size);
        expectNothingCovered(layout);
        for (const { from, to, x, toX } of layout.edges) {
          expect(layout.byId.get(from)!.column).toBeLessThan(layout.byId.get(to)!.column);
          expect(x).toBeLessThanOrEqual(toX);
        }
      }),
    );
  });

  test.each(presets.map(({ id }) => id))('the preset %s too, within its memory', (id) => {
    const network = networkOf(id);
    for (const folded of [[], network.nodes.map((node) => node.id)]) {
      const plan = planOf(network, folded);
      const layout = layoutOverview(plan, 3000);
      expectNothingCovered(layout);
      const bytes = layout.blocks.reduce(
        (sum, { content }) => sum + (content.type === 'maps' ? mosaicBytes(content.grid) : 0),
        0,
      );
      expect(bytes).toBeLessThanOrEqual(64 * 2 ** 20);
    }
  });

  test('that would need too much memory has smaller maps', () => {
    const wide = { filters: 512, padding: 'same' };
    const network = chain([
      ['input'],
      ...Array.from({ length: 60 }, () => ['conv2d', wide] as const),
    ]);
    const layout = layoutOverview(planOf(network), 3000);
    expect(layout.side).toBeLessThan(32);
    expect(layout.side).toBeGreaterThan(8);
  });
});
