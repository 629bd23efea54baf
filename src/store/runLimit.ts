/** How much memory a network may take, known before it runs, and what is run of one that takes more. */
import { needsMemory } from '../network/demand';
import type { Network, NodeId } from '../network/graph';
import type { NodeFacts } from '../network/shape';
import { budgetBytes, deviceBudget } from './memoryBudget';
import type { SettingsState } from './state';

const mebibyte = 2 ** 20;

/** Times the budget for what is kept: weights and the layer under way are there besides. */
const budgets = 6;
/** WASM's memory ends at 4 GiB, and tfjs reaches the lower half; the page has copies of its own. */
const most = 1536 * mebibyte;
/** Every preset as it comes, with room to spare. */
const least = 256 * mebibyte;

let deviceBytes = 0;

/** Bytes that a network may take: by the device, or more where a larger budget was set by hand. */
export function runLimit(settings: SettingsState): number {
  // The device stays what it is, and facts are asked for many times a frame.
  deviceBytes ||= deviceBudget() * mebibyte;
  const budget = settings.memoryBudget === null ? deviceBytes : budgetBytes(settings);
  return Math.min(most, Math.max(least, budgets * Math.max(deviceBytes, budget)));
}

/** The network without the layers that there is no room for; those that they feed then wait. */
export function whatFits(network: Network, facts: ReadonlyMap<NodeId, NodeFacts>): Network {
  const nodes = network.nodes.filter(({ id }) => !isTooLarge(facts.get(id)));
  return nodes.length === network.nodes.length ? network : { nodes };
}

function isTooLarge(facts: NodeFacts | undefined): boolean {
  return facts?.state === 'cannotRun' && facts.problem.code === needsMemory;
}
