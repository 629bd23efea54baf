/** The kernel of a convolution in groups, where a backend has one: tfjs itself has none. */
import type { Tensor, TensorFlow } from './contract';

/** Its inputs are `x` and the groups' `filter0`, `bias0`, `filter1`, …; its attributes FusedConv2D's. */
export const groupedConvolution = 'GroupedFusedConv2D';

/** Whether the present backend convolves in groups by itself. */
export function convolvesInGroups(tf: TensorFlow): boolean {
  return tf.getKernel(groupedConvolution, tf.getBackend()) !== undefined;
}

/** @param parts the groups' filters, then their biases */
export function namedParts(parts: readonly Tensor[]): Record<string, Tensor> {
  const groups = parts.length / 2;
  return Object.fromEntries(
    parts.map((part, index) => [index < groups ? `filter${index}` : `bias${index - groups}`, part]),
  );
}
