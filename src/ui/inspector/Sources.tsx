/** Which layers meet in this one: each can be left out, and any layer before it can come in. */
import { memo } from 'react';
import { definitionOf } from '../../layers';
import type { NodeFace, NodeId } from '../../network/graph';
import { changeInputs } from '../../store/network';
import { useStore } from '../../store/store';
import { selectStructure } from '../../store/structure';
import { IconButton } from '../controls/IconButton';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';
import './sources.css';

/** Nothing for layers that take one input. */
export const Sources = memo(function Sources({ node }: { node: NodeFace }) {
  if (!definitionOf(node.kind).merge) return null;
  return <SourceList node={node} />;
});

function SourceList({ node: { id, inputs } }: { node: NodeFace }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const { nodes } = useStore(selectStructure);
  const before = nodes.slice(
    0,
    nodes.findIndex((node) => node.id === id),
  );
  const nameOfId = (source: NodeId) => {
    const node = nodes.find((each) => each.id === source);
    return node ? nameOf(node) : source;
  };
  const without = (place: number) => inputs.filter((_, index) => index !== place);
  return (
    <div className="sources-list">
      <h3 className="section-title">{t('inspector.sources')}</h3>
      <ul>
        {inputs.map((source, place) => (
          <li key={`${source} ${inputs.slice(0, place).filter((each) => each === source).length}`}>
            <span>{nameOfId(source)}</span>
            {inputs.length > 1 && (
              <IconButton
                label={t('inspector.removeSource', { name: nameOfId(source) })}
                icon="trash"
                onClick={() => changeInputs(id, without(place))}
              />
            )}
          </li>
        ))}
      </ul>
      <select
        className="select"
        aria-label={t('inspector.addSource')}
        value=""
        onChange={(event) => changeInputs(id, [...inputs, event.target.value])}
      >
        <option value="" disabled>
          {t('inspector.addSource')}
        </option>
        {before.map((node) => (
          <option key={node.id} value={node.id}>
            {nameOf(node)}
          </option>
        ))}
      </select>
    </div>
  );
}
