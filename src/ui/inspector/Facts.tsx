/** What follows from a layer's settings: shape, parameters, multiply-adds, receptive field, time. */
import { memo, type ReactNode } from 'react';
import { useTranslation } from '../words';
import { definitionOf } from '../../layers';
import type { NetworkNode } from '../../network/graph';
import type { NodeFacts } from '../../network/shape';
import { formatNumber } from '../../paint/formatNumber';
import { useFacts, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { macSum, parameterSum, shapeSums } from './arithmetic';
import { formatCount, formatShape } from './formatCount';
import './facts.css';

export const Facts = memo(function Facts({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const facts = useFacts(node.id);
  if (facts?.state !== 'runs') return null;
  return (
    <section className="inspector__section">
      <h3 className="section-title">{t('inspector.facts')}</h3>
      <dl className="facts">
        {node.kind === 'input' && <PhotoSize />}
        <ShapeFact node={node} facts={facts} />
        {node.kind !== 'input' && <Counts node={node} facts={facts} />}
        <Fact
          term={t('inspector.receptiveField')}
          value={facts.receptiveField.size.join(' × ')}
          sums={[t('inspector.photoPixels')]}
        />
        <Time nodeId={node.id} />
      </dl>
    </section>
  );
});

interface FactProps {
  term: string;
  value: ReactNode;
  /** Lines under the value: the sum that it comes from. */
  sums?: readonly ReactNode[];
}

function Fact({ term, value, sums = [] }: FactProps) {
  return (
    <div className="facts__fact">
      <dt>{term}</dt>
      <dd>{value}</dd>
      {sums.map((sum, line) => (
        <dd key={line} className="facts__sum">
          {sum}
        </dd>
      ))}
    </div>
  );
}

interface RunningProps {
  node: NetworkNode;
  facts: Extract<NodeFacts, { state: 'runs' }>;
}

function PhotoSize() {
  const { t } = useTranslation();
  const photo = useStore((state) => state.photo.present);
  if (!photo) return null;
  const { originalHeight, originalWidth } = photo;
  return <Fact term={t('inspector.photo')} value={`${originalHeight} × ${originalWidth}`} />;
}

function ShapeFact({ node, facts }: RunningProps) {
  const { t } = useTranslation();
  const sums = shapeSums(node, facts.inputShape, facts.shape).map(({ axis, text }) => (
    <>
      {axis !== 'values' && <span className="facts__axis">{t(`inspector.${axis}`)}</span>}
      <span>{text}</span>
    </>
  ));
  const isVector = facts.shape.length === 1;
  const axes = t(isVector ? 'inspector.axesVector' : 'inspector.axesMaps');
  return (
    <Fact
      term={t(node.kind === 'input' ? 'inspector.networkSees' : 'inspector.outputShape')}
      value={<span title={axes}>{formatShape(facts.shape)}</span>}
      sums={sums.length > 0 ? sums : [axes]}
    />
  );
}

function Counts({ node, facts }: RunningProps) {
  const { t } = useTranslation();
  const parameters = parameterSum(node, facts.inputShape, facts.parameters);
  const fixed = definitionOf(node.kind).fixedParameters?.(facts.inputShape, node.settings) ?? 0;
  const macs = macSum(node, facts.inputShape, facts.shape);
  return (
    <>
      <Fact
        term={t('inspector.parameters')}
        value={parameters ? formatCount(facts.parameters) : t('inspector.none')}
        sums={[
          ...(parameters ? [parameters] : []),
          ...(fixed > 0 ? [t('inspector.notTrained', { number: formatCount(fixed) })] : []),
        ]}
      />
      {macs && (
        <Fact term={t('inspector.multiplyAdds')} value={formatCount(facts.macs)} sums={[macs]} />
      )}
    </>
  );
}

function Time({ nodeId }: { nodeId: string }) {
  const { t } = useTranslation();
  const milliseconds = useFrame(nodeId)?.milliseconds;
  const backend = useStore(({ run }) =>
    run.engine.state === 'ready' ? run.engine.backend : undefined,
  );
  if (milliseconds === undefined || backend === undefined) return null;
  const value =
    milliseconds === 0
      ? t('inspector.keptFromBefore')
      : t('inspector.milliseconds', {
          milliseconds: formatNumber(milliseconds, 2),
          backend: t(`backend.${backend}`),
        });
  return <Fact term={t('inspector.computedIn')} value={value} />;
}
