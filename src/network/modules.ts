/** Where branches part and meet again: what a strip of layers draws beside each other, or folds. */
import type { Network, NetworkNode, NodeId } from './graph';

/** Branches from one node to one in which they meet. */
export interface Module {
  readonly split: NodeId;
  readonly join: NodeId;
  /** The nodes of each branch in their order; a branch without any is a shortcut. */
  readonly branches: readonly (readonly NodeId[])[];
}

/** The modules of a network, in its order. Branches that do not part at one node are none. */
export function modulesOf({ nodes }: Network): readonly Module[] {
  const joins = nodes.filter(({ inputs }) => inputs.length > 1);
  if (joins.length === 0) return [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const consumers = new Map<NodeId, number>();
  for (const source of nodes.flatMap(({ inputs }) => inputs)) {
    consumers.set(source, (consumers.get(source) ?? 0) + 1);
  }
  return joins.flatMap((join): Module[] => {
    const ways = join.inputs.map((end) => wayBack(end, byId, consumers));
    const [split] = new Set(ways.map(({ from }) => from));
    const isOne = split !== undefined && ways.every(({ from }) => from === split);
    return isOne ? [{ split, join: join.id, branches: ways.map(({ branch }) => branch) }] : [];
  });
}

/** From a branch's end back to the node that feeds others too. */
function wayBack(
  end: NodeId,
  byId: ReadonlyMap<NodeId, NetworkNode>,
  consumers: ReadonlyMap<NodeId, number>,
): { from: NodeId; branch: readonly NodeId[] } {
  const branch: NodeId[] = [];
  let at = byId.get(end);
  while (at && at.inputs.length === 1 && consumers.get(at.id) === 1) {
    branch.unshift(at.id);
    at = byId.get(at.inputs[0] ?? '');
  }
  return { from: at?.id ?? end, branch };
}
