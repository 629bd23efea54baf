/** Changes of the network, each one undoable step. */
import { definitionOf } from '../layers';
import { changeOf, withChange, type FilterChange } from '../layers/filterChanges';
import type { HandmadeKernel, Settings, SettingValue } from '../layers/settings';
import {
  createNode,
  duplicateNode,
  freeId,
  insertAfter,
  insertBetween,
  moveAfter,
  nodeOf,
  removeNode,
  withInputs,
  withSettings,
  type Network,
  type NodeId,
} from '../network/graph';
import { withWeightsAsked } from '../network/askedWeights';
import { presetOf } from '../presets';
import { explainLayer } from './explain';
import { undoable } from './history';
import { photoFor } from './photo';
import { patch, store } from './store';

function change(next: (network: Network) => Network): void {
  undoable(() => store.setState(({ network }) => ({ network: next(network) })));
}

/** Changes settings of one node. Filters that are there stay as they are when their number changes. */
export function changeSettings(id: NodeId, changes: Settings): void {
  change((network) =>
    withSettings(network, id, keepingDrawn(nodeOf(network, id).settings, changes)),
  );
}

/**
 * The Glorot limit depends on the number of filters. Changing that number remembers the one that
 * the present filters were drawn for; drawing anew forgets it.
 */
function keepingDrawn(present: Settings, changes: Settings): Settings {
  if (!('drawnFor' in present)) return changes;
  const countKey = ['filters', 'units'].find((key) => key in present) ?? 'depthMultiplier';
  const count = changes[countKey];
  if (count !== undefined) {
    const drawnFor = present['drawnFor'] === 0 ? present[countKey] : present['drawnFor'];
    return { ...changes, drawnFor: drawnFor === count ? 0 : (drawnFor as SettingValue) };
  }
  return 'seed' in changes || 'initializer' in changes ? { ...changes, drawnFor: 0 } : changes;
}

/** Puts a hand-made kernel in the place of a filter's drawn weights; null gives those back. */
export function setHandmade(
  id: NodeId,
  filter: number,
  kernel: Omit<HandmadeKernel, 'filter'> | null,
): void {
  change((network) => {
    const present = nodeOf(network, id).settings['handmade'] as readonly HandmadeKernel[];
    const others = present.filter((entry) => entry.filter !== filter);
    const handmade = kernel ? [...others, { ...kernel, filter }] : others;
    const before = present.find((entry) => entry.filter === filter);
    return withSettings(network, id, {
      handmade: handmade.toSorted((a, b) => a.filter - b.filter),
      // Another kernel is one without what was typed over the one before.
      ...(before?.name !== kernel?.name && withoutNumbers(nodeOf(network, id).settings, filter)),
    });
  });
}

function withoutNumbers(settings: Settings, filter: number): Settings {
  const changes = settings['filterChanges'] as readonly FilterChange[];
  const { numbers: _, ...others } = changeOf(changes, filter);
  return { filterChanges: withChange(changes, filter, others) };
}

/** Changes which layers meet in one. */
export function changeInputs(id: NodeId, inputs: readonly NodeId[]): void {
  change((network) => withInputs(network, id, inputs));
}

/** Lets all layers run that wait for their weights to be asked for. */
export function createWeights(): void {
  change(withWeightsAsked);
}

/** A new random seed for a node's weights. */
export function rollSeed(id: NodeId): void {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  // Four digits can be read out in a class; all 32 bits can be typed.
  changeSettings(id, { seed: seed % 10_000 });
}

/** Adds a layer behind another, on the way to `before` alone where it is given, and goes to it. */
export function addLayer(
  after: NodeId,
  kind: string,
  before?: NodeId,
  chosen: Settings = {},
): NodeId {
  const { network } = store.getState();
  const id = freeId(network, kind);
  const specs = definitionOf(kind).settings;
  const seed: Settings = 'seed' in specs ? { seed: network.nodes.length } : {};
  const node = createNode(id, kind, { ...chosen, ...seed });
  change((present) =>
    before === undefined
      ? insertAfter(present, after, node)
      : insertBetween(present, after, before, node),
  );
  goToNode(id);
  return id;
}

export function removeLayer(id: NodeId): void {
  const { network } = store.getState();
  const index = network.nodes.findIndex((node) => node.id === id);
  change((present) => removeNode(present, id));
  const { view } = store.getState();
  if (view.playhead >= index)
    patch('view', { playhead: Math.max(0, Math.ceil(view.playhead) - 1) });
}

export function duplicateLayer(id: NodeId): NodeId {
  const { network, copy } = duplicateNode(store.getState().network, id);
  change(() => network);
  goToNode(copy);
  return copy;
}

/** Moves a layer behind another. */
export function moveLayer(id: NodeId, after: NodeId): void {
  change((network) => moveAfter(network, id, after));
  goToNode(id);
}

export function loadPreset(id: string): void {
  const preset = presetOf(id);
  const { network } = preset;
  undoable(() => store.setState((state) => ({ network, photoRef: photoFor(preset, state) })));
  startView();
}

/** How a network that has just come is looked at: its first layer, all maps. */
export function startView(): void {
  patch('view', {
    playhead: Math.min(1, store.getState().network.nodes.length - 1),
    selectedMap: 0,
    enlarged: false,
    explaining: false,
    playing: false,
    toggledFolds: [],
  });
}

/** Puts the playhead on a whole layer. */
export function goToNode(id: NodeId): void {
  const index = store.getState().network.nodes.findIndex((node) => node.id === id);
  if (index < 0) return;
  if (store.getState().view.explaining) explainLayer(id);
  else patch('view', { playhead: index, playing: false });
}
