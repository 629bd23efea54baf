/**
 * Which cells change when one is changed, through the plain loops. All weights are positive, no bias
 * is added and everything is 0 before: then a cell that is made of the changed one cannot stay as it
 * was, and no influence cancels another. Activations must leave 0 where it is, or be followed by
 * none that compares.
 */
import type { Network, NodeId } from '../../src/network/graph';
import { runReference, weightShapes } from './layer';
import { numbersFrom } from './networks';
import type { Values } from './loops';

/** By node, for each of its numbers (rows, columns, channels) whether it changed. */
export type Changed = ReadonlyMap<NodeId, readonly boolean[]>;

export class Influence {
  private readonly network: Network;
  /** Index of the node whose values are changed. */
  private readonly from: number;
  private readonly shape: number[];
  private readonly before: ReadonlyMap<NodeId, Values>;

  /** Of the values, of such a shape, of one of the network's nodes. */
  constructor(network: Network, nodeId: NodeId, shape: readonly number[]) {
    this.network = network;
    this.from = network.nodes.findIndex(({ id }) => id === nodeId);
    this.shape = [...shape];
    this.before = this.valuesFor(-1);
  }

  /** What changes, in that node and those behind, with one of its numbers. */
  of(index: number): Changed {
    const changed = new Map<NodeId, readonly boolean[]>();
    for (const [id, after] of this.valuesFor(index)) {
      const before = this.before.get(id);
      changed.set(
        id,
        [...after.values].map((value, i) => value !== before?.values[i]),
      );
    }
    return changed;
  }

  private valuesFor(changedIndex: number): ReadonlyMap<NodeId, Values> {
    const size = this.shape.reduce((a, b) => a * b, 1);
    const start = new Float64Array(size);
    if (changedIndex >= 0) start[changedIndex] = 1;
    let values: Values = { shape: this.shape, values: start };
    const all = new Map<NodeId, Values>();
    this.network.nodes.slice(this.from).forEach((node, place) => {
      if (place > 0) {
        const next = numbersFrom(place);
        // Kernel and bias, or gamma, beta, mean and variance: what is added or taken off is 0.
        const shapes = weightShapes(node.kind, node.settings, values.shape);
        const weights = shapes.map((sides, index) => {
          const length = sides.reduce((a, b) => a * b, 1);
          return Float64Array.from({ length }, () => (index % 3 === 0 ? 0.5 + next() : 0));
        });
        const result = runReference(node.kind, node.settings, values, weights);
        if (!result) throw new RangeError(`${node.id} has no output`);
        values = result;
      }
      all.set(node.id, values);
    });
    return all;
  }
}
