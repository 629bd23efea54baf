/** Networks written down as nested lists: layers one behind the other, and branches that meet again. */
import type { Settings } from '../layers/settings';
import { createNode, type Network, type NetworkNode, type NodeId } from './graph';

export type LayerStep = readonly [kind: string, settings?: Settings];

/** Branches that part behind the layer before and meet in a layer of the kind `join`. */
export interface BranchStep {
  /** Each in the order in which its layers follow; one without a layer is a shortcut. */
  readonly branches: readonly (readonly Step[])[];
  readonly join: 'concatenate' | 'add';
}

export type Step = LayerStep | BranchStep;

/** The network of such steps, branch after branch; ids are kind and running number, as a chain's. */
export function compose(steps: readonly Step[]): Network {
  const nodes: NetworkNode[] = [];
  const counts = new Map<string, number>();
  const put = (kind: string, settings: Settings = {}, inputs: readonly NodeId[]) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const id = `${kind}${count}`;
    nodes.push(createNode(id, kind, settings, inputs));
    return id;
  };
  const follow = (all: readonly Step[], from: readonly NodeId[]): readonly NodeId[] => {
    let ends = from;
    for (const step of all) {
      if ('branches' in step) {
        const start = ends;
        const met = step.branches.flatMap((branch) => follow(branch, start));
        ends = [put(step.join, {}, met)];
      } else ends = [put(step[0], step[1], ends)];
    }
    return ends;
  };
  follow(steps, []);
  return { nodes };
}
