/** Facts that follow from the state: computed by pure functions, remembered, never stored. */
import type { Shape } from '../layers/contract';
import { inputShape, type InputSettings } from '../layers/input';
import type { Network, NetworkNode, NodeId } from '../network/graph';
import { presetLike } from '../network/link';
import { factsOf, type NodeFacts } from '../network/shape';
import { presets, type Preset } from '../presets';
import type { NodeFrame, State } from './state';
import { runLimit } from './runLimit';
import { useStore } from './store';

/** Shape that the input gives on, `[height, width, channels]`, for the present photo. */
export function selectInputShape(state: State): Shape {
  const input = state.network.nodes[0];
  const photo = state.photo.present ?? { width: 451, height: 300 };
  return input ? inputShape(photo, input.settings as InputSettings) : [1, 1, 3];
}

let remembered: {
  network: Network;
  photo: State['photo']['present'];
  shape: string;
  limit: number;
  facts: ReadonlyMap<NodeId, NodeFacts>;
} | null = null;

/** Shapes, counts and receptive fields of all nodes. */
export function selectFacts(state: State): ReadonlyMap<NodeId, NodeFacts> {
  const { network } = state;
  const photo = state.photo.present;
  const limit = runLimit(state.settings);
  if (remembered?.network === network && remembered.photo === photo && remembered.limit === limit) {
    return remembered.facts;
  }
  const inputs = selectInputShape(state);
  const shape = inputs.join('×');
  const facts =
    remembered?.network === network && remembered.shape === shape && remembered.limit === limit
      ? remembered.facts
      : shared(factsOf(network, inputs, limit), remembered?.facts);
  remembered = { network, photo, shape, limit, facts };
  return facts;
}

/** Facts that are equal to those of before are those of before: who shows them need not again. */
function shared(
  facts: ReadonlyMap<NodeId, NodeFacts>,
  before: ReadonlyMap<NodeId, NodeFacts> | undefined,
): ReadonlyMap<NodeId, NodeFacts> {
  if (!before) return facts;
  return new Map(
    [...facts].map(([id, now]) => {
      const known = before.get(id);
      return [id, known && JSON.stringify(known) === JSON.stringify(now) ? known : now];
    }),
  );
}

let presetOfNetwork: { network: Network; preset: Preset | undefined } | null = null;

/** The preset that the network is, until a setting that links carry is another. */
export function selectPreset({ network }: State): Preset | undefined {
  if (presetOfNetwork?.network !== network) {
    presetOfNetwork = { network, preset: presetLike(network, presets) };
  }
  return presetOfNetwork.preset;
}

/** The playhead, never beyond the network's end. */
export function selectPlayhead(state: State): number {
  return Math.min(state.view.playhead, state.network.nodes.length - 1);
}

/** The layer that the stage shows: the one being swept, or the one that is whole. */
export function selectStageIndex(state: State): number {
  return Math.ceil(selectPlayhead(state));
}

export function selectStageNode(state: State): NetworkNode {
  const node = state.network.nodes[selectStageIndex(state)];
  if (!node) throw new RangeError('a network always has its input');
  return node;
}

let numbered: { network: Network; numbers: ReadonlyMap<NodeId, number>; order: string } | null =
  null;

function numberingOf(network: Network) {
  if (numbered?.network !== network) {
    const counts = new Map<string, number>();
    const numbers = new Map<NodeId, number>();
    for (const { id, kind } of network.nodes) {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      numbers.set(id, number);
    }
    numbered = { network, numbers, order: [...numbers.keys()].join() };
  }
  return numbered;
}

/** The running number of a node among those of its kind, from 1; 0 when it is not there. */
export function selectNumber({ network }: State, id: NodeId): number {
  return numberingOf(network).numbers.get(id) ?? 0;
}

/** Equal as long as the same nodes follow in the same order, whatever their settings. */
export function selectOrder({ network }: State): string {
  return numberingOf(network).order;
}

/** How far the stage's layer is swept, 0..1; 1 where the playhead stands on a whole layer. */
export function selectSweep(state: State): number {
  const playhead = selectPlayhead(state);
  const whole = Math.floor(playhead);
  return playhead === whole ? 1 : playhead - whole;
}

/** A node's values, as long as they are of the shape that the node has now. */
export function selectFrame(state: State, id: NodeId): NodeFrame | undefined {
  const facts = selectFacts(state).get(id);
  return facts?.state === 'runs' ? state.run.frames.get(id) : undefined;
}

export function useFacts(id: NodeId): NodeFacts | undefined {
  return useStore((state) => selectFacts(state).get(id));
}

export function useFrame(id: NodeId): NodeFrame | undefined {
  return useStore((state) => selectFrame(state, id));
}
