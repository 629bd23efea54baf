/** The window of a layer in a few characters. */
import { definitionOf } from '../../layers';
import type { NetworkNode } from '../../network/graph';
import type { NodeFacts } from '../../network/shape';

/** The window's size, and its stride where that is not what one expects: "3×3", "/2". */
export function windowText(node: NetworkNode, facts: NodeFacts | undefined): string[] {
  if (facts?.state !== 'runs') return [];
  const definition = definitionOf(node.kind);
  const reach = definition.reach(facts.inputShape, node.settings);
  if (typeof reach === 'string') return [];
  const { size, stride } = reach;
  // Pools step by their own size, other windows by one cell.
  const usual = definition.group === 'pooling' ? size : [1, 1];
  const isUsual = stride[0] === usual[0] && stride[1] === usual[1];
  const steps = stride[0] === stride[1] ? `/${stride[0]}` : `/${stride.join('×')}`;
  return [size.join('×'), ...(isUsual ? [] : [steps])];
}
