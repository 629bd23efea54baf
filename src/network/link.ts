/**
 * Network and view ⇄ the page's address: `net=lenet5&photo=chelsea&at=2.37`. A network that is no
 * preset is written whole: `layers=i_c~f12~p.same_r_mp`. Everything follows from the declarations
 * of settings; what is at its default is left out.
 *
 * Layers are parted by `_`, and `~` parts a layer's code, the positions of the layers that feed it
 * (where that is not just the one before) and its settings.
 */
import { definitionOf, layerDefinitions } from '../layers';
import type { Problem } from '../layers/contract';
import type { Settings, SettingSpec, SettingValue } from '../layers/settings';
import { chain, type Network, type NetworkNode, type NodeId } from './graph';
import { decodeSettings, decodeValue, encodeSettings, encodeValue } from './linkCodec';
import { modulesOf } from './modules';

/** What a person looks at and how: everything of the view that a link reproduces. */
export interface SharedView {
  /** 0 is the photo, 3 the third layer whole, 2.37 the third layer painted to 37 %. */
  playhead: number;
  /** Index of the selected map of the layer under the playhead. */
  selectedMap: number;
  /** Whether the selected map fills the stage. */
  enlarged: boolean;
  colourMap: 'auto' | 'sequential' | 'diverging' | 'grey';
  scope: 'map' | 'layer' | 'network';
  range: 'exact' | 'robust';
  /** Three maps as one RGB picture. */
  composite: boolean;
  /** Whether layers that have trained weights use them, or draw theirs as all others do. */
  weights: 'trained' | 'random';
  /** Whether the sum behind the cell under the playhead is shown. */
  explaining: boolean;
  /** Whether all layers are seen side by side, in the stage's place. */
  overview: boolean;
  /** Joins of the modules that are not as they are at first: folded, where there are several. */
  toggledFolds: readonly NodeId[];
}

export const defaultView: SharedView = {
  playhead: 1,
  selectedMap: 0,
  enlarged: false,
  colourMap: 'auto',
  scope: 'layer',
  range: 'robust',
  composite: false,
  weights: 'trained',
  explaining: false,
  overview: false,
  toggledFolds: [],
};

export interface SharedState {
  network: Network;
  /** Id of the gallery's photo, or of a matrix or a drawing that is its own id. */
  photo: string;
  view: SharedView;
}

export interface LinkPreset {
  id: string;
  network: Network;
  /** Id of the photo that comes with it. */
  photo?: string;
}

export type DecodedLink = { ok: true; state: SharedState } | { ok: false; problem: Problem };

/** The view as settings; here a code is the name of a parameter of the address. */
const viewSpecs = {
  playhead: {
    type: 'number',
    code: 'at',
    min: 0,
    max: Number.MAX_VALUE,
    step: 0.001,
    default: defaultView.playhead,
  },
  selectedMap: {
    type: 'integer',
    code: 'map',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    step: 1,
    default: defaultView.selectedMap,
  },
  enlarged: { type: 'boolean', code: 'large', default: defaultView.enlarged },
  colourMap: {
    type: 'choice',
    code: 'colours',
    options: ['auto', 'sequential', 'diverging', 'grey'],
    default: defaultView.colourMap,
  },
  weights: {
    type: 'choice',
    code: 'weights',
    options: ['trained', 'random'],
    default: defaultView.weights,
  },
  scope: {
    type: 'choice',
    code: 'scope',
    options: ['map', 'layer', 'network'],
    default: defaultView.scope,
  },
  range: {
    type: 'choice',
    code: 'range',
    options: ['exact', 'robust'],
    default: defaultView.range,
  },
  composite: { type: 'boolean', code: 'rgb', default: defaultView.composite },
  explaining: { type: 'boolean', code: 'cell', default: defaultView.explaining },
  overview: { type: 'boolean', code: 'overview', default: defaultView.overview },
} as const satisfies Record<Exclude<keyof SharedView, 'toggledFolds'>, SettingSpec>;

/** Of the address' parameter that tells of modules, by their places: `fold=0.3`. */
const foldName = 'fold';

/** Far more than any network that a person builds; a link cannot make the page hang. */
const mostLayers = 500;
/** Of what feeds them all, likewise. */
const mostEdges = 2000;
/** The longest are drawings of 12,000 characters, and kernels that were painted cell by cell. */
const mostCharacters = 200_000;

const knownNames = new Set([
  'net',
  'layers',
  'photo',
  foldName,
  ...Object.values(viewSpecs).map(({ code }) => code),
]);

/** The address' fragment, without `#`, that opens the page in this state. */
export function encodeLink(state: SharedState, presets: readonly LinkPreset[]): string {
  const layers = encodeNetwork(state.network);
  const preset = presetLike(state.network, presets);
  const view = { ...state.view, playhead: rounded(state.view) };
  const parameters = [
    preset ? `net=${preset.id}` : `layers=${layers}`,
    `photo=${state.photo}`,
    ...Object.entries(viewSpecs).flatMap(([key, spec]) => {
      const value = view[key as keyof typeof viewSpecs];
      return value === spec.default ? [] : [`${spec.code}=${encodeValue(value).join()}`];
    }),
    ...encodeFolds(state),
  ];
  return parameters.join('&');
}

/**
 * The state that a fragment stands for. What it does not name is the default: the first preset, its
 * photo or the first one, the view's defaults. Parameters with unknown names are ignored beside known ones, for
 * links of newer versions; anything else that cannot be understood makes the link broken. The problem's `part` is
 * the parameter at fault.
 */
export function decodeLink(
  fragment: string,
  presets: readonly LinkPreset[],
  galleryIds: readonly string[],
  isMade: (photo: string) => boolean = () => false,
): DecodedLink {
  if (fragment.length > mostCharacters) return broken('');
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const names = [...parameters.keys()];
  // A link of ours names its network and its photo; one that names nothing we know is none.
  if (names.length > 0 && !names.some((name) => knownNames.has(name))) {
    return broken(names[0] ?? '');
  }
  const layers = parameters.get('layers');
  const presetId = parameters.get('net') ?? presets[0]?.id;
  const preset = layers === null ? presets.find(({ id }) => id === presetId) : undefined;
  const network = layers === null ? preset?.network : decodeNetwork(layers);
  if (!network) return broken(layers === null ? 'net' : 'layers');

  const photo = parameters.get('photo') ?? preset?.photo ?? galleryIds[0];
  if (photo === undefined || !(galleryIds.includes(photo) || isMade(photo))) {
    return broken('photo');
  }

  const view: Partial<Record<keyof typeof viewSpecs, SettingValue>> = {};
  for (const [key, spec] of Object.entries(viewSpecs)) {
    const text = parameters.get(spec.code);
    const value = text === null ? spec.default : decodeValue(spec, [text]);
    if (value === undefined) return broken(spec.code);
    view[key as keyof typeof viewSpecs] = value;
  }
  const toggledFolds = decodeFolds(network, parameters.get(foldName));
  if (!toggledFolds) return broken(foldName);
  const shared = { ...view, toggledFolds } as SharedView;
  const playhead = Math.min(rounded(shared), network.nodes.length - 1);
  return { ok: true, state: { network, photo, view: { ...shared, playhead } } };
}

function encodeFolds({ network, view }: SharedState): string[] {
  const places = modulesOf(network).flatMap(({ join }, place) =>
    view.toggledFolds.includes(join) ? [place] : [],
  );
  return places.length > 0 ? [`${foldName}=${places.join('.')}`] : [];
}

/** The joins of the modules at these places; undefined where there is no such module. */
function decodeFolds(network: Network, text: string | null): readonly NodeId[] | undefined {
  const modules = text === null ? [] : modulesOf(network);
  const places = text?.split('.') ?? [];
  const joins = modules.flatMap(({ join }, place) => (places.includes(`${place}`) ? [join] : []));
  return joins.length === places.length ? joins : undefined;
}

function broken(part: string): DecodedLink {
  return { ok: false, problem: { code: 'brokenLink', values: { part } } };
}

/** Thousandths of a layer, or, where one cell is meant, enough to tell a million cells apart. */
function rounded({ playhead, explaining }: SharedView): number {
  const parts = explaining ? 1e8 : 1000;
  const value = Math.round(playhead * parts) / parts;
  return Number.isFinite(value) ? value : playhead;
}

/** The preset that a network is, whatever of it links leave out. */
export function presetLike<P extends LinkPreset>(
  network: Network,
  presets: readonly P[],
): P | undefined {
  const layers = encodeNetwork(network);
  return presets.find((preset) => encodeNetwork(preset.network) === layers);
}

const encoded = new WeakMap<Network, string>();

function encodeNetwork(network: Network): string {
  const known = encoded.get(network);
  if (known !== undefined) return known;
  const { nodes } = network;
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const text = nodes.map((node, place) => encodeNode(node, place, places)).join('_');
  encoded.set(network, text);
  return text;
}

function encodeNode(
  { kind, settings, inputs }: NetworkNode,
  place: number,
  places: ReadonlyMap<string, number>,
): string {
  const definition = definitionOf(kind);
  const sources = inputs.map((id) => places.get(id) ?? place);
  const isChained = place === 0 || (sources.length === 1 && sources[0] === place - 1);
  return [
    definition.code,
    ...(isChained ? [] : sources),
    ...encodeSettings(definition.settings, settings),
  ].join('~');
}

function decodeNetwork(text: string): Network | undefined {
  const words = text.split('_', mostLayers + 1);
  if (words.length > mostLayers) return undefined;
  const decoded = words.map(decodeNode);
  const layers = decoded.flatMap((node) => (node ? [node.layer] : []));
  if (layers.length < decoded.length) return undefined;
  const edges = decoded.reduce((sum, node) => sum + (node?.sources.length ?? 0), 0);
  if (edges > mostEdges) return undefined;
  const { nodes } = chain(layers);
  const ids = nodes.map(({ id }) => id);
  return {
    nodes: nodes.map((node, place) => {
      const sources = decoded[place]?.sources ?? [];
      return sources.length === 0 ? node : { ...node, inputs: sources.map((from) => ids[from]!) };
    }),
  };
}

/** A layer's kind and settings, and the positions before its own that feed it, if it names any. */
function decodeNode(
  text: string,
  place: number,
): { layer: readonly [string, Settings]; sources: readonly number[] } | undefined {
  const [code, ...words] = text.split('~');
  const definition = layerDefinitions.find((known) => known.code === code);
  // The input comes first, and nowhere else.
  if (!definition || (definition.group === 'input') !== (place === 0)) return undefined;
  const sources = words.filter(isPosition).map(Number);
  const settings = decodeSettings(
    definition.settings,
    words.filter((word) => !isPosition(word)),
  );
  if (!settings || sources.some((source) => source >= place)) return undefined;
  if (sources.length > 1 && !definition.merge) return undefined;
  return { layer: [definition.kind, settings], sources };
}

function isPosition(word: string): boolean {
  return /^\d+$/.test(word);
}
