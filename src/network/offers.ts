/** Where there is no room for a layer: what could be made smaller, each to the most that still fits. */
import { tooManyParameters } from '../layers/dense';
import { definitionOf } from '../layers';
import { isUnasked } from './askedWeights';
import { needsMemory } from './demand';
import { nodeOf, nodesBefore, withInputs, withSettings, type Network, type NodeId } from './graph';
import type { NodeFacts } from './shape';

export type Offer =
  /** One number of one layer. */
  | { type: 'setting'; nodeId: NodeId; key: string; value: number }
  /** So many of the layers that meet in one. */
  | { type: 'inputs'; nodeId: NodeId; count: number }
  /** So many filters or units at most, in every layer. */
  | { type: 'everywhere'; most: number };

export type FactsOf = (network: Network) => ReadonlyMap<NodeId, NodeFacts>;

/** Settings that say how many outputs a layer has. */
const countKeys = ['filters', 'units', 'depthMultiplier'];
/** Layers whose number of outputs is worth an offer, the nearest first. */
const mostCounts = 2;
/** Below the most that there is room for, a number may not suit for other reasons, as groups. */
const nearEnough = 64;

/** Whether a layer has no room, or waits for one that has none. */
export function hasNoRoom(facts: ReadonlyMap<NodeId, NodeFacts>, id: NodeId): boolean {
  const own = facts.get(id);
  const culprit = own?.state === 'waits' ? facts.get(own.for) : own;
  return (
    culprit?.state === 'cannotRun' &&
    [needsMemory, tooManyParameters].includes(culprit.problem.code)
  );
}

/** Ways to let a layer run that has no room; empty where it has. */
export function offersFor(network: Network, id: NodeId, factsOf: FactsOf): readonly Offer[] {
  if (!hasNoRoom(factsOf(network), id)) return [];
  const most = (present: number, least: number, make: (value: number) => Offer) =>
    largestFitting(least, present - 1, (value) => {
      const facts = factsOf(withOffer(network, make(value)));
      if (hasNoRoom(facts, id)) return 'too large';
      const own = facts.get(id);
      return own?.state === 'runs' || isUnasked(own) ? 'fits' : 'does not suit';
    }).map(make);
  const before = nodesBefore(network, id).toReversed();
  const counts = before.flatMap(({ id: nodeId, settings }) => {
    const key = countKeys.find((known) => known in settings);
    return key === undefined ? [] : [{ nodeId, key, present: Number(settings[key]) }];
  });
  const join = before.find(({ inputs }) => inputs.length > 1);
  const input = before.at(-1);
  const offers = [
    ...counts
      .slice(0, mostCounts)
      .flatMap(({ nodeId, key, present }) =>
        most(present, 1, (value) => ({ type: 'setting', nodeId, key, value })),
      ),
    ...(join ? most(join.inputs.length, 1, (count) => inputsOf(join.id, count)) : []),
    ...(input?.kind === 'input'
      ? most(Number(input.settings['longestSide']), leastSide(input.kind), (value) => ({
          type: 'setting',
          nodeId: input.id,
          key: 'longestSide',
          value,
        }))
      : []),
  ];
  if (offers.length > 0) return offers;
  const largest = Math.max(0, ...counts.map(({ present }) => present));
  return most(largest, 1, (most) => ({ type: 'everywhere', most }));
}

/** The network with an offer taken. */
export function withOffer(network: Network, offer: Offer): Network {
  switch (offer.type) {
    case 'setting':
      return withSettings(network, offer.nodeId, { [offer.key]: offer.value });
    case 'inputs': {
      const { inputs } = nodeOf(network, offer.nodeId);
      return withInputs(network, offer.nodeId, inputs.slice(0, offer.count));
    }
    case 'everywhere':
      return {
        nodes: network.nodes.map((node) => {
          const key = countKeys.find((known) => known in node.settings);
          if (key === undefined || Number(node.settings[key]) <= offer.most) return node;
          return { ...node, settings: { ...node.settings, [key]: offer.most } };
        }),
      };
  }
}

function inputsOf(nodeId: NodeId, count: number): Offer {
  return { type: 'inputs', nodeId, count };
}

function leastSide(kind: string): number {
  const spec = definitionOf(kind).settings['longestSide'];
  return spec?.type === 'integer' ? spec.min : 1;
}

/** The largest number of a range that fits, in a list; an empty one where none does. */
function largestFitting(
  least: number,
  most: number,
  judge: (value: number) => 'too large' | 'fits' | 'does not suit',
): number[] {
  let low = least - 1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (judge(middle) === 'too large') high = middle - 1;
    else low = middle;
  }
  for (let value = low; value >= Math.max(least, low - nearEnough); value--) {
    if (judge(value) === 'fits') return [value];
  }
  return [];
}
