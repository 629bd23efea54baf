/** Weights that are so many that a layer waits until somebody asks for them. */
import { weightsNotCreated } from '../layers/dense';
import type { Network } from './graph';
import type { NodeFacts } from './shape';

/** Whether a node only waits to be asked for. */
export function isUnasked(facts: NodeFacts | undefined): boolean {
  return facts?.state === 'cannotRun' && facts.problem.code === weightsNotCreated;
}

/** The network with the weights of all its layers asked for. */
export function withWeightsAsked(network: Network): Network {
  return {
    nodes: network.nodes.map((node) =>
      node.settings['created'] === false
        ? { ...node, settings: { ...node.settings, created: true } }
        : node,
    ),
  };
}
