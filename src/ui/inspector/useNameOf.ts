/** A layer's name as `nodeName` has it, for components that hear of nothing else in the network. */
import { useTranslation } from '../words';
import type { NodeId } from '../../network/graph';
import { selectNumber } from '../../store/derived';
import { useStore } from '../../store/store';

export function useNameOf(id: NodeId): string {
  const { t } = useTranslation();
  const kind = useStore(({ network }) => network.nodes.find((node) => node.id === id)?.kind);
  const number = useStore((state) => selectNumber(state, id));
  const short = t(`filmstrip.short.${kind ?? 'input'}`);
  return kind === 'input' ? short : `${short} ${number}`;
}
