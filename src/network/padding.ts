/** The cells that a layer puts around its input before its window slides over it. */
import { definitionOf } from '../layers';
import type { Shape } from '../layers/contract';
import { windowSpan } from '../layers/window';
import type { NetworkNode } from './graph';

export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const noPadding: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

/**
 * The padding of a node that makes `shape` of `inputShape`, in cells. Padding given in pixels is as
 * wide on all sides, also where the window's last step does not come to its end.
 */
export function paddingOf(node: NetworkNode, inputShape: Shape, shape: Shape): Padding {
  const reach = definitionOf(node.kind).reach(inputShape, node.settings);
  if (typeof reach === 'string' || inputShape.length !== 3) return noPadding;
  const isEven = node.settings['padding'] === 'pixels';
  const along = (axis: 0 | 1) => {
    const before = reach.padBefore[axis];
    const [, last] = windowSpan(reach, axis, (shape[axis] ?? 1) - 1);
    const overhang = Math.max(0, last + 1 - (inputShape[axis] ?? 1));
    return { before, after: isEven ? Math.max(before, overhang) : overhang };
  };
  const [rows, columns] = [along(0), along(1)];
  return {
    top: rows.before,
    bottom: rows.after,
    left: columns.before,
    right: columns.after,
  };
}
