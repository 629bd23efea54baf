/**
 * What a network takes in memory, in bytes, known before it runs: followed layer by layer as the engine
 * fills it, so that a layer there is no room for is never begun.
 */
import { definitionOf } from '../layers';
import { sizeOf, type Problem, type Shape } from '../layers/contract';
import { consumersOf, type NetworkNode, type NodeId } from './graph';

const numberBytes = 4;
const mebibyte = 2 ** 20;

/** The problem of a layer that there is no room for. */
export const needsMemory = 'needsMemory';

/** What one layer takes beside its inputs, in bytes. */
export interface Demand {
  output: number;
  /** Its weights, which stay as long as the layer is there. */
  weights: number;
  /** What its computation lays out besides, for a moment. */
  work: number;
}

export function demandOf(
  { kind, settings }: NetworkNode,
  inputShape: Shape,
  shape: Shape,
  parameters: number,
): Demand {
  const definition = definitionOf(kind);
  const output = numberBytes * sizeOf(shape);
  const weights =
    numberBytes * (parameters + (definition.fixedParameters?.(inputShape, settings) ?? 0));
  // Weights are laid out once more for the computation, and a vector is copied whole for the page.
  const copies = weights + (shape.length === 1 ? output : 0);
  return { output, weights, work: copies + (definition.workBytes?.(inputShape, settings) ?? 0) };
}

/** Goes through a network's layers in their order. */
export class MemoryTally {
  private readonly mostBytes: number;
  /** How many layers are yet to be fed by one; until then its output stays. */
  private readonly waiting: Map<NodeId, number>;
  private readonly outputs = new Map<NodeId, number>();
  private weights = 0;
  private held = 0;

  constructor(nodes: readonly NetworkNode[], mostBytes: number) {
    this.mostBytes = mostBytes;
    this.waiting = consumersOf(nodes);
  }

  /** Takes a layer in, or says why there is no room for it: then it takes nothing. */
  admit({ id }: NetworkNode, { output, weights, work }: Demand): Problem | null {
    const needed = this.held + this.weights + output + weights + work;
    // Beyond all numbers too: a few dozen layers can double their maps each.
    if (!(needed <= this.mostBytes)) {
      return {
        code: needsMemory,
        values: {
          needed: mebibytes(needed),
          most: mebibytes(this.mostBytes),
          own: mebibytes(output + weights),
        },
      };
    }
    this.weights += weights;
    if (this.waiting.has(id)) {
      this.outputs.set(id, output);
      this.held += output;
    }
    return null;
  }

  /** The layer's turn is over: what nobody else waits for goes. */
  pass({ inputs }: NetworkNode): void {
    for (const source of inputs) {
      const left = (this.waiting.get(source) ?? 0) - 1;
      this.waiting.set(source, left);
      if (left > 0) continue;
      this.held -= this.outputs.get(source) ?? 0;
      this.outputs.delete(source);
    }
  }
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / mebibyte);
}
