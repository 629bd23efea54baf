/** Weights in the parts that a layer works with: made once, where the layer itself would in each run. */
import type { Tensor, TensorFlow, WeightSpec } from './contract';

/** The parts along the last axis as tensors of their own, or the weight itself where it is used whole. */
export function inParts(tf: TensorFlow, weight: Tensor, { parts = 1 }: WeightSpec): Tensor[] {
  return parts === 1 ? [weight] : tf.split(weight, parts, weight.rank - 1);
}
