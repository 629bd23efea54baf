/** One of the layers that feed a layer. */
import type { NetworkNode, NodeFace } from '../network/graph';
import { useStore } from '../store/store';

/** By its place among the inputs, the first from 0; undefined where there is none. */
export function useNodeBefore({ inputs }: NodeFace, place = 0): NetworkNode | undefined {
  return useStore((state) => state.network.nodes.find(({ id }) => id === inputs[place]));
}
