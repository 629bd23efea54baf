/** What a node is called on screen: the short name of its kind and its running number in the network. */
import { useTranslation } from 'react-i18next';
import type { NetworkNode } from '../network/graph';
import { useStore } from '../store/store';

/** Names nodes as the filmstrip does: "conv 2", "pool 1"; the input is the photo. */
export function useNodeName(): (node: NetworkNode) => string {
  const { t } = useTranslation();
  const nodes = useStore((state) => state.network.nodes);
  return (node) => {
    const short = t(`filmstrip.short.${node.kind}`);
    const ofKind = nodes.filter(({ kind }) => kind === node.kind);
    const number = ofKind.findIndex(({ id }) => id === node.id) + 1;
    return ofKind.length > 1 || node.kind !== 'input' ? `${short} ${number}` : short;
  };
}
