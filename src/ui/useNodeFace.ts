/** A node's face: the same object while only its settings change, so that memoised views rest. */
import { useMemo } from 'react';
import type { NetworkNode, NodeFace } from '../network/graph';

export function useNodeFace({ id, kind, inputs }: NetworkNode): NodeFace {
  return useMemo(() => ({ id, kind, inputs }), [id, kind, inputs]);
}
