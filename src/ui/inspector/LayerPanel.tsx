/** The layer under the playhead: its settings, kernels, facts and selected map. */
import { memo } from 'react';
import { useTranslation } from '../words';
import { definitionOf } from '../../layers';
import { isUnasked } from '../../network/askedWeights';
import type { NodeFace, NodeId } from '../../network/graph';
import { selectStageNode, useFacts } from '../../store/derived';
import { duplicateLayer, goToNode, removeLayer } from '../../store/network';
import { useStore } from '../../store/store';
import { IconButton } from '../controls/IconButton';
import CreateWeights from '../CreateWeights';
import WhatFits from '../WhatFits';
import { MatrixSettings } from '../matrix/MatrixSettings';
import { Facts } from './Facts';
import { InputScaling } from './InputScaling';
import { Kernels } from './Kernels';
import { LayerName } from './LayerName';
import { LayerSettings } from './LayerSettings';
import { SelectedMap } from './SelectedMap';
import { Sources } from './Sources';
import { hasWeights } from './settingRows';
import { useNodeFace } from '../useNodeFace';
import { useNameOf } from './useNameOf';
import { TrainedChoice } from './TrainedChoice';
import { WeightSettings } from './WeightSettings';
import { later } from '../trouble/later';

// Asked for once the network has run: the first maps do not wait for it.
const Patches = later(() => import('../patches/Patches'), { hasPlace: true });

export function LayerPanel() {
  const { t } = useTranslation();
  const node = useStore(selectStageNode);
  const face = useNodeFace(node);
  const { remark } = definitionOf(node.kind);
  const facts = useFacts(node.id);
  const hasRun = useStore((state) => state.run.memory !== null);
  const hasMaps = facts?.state === 'runs' && facts.shape.length === 3;
  const hasOnlyWeights = node.kind !== 'conv2d' && hasWeights(definitionOf(node.kind));
  return (
    <>
      <section className="inspector__section">
        <Title node={face} />
        <Standing nodeId={node.id} />
        <Sources node={face} />
        <LayerSettings key={node.id} node={node} part="layer" />
        {remark !== undefined && <p className="inspector__note">{t(`remark.${remark}`)}</p>}
        {node.kind === 'input' && <InputScaling node={node} />}
      </section>
      {node.kind === 'input' && <MatrixSettings />}
      {node.kind === 'conv2d' && <Kernels key={`kernels ${node.id}`} node={node} />}
      {hasOnlyWeights && (
        <section className="inspector__section" key={`weights ${node.id}`}>
          <h3 className="section-title">{t('inspector.weights')}</h3>
          {'trained' in node.settings && <TrainedChoice node={node} />}
          <WeightSettings node={node} />
        </section>
      )}
      <Facts node={node} />
      <SelectedMap node={face} />
      {hasRun && hasMaps && node.inputs.length > 0 && <Patches node={face} />}
    </>
  );
}

const Title = memo(function Title({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const name = useNameOf(node.id);
  return (
    <header className="inspector__title">
      <h2>
        <LayerName node={node} />
      </h2>
      {node.kind !== 'input' && (
        <span className="inspector__actions">
          <IconButton
            label={t('inspector.duplicate', { name })}
            icon="copy"
            onClick={() => duplicateLayer(node.id)}
          />
          <IconButton
            label={t('inspector.remove', { name })}
            icon="trash"
            onClick={() => removeLayer(node.id)}
          />
        </span>
      )}
    </header>
  );
});

/** Why the layer does not run, where it does not; and that is all that is said of it then. */
const Standing = memo(function Standing({ nodeId }: { nodeId: NodeId }) {
  const { t } = useTranslation();
  const facts = useFacts(nodeId);
  const name = useNameOf(facts?.state === 'waits' ? facts.for : nodeId);
  if (!facts || facts.state === 'runs') return null;
  if (facts.state === 'cannotRun') {
    return (
      <div className="inspector__problem" data-quiet={isUnasked(facts)}>
        <output>{t(`problem.${facts.problem.code}`, { ...facts.problem.values })}</output>
        <CreateWeights nodeId={nodeId} />
        <WhatFits nodeId={nodeId} />
      </div>
    );
  }
  return (
    <div className="inspector__problem">
      <output>{t('inspector.waits', { name })}</output>
      <button className="button button--bordered" onClick={() => goToNode(facts.for)}>
        {t('inspector.goTo', { name })}
      </button>
      <CreateWeights nodeId={facts.for} />
    </div>
  );
});
