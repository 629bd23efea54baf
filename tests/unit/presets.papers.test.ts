/** The networks of papers, layer by layer, against figures computed from the papers' own tables. */
import { describe, expect, it } from 'vitest';
import type { Network, NetworkNode } from '../../src/network/graph';
import { factsOf } from '../../src/network/shape';
import { paperIds, type PaperId } from '../../src/presets/preset';
import { presetOf } from '../../src/presets';
import { inputShape, type InputSettings } from '../../src/layers/input';
import paperNetworks from '../fixtures/paperNetworks.json';
import { shapesOf } from '../reference/networks';

interface PaperLayer {
  name: string;
  kind: string;
  shape: number[];
  parameters: number;
  macs: number;
  /** Side of the receptive field in pixels; null where the layer changes nothing about it. */
  field: number | null;
}

const kinds: Readonly<Record<string, string>> = {
  avgPool: 'averagePool2d',
  maxPool: 'maxPool2d',
  lrn: 'localResponseNormalization',
  inception: 'concatenate',
};

function layersOf(id: PaperId): PaperLayer[] {
  return paperNetworks[id].layers.map((row) => {
    const [name, kind, shape, parameters, macs, field] = row as [
      string,
      string,
      number[],
      number,
      number,
      number | null,
    ];
    return { name, kind: kinds[kind] ?? kind, shape, parameters, macs, field };
  });
}

/** All weights asked for. */
function whole({ nodes }: Network): Network {
  return {
    nodes: nodes.map((node) =>
      'created' in node.settings
        ? { ...node, settings: { ...node.settings, created: true } }
        : node,
    ),
  };
}

/** What the network sees of a photo that is larger than it. */
function seen({ nodes }: Network): number[] {
  const settings = nodes[0]?.settings as InputSettings;
  return inputShape({ width: 640, height: 480 }, settings);
}

/** The nodes of a network with branches taken together under the one in which they meet. */
function units(network: Network): NetworkNode[][] {
  const groups: NetworkNode[][] = [];
  let group: NetworkNode[] = [];
  let open = 0;
  network.nodes.forEach((node, place) => {
    const fed = network.nodes.filter(({ inputs }) => inputs.includes(node.id)).length;
    group.push(node);
    if (node.inputs.length > 1) open = 0;
    if (open === 0) {
      groups.push(group);
      group = [];
    }
    if (fed > 1 && place > 0) open = fed;
  });
  return groups;
}

describe.each(paperIds)('%s', (id) => {
  const network = whole(presetOf(id).network);
  const facts = factsOf(network, seen(network));
  const expected = layersOf(id);

  it('is the paper’s network, layer by layer', () => {
    // Flattening and, once trained, dropout are no layers of the tables' own.
    const named = new Set(expected.map(({ kind }) => kind));
    const present = units(network).filter(
      ([first]) =>
        !['flatten', 'dropout'].includes(first?.kind ?? '') || named.has(first?.kind ?? ''),
    );
    const found = present.map((group, place): PaperLayer | null => {
      const last = group.at(-1);
      const own = facts.get(last?.id ?? '');
      const { name, field, shape } = expected[place] ?? { name: 'none', field: null, shape: [] };
      if (!last || own?.state !== 'runs') return null;
      const counts = group.map((node) => facts.get(node.id));
      const total = (key: 'parameters' | 'macs') =>
        counts.reduce((sum, each) => sum + (each?.state === 'runs' ? each[key] : NaN), 0);
      const size = own.receptiveField.size;
      expect(size[0]).toBe(size[1]);
      return {
        name,
        kind: last.kind,
        // The tables write vectors as 1 × 1 maps here and there.
        shape: shape.length > own.shape.length ? [1, 1, ...own.shape] : [...own.shape],
        parameters: total('parameters'),
        macs: total('macs'),
        field: field === null ? null : size[0],
      };
    });
    expect(found).toEqual(expected);
  });

  it('has the paper’s number of parameters and multiply-adds', () => {
    const total = (key: 'parameters' | 'macs') =>
      [...facts.values()].reduce((sum, own) => sum + (own.state === 'runs' ? own[key] : NaN), 0);
    expect(total('parameters')).toBe(paperNetworks[id].parameters);
    expect(total('macs')).toBe(paperNetworks[id].macs);
  });

  it('draws every layer’s weights from a seed of its own', () => {
    const seeds = network.nodes.flatMap(({ settings }) =>
      'seed' in settings ? [Number(settings['seed'])] : [],
    );
    expect(seeds.length).toBeGreaterThan(4);
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('runs up to the weights that are to be asked for, on photos of other sizes too', () => {
    const { nodes } = presetOf(id).network;
    const own = factsOf({ nodes }, seen({ nodes }));
    const large = nodes.filter((node) => {
      const counted = facts.get(node.id);
      return counted?.state === 'runs' && counted.parameters > 16_000_000;
    });
    const [first] = large;
    for (const node of nodes) {
      const expected = !first || nodes.indexOf(node) < nodes.indexOf(first);
      expect(own.get(node.id)?.state === 'runs', node.id).toBe(expected);
    }
    if (first) expect(own.get(first.id)).toMatchObject({ problem: { code: 'weightsNotCreated' } });
    const flat = nodes.findIndex(({ kind }) => kind === 'flatten');
    const maps = { nodes: nodes.slice(0, flat === -1 ? nodes.length - 2 : flat) };
    const wider = factsOf(maps, [300, 451, seen({ nodes })[2] ?? 3]);
    expect([...wider.values()].every(({ state }) => state === 'runs')).toBe(true);
  });
});

describe('LeNet-5 in the article’s form', () => {
  it('has ReLU and max pooling twice, then a hidden layer and softmax', () => {
    const { network } = presetOf('lenet5article');
    const facts = factsOf(network, seen(network));
    expect(network.nodes.map(({ kind }) => kind).join(' ')).toBe(
      'input conv2d relu maxPool2d conv2d relu maxPool2d flatten dense relu dense softmax',
    );
    const shapes = network.nodes.map(({ id }) => shapesOf(facts, id).shape.join('×'));
    expect(shapes.join(' ')).toBe(
      '32×32×1 28×28×6 28×28×6 14×14×6 10×10×16 10×10×16 5×5×16 400 120 120 10 10',
    );
  });
});
