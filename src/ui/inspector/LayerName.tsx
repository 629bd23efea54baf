/** A layer's kind in full, and its running number among its kind as the filmstrip has it. */
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';
import { selectNumber } from '../../store/derived';

export function LayerName({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const number = useStore((state) => selectNumber(state, node.id));
  return (
    <>
      <span>{t(`layer.${node.kind}.name`)}</span>
      {node.kind !== 'input' && <span className="inspector__number">{number}</span>}
    </>
  );
}
