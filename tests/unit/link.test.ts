import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf, layerDefinitions } from '../../src/layers';
import { initializers, type FilterChange } from '../../src/layers/filterChanges';
import {
  fieldMaximum,
  handmadeNames,
  type HandmadeKernel,
  type Settings,
  type SettingSpec,
  type SettingSpecs,
  type SettingValue,
} from '../../src/layers/settings';
import { chain, insertAfter, withSettings, type Network } from '../../src/network/graph';
import {
  decodeLink,
  defaultView,
  encodeLink,
  type LinkPreset,
  type SharedState,
  type SharedView,
} from '../../src/network/link';
import { modulesOf } from '../../src/network/modules';
import { presets as ownPresets } from '../../src/presets';

const photos = ['chelsea', 'coffee', 'astronaut', 'rocket'];
const article: Network = chain([
  ['input'],
  ['conv2d', { filters: 3 }],
  ['relu'],
  ['maxPool2d'],
  ['flatten'],
  ['dense', { units: 10 }],
]);
const plain: Network = chain([['input'], ['conv2d']]);
const presets: readonly LinkPreset[] = [
  { id: 'article', network: article },
  { id: 'one-layer', network: plain },
];

const inputDefinitions = layerDefinitions.filter(({ group }) => group === 'input');
const laterDefinitions = layerDefinitions.filter(({ group }) => group !== 'input');

/** Any value that a setting can hold, its default more often than chance. */
function valueOf(spec: SettingSpec): fc.Arbitrary<SettingValue> {
  return fc.oneof(fc.constant(spec.default), freeValueOf(spec));
}

function freeValueOf(spec: SettingSpec): fc.Arbitrary<SettingValue> {
  switch (spec.type) {
    case 'integer':
      return fc.integer({ min: spec.min, max: fieldMaximum(spec) });
    case 'number':
      return fc.oneof(
        fc.double({ min: spec.min, max: fieldMaximum(spec), noNaN: true }).map((x) => x + 0),
        fc
          .integer({ min: Math.ceil(spec.min / spec.step), max: Math.floor(spec.max / spec.step) })
          .map((steps) => Number((steps * spec.step).toFixed(6)) + 0),
      );
    case 'choice':
      return fc.constantFrom(...spec.options);
    case 'boolean':
      return fc.boolean();
    case 'seed':
      return fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 0xffffffff }));
    case 'handmade':
      return fc.array(handmadeKernel, { maxLength: 5 });
    case 'filterChanges':
      return filterChanges;
  }
}

/** Nobody can tell −0 from 0. */
const weight = fc
  .oneof(
    fc.integer({ min: -400, max: 400 }).map((hundredths) => hundredths / 100),
    fc.double({ min: -1000, max: 1000, noNaN: true }),
  )
  .map((value) => value + 0);

const kernelNumbers = fc
  .uniqueArray(
    fc.record({ channel: fc.nat(3), row: fc.nat(4), column: fc.nat(4), value: weight }),
    { selector: ({ channel, row, column }) => `${channel} ${row} ${column}`, minLength: 1 },
  )
  .map((numbers) =>
    numbers.toSorted((a, b) => a.channel - b.channel || a.row - b.row || a.column - b.column),
  );

const filterChange: fc.Arbitrary<FilterChange> = fc
  .record(
    {
      filter: fc.nat(511),
      numbers: kernelNumbers,
      bias: weight,
      muted: fc.constant<true>(true),
      frozen: fc.record({
        initializer: fc.constantFrom(...initializers),
        constant: weight,
        seed: fc.nat(0xffffffff),
        drawnFor: fc.integer({ min: 1, max: 512 }),
        bias: weight,
      }),
    },
    { requiredKeys: ['filter'] },
  )
  .filter((change) => Object.keys(change).length > 1);

const filterChanges = fc
  .uniqueArray(filterChange, { selector: ({ filter }) => filter, maxLength: 4 })
  .map((changes) => changes.toSorted((a, b) => a.filter - b.filter));

const handmadeKernel: fc.Arbitrary<HandmadeKernel> = fc.record(
  {
    filter: fc.nat(511),
    name: fc.constantFrom(...handmadeNames),
    angle: fc.oneof(fc.integer({ min: -180, max: 180 }), fc.double({ min: -360, max: 360 })).map(
      // Nobody can tell −0 from 0.
      (angle) => (Number.isFinite(angle) ? angle + 0 : 45),
    ),
  },
  { requiredKeys: ['filter', 'name'] },
);

function settingsOf(specs: SettingSpecs): fc.Arbitrary<Settings> {
  return fc.record(
    Object.fromEntries(
      Object.entries(specs).map(([k, spec]) => [
        k,
        spec.unshared ? fc.constant(spec.default) : valueOf(spec),
      ]),
    ),
  );
}

function layerOf(definitions: typeof layerDefinitions): fc.Arbitrary<readonly [string, Settings]> {
  return fc
    .constantFrom(...definitions)
    .chain(({ kind, settings }) => fc.tuple(fc.constant(kind), settingsOf(settings)));
}

const anyChain: fc.Arbitrary<Network> = fc
  .tuple(layerOf(inputDefinitions), fc.array(layerOf(laterDefinitions), { maxLength: 14 }))
  .map(([first, rest]) => chain([first, ...rest]));

/** Graphs too: a node may be fed by any node before it, and one that joins branches by several. */
const anyNetwork: fc.Arbitrary<Network> = fc
  .tuple(anyChain, fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 14 }))
  .map(([{ nodes }, sources]) => ({
    nodes: nodes.map((node, place) => {
      const most = definitionOf(node.kind).merge ? 3 : 1;
      const inputs = (sources[place] ?? [])
        .slice(0, most)
        .map((source) => nodes[source % Math.max(1, place)]!.id);
      return place === 0 || inputs.length === 0 ? node : { ...node, inputs };
    }),
  }));

const anyView = (network: Network): fc.Arbitrary<SharedView> =>
  fc.record({
    playhead: fc
      .integer({ min: 0, max: (network.nodes.length - 1) * 1000 })
      .map((thousandths) => thousandths / 1000),
    selectedMap: fc.nat(511),
    enlarged: fc.boolean(),
    colourMap: fc.constantFrom('auto', 'sequential', 'diverging', 'grey'),
    scope: fc.constantFrom('map', 'layer', 'network'),
    range: fc.constantFrom('exact', 'robust'),
    composite: fc.boolean(),
    weights: fc.constantFrom('trained', 'random'),
    explaining: fc.boolean(),
    overview: fc.boolean(),
    toggledFolds: fc.subarray(modulesOf(network).map(({ join }) => join)),
  });

const anyState: fc.Arbitrary<SharedState> = fc
  .oneof(anyNetwork, anyChain, fc.constantFrom(...presets.map(({ network }) => network)))
  .chain((network) =>
    fc.record({
      network: fc.constant(network),
      photo: fc.constantFrom(...photos),
      view: anyView(network),
    }),
  );

const stateOf = (network: Network, view: Partial<SharedView> = {}): SharedState => ({
  network,
  photo: 'chelsea',
  view: { ...defaultView, ...view },
});

const decode = (fragment: string) => decodeLink(fragment, presets, photos);
const linkOf = (network: Network) => encodeLink(stateOf(network), presets);

function networkIn(fragment: string): Network {
  const decoded = decode(fragment);
  if (!decoded.ok) throw new Error(`broken: ${fragment}`);
  return decoded.state.network;
}

function playheadIn(fragment: string): number | undefined {
  const decoded = decode(fragment);
  return decoded.ok ? decoded.state.view.playhead : undefined;
}

describe('the declarations', () => {
  test('codes of kinds, and of the settings of a kind, are unique and one to three letters', () => {
    const kinds = layerDefinitions.map(({ code }) => code);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { code, settings } of layerDefinitions) {
      const codes = Object.values(settings).map((spec) => spec.code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const each of [code, ...codes]) expect(each).toMatch(/^[A-Za-z]{1,3}$/);
    }
  });

  test('every word that goes into an address begins with a letter and needs no escaping', () => {
    const options = layerDefinitions.flatMap(({ settings }) =>
      Object.values(settings).flatMap((spec) => (spec.type === 'choice' ? spec.options : [])),
    );
    for (const option of options) expect(option).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
    for (const name of handmadeNames) expect(name).toMatch(/^[A-Za-z]+$/);
  });
});

describe('what is not shared', () => {
  const network = chain([['input'], ['flatten'], ['dense', { units: 4096, created: true }]]);
  const state = { network, photo: 'chelsea', view: defaultView };

  test('is at its default in a link, and cannot be set by one', () => {
    const fragment = encodeLink(state, []);
    expect(fragment).toContain('layers=i_fl_de~u4096&');
    const decoded = decodeLink(fragment, [], ['chelsea']);
    expect(decoded.ok && decoded.state.network.nodes[2]?.settings['created']).toBe(false);
    expect(decodeLink('layers=i_fl_de~ok1', [], ['chelsea']).ok).toBe(false);
  });
});

describe('round trip', () => {
  test('any state comes back as it was', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const decoded = decode(encodeLink(state, presets));
        expect(decoded).toEqual({ ok: true, state });
      }),
      { numRuns: 1000 },
    );
  });

  test('a link is made of characters that chats keep, and ends with a letter or digit', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(encodeLink(state, presets)).toMatch(/^[A-Za-z0-9\-_~.&=]*[A-Za-z0-9]$/);
      }),
      { numRuns: 300 },
    );
  });

  test('it survives a program that escapes the tilde', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const escaped = encodeLink(state, presets).replaceAll('~', '%7E');
        expect(decode(`#${escaped}`)).toEqual({ ok: true, state });
      }),
      { numRuns: 100 },
    );
  });

  test('every kind on its own, with every setting off its default', () => {
    for (const { kind, settings, group } of laterDefinitions) {
      const changed = Object.fromEntries(
        Object.entries(settings).map(([key, spec]) => [
          key,
          spec.unshared ? spec.default : otherThanDefault(spec),
        ]),
      );
      const network = chain([['input'], [kind, changed]]);
      expect(networkIn(linkOf(network)), `${group} ${kind}`).toEqual(network);
    }
  });

  test('ids are as in a new chain, whatever they were', () => {
    const edited = insertAfter(article, 'conv2d1', { ...article.nodes[2]!, id: 'relu7' });
    const decoded = networkIn(linkOf(edited));
    expect(decoded.nodes.map(({ id }) => id)).toEqual([
      'input1',
      'conv2d1',
      'relu1',
      'relu2',
      'maxPool2d1',
      'flatten1',
      'dense1',
    ]);
    expect(linkOf(decoded)).toBe(linkOf(edited));
  });
});

describe.each(ownPresets)('the preset $id', ({ id, network }) => {
  test('has a short link, and one that is whole where the preset is not known', () => {
    const playhead = Math.min(0.25, network.nodes.length - 1);
    const state = stateOf(network, { playhead, selectedMap: 3, colourMap: 'sequential' });
    const short = encodeLink(state, ownPresets);
    expect(short).toContain(`net=${id}&`);
    expect(short).toMatch(/^[A-Za-z0-9\-_~.&=]*[A-Za-z0-9]$/);
    expect(short.length).toBeLessThan(90);
    expect(decodeLink(short, ownPresets, photos)).toEqual({ ok: true, state });
    const whole = encodeLink(state, presets);
    const decoded = decode(whole);
    expect(decoded.ok && encodeLink(decoded.state, presets)).toBe(whole);
    expect(decoded.ok && encodeLink(decoded.state, ownPresets)).toBe(short);
  });
});

describe('what a link looks like', () => {
  test('a network equal to a preset but for ids is the preset', () => {
    const renamed: Network = {
      nodes: article.nodes.map((node) => ({
        ...node,
        id: `x${node.id}`,
        inputs: node.inputs.map((id) => `x${id}`),
      })),
    };
    expect(linkOf(renamed)).toBe('net=article&photo=chelsea');
    expect(networkIn('net=article&photo=chelsea')).toEqual(article);
  });

  test('modules that are opened or folded are told by their places', () => {
    const googlenet = ownPresets.find(({ id }) => id === 'googlenet')!.network;
    const joins = modulesOf(googlenet).map(({ join }) => join);
    const toggledFolds = [joins[0]!, joins[3]!];
    const state = stateOf(googlenet, { overview: true, toggledFolds });
    const link = encodeLink(state, ownPresets);
    expect(link).toBe('net=googlenet&photo=chelsea&overview=1&fold=0.3');
    expect(decodeLink(link, ownPresets, photos)).toEqual({ ok: true, state });
    // Modules that the network does not have make a link broken, not another view.
    for (const fold of ['', '9', '0.0', 'x', '-1', '0.', '1e0']) {
      const broken = decodeLink(`net=googlenet&fold=${fold}`, ownPresets, photos);
      expect(broken, fold).toEqual({
        ok: false,
        problem: { code: 'brokenLink', values: { part: 'fold' } },
      });
    }
    // A join that is not there any more is left out.
    const gone = stateOf(googlenet, { toggledFolds: ['concatenate77'] });
    expect(encodeLink(gone, ownPresets)).toBe('net=googlenet&photo=chelsea');
  });

  test('only what is not at its default is written', () => {
    const network = withSettings(plain, 'conv2d1', {
      filters: 12,
      padding: 'same',
      constant: -0.25,
      useBias: false,
      handmade: [
        { filter: 0, name: 'sobelX' },
        { filter: 3, name: 'gabor', angle: -22.5 },
      ],
    });
    const state = stateOf(network, { playhead: 0.12345, colourMap: 'grey', composite: true });
    expect(encodeLink(state, presets)).toBe(
      'layers=i_c~f12~p.same~b0~c-0.25~h0sobelX~h3gabor-22.5&photo=chelsea&at=0.123&colours=grey&rgb=1',
    );
  });

  test('what was done to filters is short', () => {
    const network = withSettings(plain, 'conv2d1', {
      solo: 3,
      filterChanges: [
        { filter: 0, muted: true, bias: -0.25 },
        {
          filter: 2,
          numbers: [
            { channel: 0, row: 0, column: 1, value: 0.5 },
            { channel: 0, row: 1, column: 0, value: -1 },
            { channel: 0, row: 1, column: 1, value: 0 },
            { channel: 0, row: 1, column: 2, value: 0 },
            { channel: 2, row: 0, column: 0, value: 1e-7 },
          ],
        },
        {
          filter: 3,
          frozen: { initializer: 'glorotUniform', seed: 77, drawnFor: 8, constant: 0.1, bias: 0 },
        },
      ],
    });
    expect(linkOf(network)).toBe(
      'layers=i_c~e0mb-0.25~e2y0x1v0.5y1x0v-1v0n2k2y0x0v1e-7~e3G77d8~so3&photo=chelsea',
    );
    expect(networkIn(linkOf(network))).toEqual(network);
  });

  test('the default network with its view is shorter than 60 characters', () => {
    expect(linkOf(article).length).toBeLessThan(60);
    expect(encodeLink(stateOf(article, { playhead: 2.37, selectedMap: 2 }), presets)).toBe(
      'net=article&photo=chelsea&at=2.37&map=2',
    );
  });

  test('fourteen layers of one’s own stay below 300 characters', () => {
    const seed = 0xfeedbeef;
    const network = chain([
      ['input', { longestSide: 224, cropSquare: true, scaling: 'standardise' }],
      ['conv2d', { filters: 64, kernelHeight: 7, kernelWidth: 7, stride: 2, seed }],
      ['relu'],
      ['maxPool2d', { poolHeight: 3, poolWidth: 3, stride: 2 }],
      ['conv2d', { filters: 96, padding: 'same', initializer: 'heNormal', seed: seed - 1 }],
      ['leakyRelu', { alpha: 0.2 }],
      ['conv2d', { filters: 128, padding: 'same', initializer: 'heNormal', seed: seed - 2 }],
      ['relu'],
      ['averagePool2d'],
      ['flatten'],
      ['dense', { units: 120, seed: seed - 3 }],
      ['tanh'],
      ['dense', { units: 10, seed: seed - 4 }],
      ['softmax'],
    ]);
    expect(linkOf(network).length).toBeLessThan(300);
  });
});

describe('what a link leaves out', () => {
  const opening = { network: article, photo: 'chelsea', view: defaultView };

  test('is the first preset, the first photo and the default view', () => {
    expect(decode('')).toEqual({ ok: true, state: opening });
    expect(decode('#')).toEqual({ ok: true, state: opening });
  });

  test('an unknown parameter is ignored', () => {
    expect(decode('theme=dark&net=article&sound')).toEqual({ ok: true, state: opening });
  });

  test('where a cell is explained the playhead tells a million cells apart', () => {
    const playhead = 1 + 654_321.5 / 1_000_000;
    const network = presets.find(({ id }) => id === 'article')!.network;
    const fragment = encodeLink(stateOf(network, { playhead, explaining: true }), presets);
    expect(playheadIn(fragment)).toBeCloseTo(playhead, 7);
  });

  test('the playhead stays within the network and has three decimals', () => {
    expect(playheadIn('net=article&at=99')).toBe(5);
    expect(playheadIn('net=article&at=1e300')).toBe(5);
    expect(playheadIn('net=article&at=2.3456789')).toBe(2.346);
    expect(playheadIn('net=article&at=0')).toBe(0);
  });
});

describe('a broken link', () => {
  test.each([
    ['net=nothing', 'net'],
    ['layers=', 'layers'],
    ['layers=c', 'layers'],
    ['layers=i_i', 'layers'],
    ['layers=i_zzz', 'layers'],
    ['layers=i_c_', 'layers'],
    ['layers=i_c~', 'layers'],
    ['layers=i_c~zz3', 'layers'],
    ['layers=i_c~f', 'layers'],
    ['layers=i_c~f0', 'layers'],
    ['layers=i_c~f513', 'layers'],
    ['layers=i_c~f1.5', 'layers'],
    ['layers=i_c~f3~f4', 'layers'],
    ['layers=i_c~f0x10', 'layers'],
    ['layers=i_c~f.12', 'layers'],
    ['layers=i_c~p.valid.', 'layers'],
    ['layers=i_c~p.most', 'layers'],
    ['layers=i_c~pvalid', 'layers'],
    ['layers=i_c~b2', 'layers'],
    ['layers=i_c~n-1', 'layers'],
    ['layers=i_c~n4294967296', 'layers'],
    ['layers=i_c~c1.01', 'layers'],
    ['layers=i_c~c-', 'layers'],
    ['layers=i_c~h0nothing', 'layers'],
    ['layers=i_c~h-1gabor', 'layers'],
    ['layers=i_c~h0gabor4x', 'layers'],
    ['layers=i_c~h~h0gabor', 'layers'],
    ['layers=i_c~e2', 'layers'],
    ['layers=i_c~em', 'layers'],
    ['layers=i_c~e512m', 'layers'],
    ['layers=i_c~e2m~e2b1', 'layers'],
    ['layers=i_c~e2m~e1m', 'layers'],
    ['layers=i_c~e2m1', 'layers'],
    ['layers=i_c~e2b', 'layers'],
    ['layers=i_c~e2b1001', 'layers'],
    ['layers=i_c~e2d8', 'layers'],
    ['layers=i_c~e2G4294967296', 'layers'],
    ['layers=i_c~e2v1', 'layers'],
    ['layers=i_c~e2y0x15v1', 'layers'],
    ['layers=i_c~e2y0x0n3', 'layers'],
    ['layers=i_c~e2y0x0v1n99999999', 'layers'],
    ['layers=i_c~e2y1x0v1y0x0v1', 'layers'],
    ['layers=i_c~so-2', 'layers'],
    ['layers=i_c~1', 'layers'],
    ['layers=i~0_c', 'layers'],
    [`layers=i${'_r'.repeat(500)}`, 'layers'],
    [`layers=i_cat${'~0'.repeat(2001)}`, 'layers'],
    [`layers=i_c${'~h0gabor'.repeat(513)}`, 'layers'],
    [`layers=i_c${'~h0gabor'.repeat(20_000)}`, 'layers'],
    [`net=article&at=${'1'.repeat(200_000)}`, ''],
    ['photo=nobody', 'photo'],
    ['at=', 'at'],
    ['at=-1', 'at'],
    ['at=two', 'at'],
    ['at=NaN', 'at'],
    ['at=Infinity', 'at'],
    ['map=1.5', 'map'],
    ['colours=pink', 'colours'],
    ['scope=', 'scope'],
    ['range=wide', 'range'],
    ['rgb=yes', 'rgb'],
    ['large=true', 'large'],
    ['garbage', 'garbage'],
    ['nte=exp3&theme=dark', 'nte'],
  ])('%s', (fragment, part) => {
    expect(decode(fragment)).toEqual({
      ok: false,
      problem: { code: 'brokenLink', values: { part } },
    });
  });

  test('no string makes decoding throw', () => {
    const parameter = fc.constantFrom('layers', 'net', 'photo', 'at', 'map', 'rgb', 'scope');
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-z0-9_~.\-%]*$/),
      fc.tuple(parameter, fc.string()).map(([name, text]) => `${name}=${text}`),
    );
    const fragments = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('&'));
    fc.assert(
      fc.property(fragments, (fragment) => expectSound(fragment)),
      { numRuns: 3000 },
    );
  });

  test('nor does a link with something cut, doubled or put in', () => {
    const mutated = fc
      .tuple(
        anyState,
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.string(), fc.nat(3)), {
          minLength: 1,
          maxLength: 4,
        }),
      )
      .map(([state, edits]) =>
        edits.reduce(
          (text, [at, cut, put, doubled]) => {
            const place = at % (text.length + 1);
            const end = text.slice(place + cut);
            return text.slice(0, place) + put + text.slice(place, place + doubled) + end;
          },
          encodeLink(state, presets),
        ),
      );
    fc.assert(
      fc.property(mutated, (fragment) => expectSound(fragment)),
      { numRuns: 2000 },
    );
  });
});

/** Broken, or a state that has a link of its own and comes back from it. */
function expectSound(fragment: string): void {
  const decoded = decode(fragment);
  if (!decoded.ok) {
    expect(decoded.problem.code).toBe('brokenLink');
    return;
  }
  const { state } = decoded;
  expect(state.network.nodes[0]?.kind).toBe('input');
  expect(decode(encodeLink(state, presets))).toEqual(decoded);
}

function otherThanDefault(spec: SettingSpec): SettingValue {
  switch (spec.type) {
    case 'integer':
    case 'number':
      return spec.default === spec.max ? spec.min : spec.max;
    case 'choice':
      return spec.options.find((option) => option !== spec.default) ?? spec.default;
    case 'boolean':
      return !spec.default;
    case 'seed':
      return 0xffffffff;
    case 'handmade':
      return [{ filter: 511, name: 'gabor', angle: 67.5 }];
    case 'filterChanges':
      return [{ filter: 511, muted: true }];
  }
}
