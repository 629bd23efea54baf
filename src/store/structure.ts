/** Who feeds whom, without the settings: the same value while sliders move. */
import type { NodeFace, NodeId } from '../network/graph';
import { modulesOf, type Module } from '../network/modules';
import { selectStageNode } from './derived';
import type { State } from './state';

export interface Structure {
  readonly nodes: readonly NodeFace[];
  readonly modules: readonly Module[];
}

let remembered: { network: State['network']; edges: string; structure: Structure } | null = null;

export function selectStructure({ network }: State): Structure {
  if (remembered?.network === network) return remembered.structure;
  const edges = network.nodes.map(({ id, inputs }) => `${id}<${inputs.join('+')}`).join(' ');
  const structure =
    remembered?.edges === edges
      ? remembered.structure
      : { nodes: network.nodes, modules: modulesOf(network) };
  remembered = { network, edges, structure };
  return structure;
}

/** A node without its settings: the same object while only these change. */
export function selectFace(state: State, id: NodeId | undefined): NodeFace | undefined {
  return selectStructure(state).nodes.find((node) => node.id === id);
}

/** The node on the stage without its settings. */
export function selectStageFace(state: State): NodeFace {
  const { id } = selectStageNode(state);
  return selectFace(state, id) ?? selectStageNode(state);
}
