/** A layer's name as `nodeName` has it, for components that hear of nothing else in the network. */
import { useTranslation } from 'react-i18next';
import type { NodeId } from '../../network/graph';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';

/** The running number of a node among those of its kind, from 1; 0 when it is not there. */
export function selectNumber({ network }: State, id: NodeId): number {
  const kind = selectKind(network.nodes, id);
  return network.nodes.filter((node) => node.kind === kind).findIndex((node) => node.id === id) + 1;
}

function selectKind(nodes: State['network']['nodes'], id: NodeId): string {
  return nodes.find((node) => node.id === id)?.kind ?? 'input';
}

export function useNameOf(id: NodeId): string {
  const { t } = useTranslation();
  const kind = useStore(({ network }) => selectKind(network.nodes, id));
  const number = useStore((state) => selectNumber(state, id));
  const short = t(`filmstrip.short.${kind}`);
  return kind === 'input' ? short : `${short} ${number}`;
}
