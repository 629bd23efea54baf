/** What networks take in memory: told before they run, and finite whatever a link asks for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layerDefinitions } from '../../src/layers';
import { fieldMaximum, type Settings, type SettingSpec } from '../../src/layers/settings';
import { chain, withSettings, type Network } from '../../src/network/graph';
import { factsOf, type NodeFacts } from '../../src/network/shape';
import { presets } from '../../src/presets';
import { whatFits } from '../../src/store/runLimit';

const mebibyte = 2 ** 20;
const limit = 1024 * mebibyte;
const chelsea = [43, 64, 3];

/** One convolution that feeds a concatenation many times over. */
function manyOf(count: number): Network {
  const { nodes } = chain([['input'], ['conv2d', { filters: 512 }], ['concatenate']]);
  return {
    nodes: nodes.map((node) =>
      node.kind === 'concatenate'
        ? { ...node, inputs: Array.from({ length: count }, () => 'conv2d1') }
        : node,
    ),
  };
}

const statesOf = (facts: ReadonlyMap<string, NodeFacts>) =>
  [...facts.values()].map(({ state }) => state);

describe('a layer that there is no room for', () => {
  test('says so, how much it would take, and how much there is', () => {
    const network = manyOf(500);
    const facts = factsOf(network, chelsea, limit);
    // 41 × 62 cells, 512 × 500 maps, four bytes each; and what they are laid together from.
    const output = Math.ceil((41 * 62 * 512 * 500 * 4) / mebibyte);
    expect(facts.get('concatenate1')).toEqual({
      state: 'cannotRun',
      inputShape: [41, 62, 512],
      problem: {
        code: 'needsMemory',
        values: { needed: output + 5, most: 1024, own: output },
      },
    });
    expect(statesOf(factsOf(network, chelsea))).toEqual(['runs', 'runs', 'runs']);
  });

  test('is not sent to the engine; those that it feeds wait', () => {
    const network: Network = {
      nodes: [
        ...manyOf(500).nodes,
        { id: 'relu1', kind: 'relu', settings: {}, inputs: ['concatenate1'] },
      ],
    };
    const facts = factsOf(network, chelsea, limit);
    expect(facts.get('relu1')).toEqual({ state: 'waits', for: 'concatenate1' });
    expect(whatFits(network, facts).nodes.map(({ id }) => id)).toEqual([
      'input1',
      'conv2d1',
      'relu1',
    ]);
    const small = manyOf(50);
    expect(whatFits(small, factsOf(small, chelsea, limit))).toBe(small);
  });

  test('counts the weights of all layers, and the maps that others wait for', () => {
    // 59 million weights a layer.
    const wide = { filters: 512, kernelHeight: 15, kernelWidth: 15, padding: 'same' };
    const deep = chain([['input'], ...Array.from({ length: 12 }, () => ['conv2d', wide] as const)]);
    const states = statesOf(factsOf(deep, chelsea, limit));
    expect(states.filter((state) => state === 'runs')).toHaveLength(5);
    expect(states.at(-1)).toBe('waits');

    // Forty branches of 41 × 62 × 512 from one layer, all there when they meet.
    const { nodes } = chain([['input'], ['conv2d', { filters: 512 }]]);
    const branches = Array.from({ length: 120 }, (_, place) => ({
      id: `relu${place}`,
      kind: 'relu',
      settings: {},
      inputs: ['conv2d1'],
    }));
    const join = { id: 'add1', kind: 'add', settings: {}, inputs: branches.map(({ id }) => id) };
    const fan = { nodes: [...nodes, ...branches, join] };
    expect(factsOf(fan, chelsea, 800 * mebibyte).get('add1')?.state).toBe('runs');
    expect(factsOf(fan, chelsea, 500 * mebibyte).get('add1')?.state).toBe('waits');
  });

  test('a long chain holds no more than two of its layers at once', () => {
    const network = chain([['input'], ...Array.from({ length: 400 }, () => ['relu'] as const)]);
    expect(statesOf(factsOf(network, [300, 451, 3], 4 * mebibyte))).not.toContain('cannotRun');
  });

  test('is none of a preset, with all its weights, on a phone of 2 GiB; VGG-16 wants 4', () => {
    for (const { id, network } of presets) {
      const whole: Network = {
        nodes: network.nodes.map((node) =>
          'created' in node.settings
            ? { ...node, settings: { ...node.settings, created: true } }
            : node,
        ),
      };
      const side = Number(network.nodes[0]!.settings['longestSide']);
      const photo = [side, side, network.nodes[0]!.settings['greyscale'] === true ? 1 : 3];
      const room = (id === 'vgg16' ? 1152 : 576) * mebibyte;
      expect(statesOf(factsOf(whole, photo, room)), id).toEqual(
        statesOf(factsOf(whole, photo, Infinity)),
      );
    }
  });
});

/** The ends of what a setting takes, and its default. */
function extremesOf(spec: SettingSpec): fc.Arbitrary<Settings[string]> {
  switch (spec.type) {
    case 'integer':
    case 'number':
      return fc.constantFrom(spec.min, fieldMaximum(spec), spec.default);
    case 'choice':
      return fc.constantFrom(...spec.options);
    case 'boolean':
      return fc.boolean();
    case 'seed':
    case 'handmade':
    case 'filterChanges':
      return fc.constant(spec.default);
  }
}

const laterDefinitions = layerDefinitions.filter(({ group }) => group !== 'input');
const extremeLayer = fc.constantFrom(...laterDefinitions).chain(({ kind, settings }) => {
  const values = Object.entries(settings).map(([key, spec]) => [key, extremesOf(spec)] as const);
  return fc.record(Object.fromEntries(values)).map((chosen) => [kind, chosen] as const);
});

/** A few layers over and over, up to the most that a link may have, each fed by any before it. */
const extremeNetwork: fc.Arbitrary<Network> = fc
  .tuple(
    fc.array(extremeLayer, { minLength: 1, maxLength: 5 }),
    fc.constantFrom(1, 4, 99),
    fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
    fc.boolean(),
  )
  .map(([layers, times, sources, isChain]) => {
    const repeated = Array.from({ length: times }, () => layers).flat();
    const { nodes } = chain([['input', { longestSide: 1024 }], ...repeated]);
    return {
      nodes: nodes.map((node, place) => {
        const isMerge = node.kind === 'add' || node.kind === 'concatenate';
        const own = sources[place % Math.max(1, sources.length)] ?? [];
        if (place === 0 || own.length === 0 || (isChain && !isMerge)) return node;
        const inputs = own.map((source) => nodes[place - 1 - (source % Math.min(3, place))]!.id);
        return { ...node, inputs: isMerge ? inputs : inputs.slice(0, 1) };
      }),
    };
  });

function numbersIn(facts: NodeFacts): number[] {
  if (facts.state === 'waits') return [];
  const { inputShape } = facts;
  if (facts.state === 'cannotRun') {
    const values = Object.values(facts.problem.values ?? {});
    return [...inputShape, ...values.filter((value) => typeof value === 'number')];
  }
  const { size, stride, start, grid } = facts.receptiveField;
  const { shape, parameters, macs } = facts;
  return [inputShape, shape, parameters, macs, size, stride, start, grid].flat();
}

test('facts are finite at the extremes of all settings, and nothing throws', () => {
  fc.assert(
    fc.property(extremeNetwork, fc.constantFrom([768, 1024, 3], [1, 1, 1]), (network, photo) => {
      for (const facts of factsOf(network, photo, limit).values()) {
        for (const number of numbersIn(facts)) {
          if (!Number.isFinite(number)) throw new Error(JSON.stringify(facts));
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('maps that double in each of hundreds of layers stay numbers', () => {
  const depthwise = chain([
    ['input'],
    ...Array.from({ length: 400 }, () => ['depthwiseConv2d', { depthMultiplier: 32 }] as const),
  ]);
  const states = statesOf(factsOf(depthwise, [300, 451, 3], limit));
  expect(states.filter((state) => state === 'cannotRun')).toHaveLength(1);
  expect(states.at(-1)).toBe('waits');
  const small = withSettings(depthwise, 'input1', { longestSide: 32 });
  expect(statesOf(factsOf(small, [21, 32, 3], limit)).at(-1)).toBe('waits');
});
