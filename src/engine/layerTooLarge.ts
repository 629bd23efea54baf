/** A layer that needs more memory than there is: no fault of the backend, and another has no more. */
import { sizeOf, type Shape } from '../layers/contract';
import type { NodeId } from '../network/graph';

export class LayerTooLarge extends Error {
  readonly nodeId: NodeId;
  /** What its maps and weights need. */
  readonly bytes: number;

  constructor(nodeId: NodeId, bytes: number, cause: unknown) {
    super(`${nodeId} needs ${bytes} bytes`, { cause });
    this.nodeId = nodeId;
    this.bytes = bytes;
  }
}

/** What to throw in the place of an error that a node met, whose numbers have these shapes. */
export function tooLargeOr(error: unknown, nodeId: NodeId, shapes: readonly Shape[]): unknown {
  if (!isForWantOfMemory(error)) return error;
  const bytes = 4 * shapes.reduce((total, shape) => total + sizeOf(shape), 0);
  return new LayerTooLarge(nodeId, bytes, error);
}

/**
 * Whether it was thrown for want of memory. Chromium says "Invalid typed array length", "Array buffer
 * allocation failed" or "WebAssembly.Memory.grow(): …"; Firefox and Safari "invalid array length", "length
 * too large", "out of bounds" or "Out of memory", not always as a RangeError.
 */
function isForWantOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/out of memory|allocation (?:failed|size)/i.test(error.message)) return true;
  return error instanceof RangeError && /length|memory|bounds|offset|buffer/i.test(error.message);
}
