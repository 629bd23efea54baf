/** What a node is called on screen: the short name of its kind and its running number in the network. */
import { useTranslation } from './words';
import type { NodeFace } from '../network/graph';
import { selectNumber, selectOrder } from '../store/derived';
import { store, useStore } from '../store/store';

/**
 * Names nodes as the filmstrip does: "conv 2", "pool 1"; the input is the photo. Follows the order
 * of the layers, not their settings.
 */
export function useNodeName(): (node: NodeFace) => string {
  const { t } = useTranslation();
  useStore(selectOrder);
  return ({ id, kind }) => {
    const short = t(`filmstrip.short.${kind}`);
    return kind === 'input' ? short : `${short} ${selectNumber(store.getState(), id)}`;
  };
}
