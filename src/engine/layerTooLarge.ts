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

/**
 * Bytes from which on WASM's reading beyond its memory is put down to the layer: it is given a place that
 * does not exist where there is no more memory. A small layer for which it happens has met a fault.
 */
const largeBytes = 2 ** 28;

/** What to throw in the place of an error that a node met, whose numbers have these shapes. */
export function tooLargeOr(error: unknown, nodeId: NodeId, shapes: readonly Shape[]): unknown {
  const bytes = 4 * shapes.reduce((total, shape) => total + sizeOf(shape), 0);
  const isTooLarge = isForWantOfMemory(error) || (bytes >= largeBytes && isBeyondMemory(error));
  return isTooLarge ? new LayerTooLarge(nodeId, bytes, error) : error;
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

/** WebAssembly's own error: "memory access out of bounds", "index out of bounds" in Firefox. */
function isBeyondMemory(error: unknown): boolean {
  return (
    error instanceof Error && error.name === 'RuntimeError' && /out of bounds/i.test(error.message)
  );
}
