/** Who feeds whom, without the settings: the same value while sliders move. */
import type { NodeFace } from '../network/graph';
import { modulesOf, type Module } from '../network/modules';
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
