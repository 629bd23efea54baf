/** A layer's kind in full, and its running number among its kind as the filmstrip has it. */
import { useTranslation } from 'react-i18next';
import type { NetworkNode } from '../../network/graph';
import { useStore } from '../../store/store';

export function LayerName({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const number = useStore(
    ({ network }) =>
      network.nodes.filter(({ kind }) => kind === node.kind).findIndex(({ id }) => id === node.id) +
      1,
  );
  return (
    <>
      {t(`layer.${node.kind}.name`)}
      {node.kind !== 'input' && <span className="inspector__number">{number}</span>}
    </>
  );
}
