/**
 * The weights of the present network in the backend, the newest of each node alone. WASM keeps a
 * prepared operator beside every kernel, with a table of the kernel's cells times the output's
 * positions (87 MB for 15 × 15 on 400 pixels): a few dozen old ones would fill all its memory.
 */
import type { Tensor, TensorFlow, WeightSpec } from '../layers/contract';
import { inParts } from '../layers/weightParts';
import type { NetworkNode, NodeId } from '../network/graph';
import { silenced } from './weights';

/** Kernels with more numbers than this are not sent to the page, which could not draw them. */
const drawableWeights = 300_000;

/** More numbers than this, 2 MB, are not left lying about once a node has others. */
const largeWeights = 500_000;

/** Where the numbers of a node's weights come from. */
export type WeightsFor = (node: NetworkNode, spec: WeightSpec) => Float32Array;

export interface WeightTensor {
  readonly name: WeightSpec['name'];
  /** Of which specification these are the numbers. */
  readonly key: string;
  readonly tensor: Tensor;
  /** What the layer computes with: its parts, or the tensor itself. */
  readonly parts: readonly Tensor[];
  /**
   * The numbers themselves; in the tensor those of silent filters are 0. Null where nobody could
   * draw so many, or lay them out as kernels: they need not be there twice.
   */
  readonly values: Float32Array | null;
}

export class WeightTensors {
  private readonly tf: TensorFlow;
  private readonly weightsFor: WeightsFor;
  private readonly byNode = new Map<NodeId, Map<WeightSpec['name'], WeightTensor>>();

  constructor(tf: TensorFlow, weightsFor: WeightsFor) {
    this.tf = tf;
    this.weightsFor = weightsFor;
  }

  /** The weights of a node, those of an earlier run where they are the same. */
  of(node: NetworkNode, specs: readonly WeightSpec[]): readonly WeightTensor[] {
    const before = this.byNode.get(node.id);
    const now = new Map<WeightSpec['name'], WeightTensor>();
    try {
      for (const spec of specs) now.set(spec.name, this.tensorOf(node, spec, before));
    } catch (error) {
      // There was no room for one of them: those that nobody knows of are not left lying about.
      for (const [name, weight] of now) if (before?.get(name) !== weight) this.dispose(weight);
      throw error;
    }
    for (const [name, weight] of before ?? []) {
      if (now.get(name) !== weight) this.dispose(weight);
    }
    this.byNode.set(node.id, now);
    return [...now.values()];
  }

  /** Drops the large ones of a node that are not of these specifications. */
  keepOnly(id: NodeId, specs: () => readonly WeightSpec[]): void {
    const weights = this.byNode.get(id);
    if (!weights) return;
    const large = [...weights].filter(([, { tensor }]) => tensor.size > largeWeights);
    if (large.length === 0) return;
    const keys = new Set(specs().map((spec) => JSON.stringify(spec)));
    for (const [name, weight] of large) {
      if (keys.has(weight.key)) continue;
      this.dispose(weight);
      weights.delete(name);
    }
  }

  /** Drops those of nodes that are no longer there. */
  retain(isPresent: (id: NodeId) => boolean): void {
    for (const [id, weights] of this.byNode) {
      if (isPresent(id)) continue;
      for (const weight of weights.values()) this.dispose(weight);
      this.byNode.delete(id);
    }
  }

  get bytes(): number {
    let bytes = 0;
    for (const weights of this.byNode.values()) {
      for (const { tensor, parts } of weights.values()) {
        for (const each of new Set([tensor, ...parts])) bytes += 4 * each.size;
      }
    }
    return bytes;
  }

  /** Forgets all without touching the tensors: their backend is gone. */
  abandon(): void {
    this.byNode.clear();
  }

  private tensorOf(
    node: NetworkNode,
    spec: WeightSpec,
    before: ReadonlyMap<string, WeightTensor> | undefined,
  ): WeightTensor {
    const key = JSON.stringify(spec);
    const kept = before?.get(spec.name);
    if (kept?.key === key) return kept;
    const values = this.weightsFor(node, spec);
    const tensor: Tensor = this.tf.tensor(silenced(values, spec), [...spec.shape], 'float32');
    return {
      name: spec.name,
      key,
      values: spec.shape.length !== 2 && values.length <= drawableWeights ? values : null,
      tensor,
      parts: inParts(this.tf, tensor, spec),
    };
  }

  private dispose({ tensor, parts }: WeightTensor): void {
    this.tf.dispose([tensor, ...parts]);
  }
}
