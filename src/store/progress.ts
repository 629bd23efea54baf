/** How far a run has got, by the work of its layers, and how long the rest will take. */
import { sizeOf } from '../layers/contract';
import type { Network, NodeId } from '../network/graph';
import type { NodeFacts } from '../network/shape';

/**
 * The share, 0..1, of the network's work that is done once a node is: its multiply-adds, and one for
 * each number that it gives on, so that layers without any count too.
 */
export function workDone(
  { nodes }: Network,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  nodeId: NodeId,
): number {
  let all = 0;
  let done = 0;
  for (const { id } of nodes) {
    const own = facts.get(id);
    if (own?.state === 'runs') all += own.macs + sizeOf(own.shape);
    if (id === nodeId) done = all;
  }
  return all === 0 ? 1 : done / all;
}

/** How long the rest takes, for the page to say; nothing that it says is longer than a day. */
export type TimeLeft = { unit: 'seconds' | 'minutes' | 'hours'; count: number } | 'days' | null;

/** A time in the unit that suits it; null where it is not worth a word. */
export function timeLeft(seconds: number | null): TimeLeft {
  if (seconds === null || Number.isNaN(seconds) || seconds <= 1) return null;
  const count = Math.ceil(seconds);
  if (count < 100) return { unit: 'seconds', count };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return { unit: 'minutes', count: minutes };
  const hours = Math.ceil(seconds / 3600);
  return hours <= 24 ? { unit: 'hours', count: hours } : 'days';
}

/** Seconds until all is done, at the pace so far; null while there is none. */
export function secondsLeft(share: number, milliseconds: number): number | null {
  return share > 0 && share < 1 ? ((milliseconds / share) * (1 - share)) / 1000 : null;
}
