/** A network as plain data: nodes, their settings, who feeds whom. Every change is a new value. */
import { definitionOf } from '../layers';
import { defaultsOf, type Settings } from '../layers/settings';

export type NodeId = string;

export interface NetworkNode {
  readonly id: NodeId;
  readonly kind: string;
  readonly settings: Settings;
  /** The nodes whose outputs feed this one, in order; empty for the input alone. */
  readonly inputs: readonly NodeId[];
}

/** What stays of a node while its settings change. */
export type NodeFace = Pick<NetworkNode, 'id' | 'kind' | 'inputs'>;

export interface Network {
  /** In topological order, the input first. The playhead walks them in this order. */
  readonly nodes: readonly NetworkNode[];
}

/** A node with every setting at its default but for those given. */
export function createNode(
  id: NodeId,
  kind: string,
  settings: Settings = {},
  inputs: readonly NodeId[] = [],
): NetworkNode {
  return {
    id,
    kind,
    settings: { ...defaultsOf(definitionOf(kind).settings), ...settings },
    inputs,
  };
}

/** A chain of layers behind an input; ids are kind and running number: conv2d1, relu1, conv2d2. */
export function chain(layers: readonly (readonly [kind: string, settings?: Settings])[]): Network {
  const counts = new Map<string, number>();
  const nodes: NetworkNode[] = [];
  for (const [kind, settings] of layers) {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const previous = nodes.at(-1);
    nodes.push(createNode(`${kind}${count}`, kind, settings, previous ? [previous.id] : []));
  }
  return { nodes };
}

/** The node of that id. Throws a RangeError when there is none. */
export function nodeOf(network: Network, id: NodeId): NetworkNode {
  const node = network.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new RangeError(`the network has no node ${id}`);
  return node;
}

/** A node and all that feed it, directly or through others, in the network's order. */
export function nodesBefore({ nodes }: Network, id: NodeId): readonly NetworkNode[] {
  const wanted = new Set([id]);
  const found = nodes.toReversed().filter((node) => {
    if (!wanted.has(node.id)) return false;
    for (const source of node.inputs) wanted.add(source);
    return true;
  });
  return found.toReversed();
}

/** How many nodes each feeds; one that is fed by the same twice counts twice. */
export function consumersOf(nodes: readonly NetworkNode[]): Map<NodeId, number> {
  const consumers = new Map<NodeId, number>();
  for (const { inputs } of nodes) {
    for (const source of inputs) consumers.set(source, (consumers.get(source) ?? 0) + 1);
  }
  return consumers;
}

/** An id for a new node of a kind that no node of the network has: the lowest free number. */
export function freeId(network: Network, kind: string): NodeId {
  const taken = new Set(network.nodes.map((node) => node.id));
  let number = 1;
  while (taken.has(`${kind}${number}`)) number++;
  return `${kind}${number}`;
}

/**
 * Puts a node behind another; whoever the other fed is now fed by the new one. Throws a RangeError
 * where there is no such other.
 */
export function insertAfter(network: Network, after: NodeId, node: NetworkNode): Network {
  nodeOf(network, after);
  const nodes = network.nodes.flatMap((present) => {
    const rewired = {
      ...present,
      inputs: present.inputs.map((source) => (source === after ? node.id : source)),
    };
    return present.id === after ? [rewired, { ...node, inputs: [after] }] : [rewired];
  });
  return { nodes };
}

/** Puts a node into one edge: behind `from` on the way to `to`, and on no other way. */
export function insertBetween(
  network: Network,
  from: NodeId,
  to: NodeId,
  node: NetworkNode,
): Network {
  const target = nodeOf(network, to);
  if (!target.inputs.includes(from)) throw new RangeError(`${from} does not feed ${to}`);
  const nodes = network.nodes.flatMap((present) => {
    if (present.id !== to) return [present];
    const inputs = present.inputs.map((source) => (source === from ? node.id : source));
    return [
      { ...node, inputs: [from] },
      { ...present, inputs },
    ];
  });
  return { nodes };
}

/**
 * Takes a node out; whoever it fed is now fed by its first input. The input itself stays. Where
 * branches met in the node, the first goes on alone, and what then feeds nobody goes too.
 */
export function removeNode(network: Network, id: NodeId): Network {
  const { inputs } = nodeOf(network, id);
  const source = inputs[0];
  if (source === undefined) return network;
  const nodes = network.nodes
    .filter((node) => node.id !== id)
    .map((node) => ({
      ...node,
      inputs: node.inputs.map((input) => (input === id ? source : input)),
    }));
  return { nodes: inputs.length > 1 ? withoutDeadEnds(nodes, inputs) : nodes };
}

/** Of the nodes that lost whom they fed, the first stays; the others go, with all that only fed them. */
function withoutDeadEnds(
  nodes: readonly NetworkNode[],
  [first, ...ends]: readonly NodeId[],
): readonly NetworkNode[] {
  const suspects = new Set(ends);
  const dead = new Set<NodeId>();
  for (const node of nodes.toReversed()) {
    if (!suspects.has(node.id) || node.id === first || node.inputs.length === 0) continue;
    const isUsed = nodes.some(({ id, inputs }) => !dead.has(id) && inputs.includes(node.id));
    if (isUsed) continue;
    dead.add(node.id);
    for (const source of node.inputs) suspects.add(source);
  }
  return nodes.filter(({ id }) => !dead.has(id));
}

/**
 * The network in which other nodes feed one, in this order. Throws a RangeError for one that does not
 * stand before it, or where there would be none.
 */
export function withInputs(network: Network, id: NodeId, inputs: readonly NodeId[]): Network {
  const place = network.nodes.indexOf(nodeOf(network, id));
  const before = new Set(network.nodes.slice(0, place).map((node) => node.id));
  if (inputs.length === 0 || !inputs.every((source) => before.has(source))) {
    throw new RangeError(`${id} cannot be fed by ${inputs.join(', ')}`);
  }
  return { nodes: network.nodes.map((node) => (node.id === id ? { ...node, inputs } : node)) };
}

/** Moves a node so that it stands behind another. The input stays, and so does where branches meet. */
export function moveAfter(network: Network, id: NodeId, after: NodeId): Network {
  const node = nodeOf(network, id);
  if (id === after || node.inputs.length !== 1) return network;
  return insertAfter(removeNode(network, id), after, node);
}

/** Puts a copy of a node, settings and all, directly behind it. */
export function duplicateNode(network: Network, id: NodeId): { network: Network; copy: NodeId } {
  const node = nodeOf(network, id);
  // A network has one input.
  if (node.inputs.length === 0) return { network, copy: id };
  const copy = freeId(network, node.kind);
  return { network: insertAfter(network, id, { ...node, id: copy }), copy };
}

/** The network with some settings of one node changed. */
export function withSettings(network: Network, id: NodeId, changes: Settings): Network {
  return {
    nodes: network.nodes.map((node) =>
      node.id === id ? { ...node, settings: { ...node.settings, ...changes } } : node,
    ),
  };
}
