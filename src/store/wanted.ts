/** Which maps should be read back from the engine: those on screen first, the nearest ones ahead. */
import type { WantedMaps } from '../engine/protocol';
import type { NodeId } from '../network/graph';
import { selectFacts, selectPlayhead, selectStageNode } from './derived';
import { budgetBytes } from './memoryBudget';
import type { State } from './state';

/** Values (not bytes) of maps that are fetched ahead, so that scrubbing finds them there. */
const fetchAhead = 12 * 1024 * 1024;
/** Maps of a layer fetched ahead. */
const mapsAhead = 64;

let visible: WantedMaps = { nodeId: '', channels: [] };
/** What was asked for since the last run, in full or in small; an answer may be on its way. */
let asked = new Map<string, { key: string; channels: Set<number> }>();

/** Remembers which maps of which layer are on screen. */
export function setVisible(nodeId: NodeId, channels: readonly number[]): void {
  visible = { nodeId, channels };
}

/** What was asked for before, of one layer or all, may be gone again: it can be asked for anew. */
export function forgetAsked(nodeId?: NodeId): void {
  if (nodeId === undefined) asked = new Map();
  else asked.delete(nodeId);
}

/** The maps on screen: those the stage has told of, or the first of a layer it has not met yet. */
export function mapsOnScreen(state: State): WantedMaps[] {
  const node = selectStageNode(state);
  const count = mapCount(state, node.id);
  if (count === 0) return [];
  const { nodeId, channels } = visible;
  if (nodeId !== node.id) return [{ nodeId: node.id, channels: range(Math.min(count, mapsAhead)) }];
  // A layer that has just grown shows maps that the stage could not tell of yet.
  const showsAll = channels[0] === 0 && count <= mapsAhead;
  return [{ nodeId, channels: showsAll ? range(count) : channels.filter((c) => c < count) }];
}

/** The maps of all layers that are worth fetching ahead, nearest to the playhead first. */
export function mapsNearby(state: State): WantedMaps[] {
  const playhead = selectPlayhead(state);
  const near = state.network.nodes
    .map((node, index) => ({ node, distance: Math.abs(index - playhead) }))
    .toSorted((a, b) => a.distance - b.distance);
  // Half of what the page may keep: the rest is for what was looked at before.
  let left = Math.min(fetchAhead, budgetBytes(state.settings) / 8);
  const wanted: WantedMaps[] = [];
  for (const { node } of near) {
    const facts = selectFacts(state).get(node.id);
    if (facts?.state !== 'runs' || facts.shape.length !== 3) continue;
    const [height = 0, width = 0] = facts.shape;
    const count = Math.min(mapCount(state, node.id), mapsAhead);
    left -= height * width * count;
    if (left < 0) break;
    wanted.push({ nodeId: node.id, channels: range(count) });
  }
  return wanted;
}

/** Of wanted maps, those that the page neither has nor has asked for; they count as asked for now. */
export function askForMissing(state: State, wanted: readonly WantedMaps[]): WantedMaps[] {
  return wanted.flatMap(({ channels, ...whose }): WantedMaps[] => {
    const { nodeId, longestSide } = whose;
    const frame = state.run.frames.get(nodeId);
    if (!frame) return [];
    const planes = longestSide ? frame.small?.planes : frame.planes;
    const place = `${nodeId} ${longestSide}`;
    const earlier = asked.get(place);
    const known = earlier?.key === frame.key ? earlier.channels : new Set<number>();
    const missing = channels.filter((channel) => !planes?.has(channel) && !known.has(channel));
    for (const channel of missing) known.add(channel);
    asked.set(place, { key: frame.key, channels: known });
    return missing.length > 0 ? [{ ...whose, channels: missing }] : [];
  });
}

/** All maps of a layer; a vector is one, and a layer that cannot run has none. */
export function allMaps(state: State, nodeId: NodeId): WantedMaps {
  return { nodeId, channels: range(mapCount(state, nodeId)) };
}

function mapCount(state: State, nodeId: NodeId): number {
  const facts = selectFacts(state).get(nodeId);
  if (facts?.state !== 'runs') return 0;
  return facts.shape.length === 3 ? (facts.shape[2] ?? 1) : 1;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
