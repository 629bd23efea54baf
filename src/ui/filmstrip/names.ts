/** Short names of layers for the filmstrip: "conv 1", or "flatten" where there is only one. */
import { useTranslation } from 'react-i18next';
import type { Network, NetworkNode } from '../../network/graph';
import { useStore } from '../../store/store';

/** The number in an id such as `conv2d3`, or null where the id is a name of another make. */
export function numberOf({ id, kind }: NetworkNode): number | null {
  const rest = id.startsWith(kind) ? id.slice(kind.length) : '';
  return /^\d+$/.test(rest) ? Number(rest) : null;
}

/** Whether the network has no other layer of the node's kind, so that the kind is name enough. */
export function isOnlyOne({ nodes }: Network, { kind }: NetworkNode): boolean {
  return nodes.filter((node) => node.kind === kind).length === 1;
}

export function useShortName(node: NetworkNode): string {
  const { t } = useTranslation();
  const onlyOne = useStore((state) => isOnlyOne(state.network, node));
  const number = numberOf(node);
  if (number === null) return node.id;
  const kind = t(`filmstrip.short.${node.kind}`, { defaultValue: node.kind });
  return onlyOne ? kind : `${kind} ${number}`;
}
