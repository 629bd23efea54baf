/** The layer under the playhead: every map a canvas, with the picture it was made from beside it. */
import './stage.css';
import { memo } from 'react';
import { useTranslation } from '../words';
import type { Shape } from '../../layers/contract';
import { isUnasked } from '../../network/askedWeights';
import type { NodeFacts } from '../../network/shape';
import type { NodeFace } from '../../network/graph';
import { selectStageIndex, useFacts } from '../../store/derived';
import { selectIsExplaining, stopExplaining, toggleExplaining } from '../../store/explain';
import { usePhotoSource } from '../../store/photo';
import type { PhotoRef } from '../../store/state';
import { changeView } from '../../store/view';
import { useStore } from '../../store/store';
import { selectStageFace } from '../../store/structure';
import { selectHasTrained } from '../../store/trained';
import { useIsPhone } from '../media';
import { useNodeName } from '../nodeName';
import { SidePicture } from './SidePicture';
import { TileGrid } from './TileGrid';
import { later } from '../trouble/later';

const EnlargedMap = later(() => import('./EnlargedMap'), {
  hasPlace: true,
  onLeave: () => changeView({ enlarged: false }),
});
const MatrixStage = later(() => import('../matrix/MatrixStage'), { hasPlace: true });
const PadStage = later(() => import('../digit/PadStage'), { hasPlace: true });
const Legend = later(async () => ({ default: (await import('../inspector/Scale')).Legend }));
const VectorBars = later(() => import('./VectorBars'), { hasPlace: true });
const CreateWeights = later(() => import('../CreateWeights'));
const WhatFits = later(() => import('../WhatFits'));
const WeightsSwitch = later(() => import('../weights/WeightsSwitch'));
const ExplainPanel = later(() => import('../explain/ExplainPanel'), {
  hasPlace: true,
  onLeave: stopExplaining,
});

export function Stage() {
  const { t } = useTranslation();
  const node = useStore(selectStageFace);
  const facts = useFacts(node.id);
  const enlarged = useStore((state) => state.view.enlarged);
  // Where the inspector is a sheet, the legend stays in sight here.
  const isPhone = useIsPhone();
  const runs = facts?.state === 'runs' ? facts : null;
  const isVector = runs?.shape.length === 1;
  const source = usePhotoSource();
  const isInput = node.kind === 'input';
  const explaining = useStore(selectIsExplaining);
  return (
    <main className="stage" aria-label={t('stage.region')}>
      <StageTitle node={node} facts={facts} />
      {isPhone && runs && (
        <div className="stage__legend">
          <Legend heading="h2" />
        </div>
      )}
      <div className="stage__body">
        {!(enlarged && runs && !isVector) && <SidePicture node={node} />}
        <div className="stage__maps">
          {runs === null ? (
            <CannotRun node={node} facts={facts} />
          ) : isInput && source === 'matrix' ? (
            <MatrixStage node={node} />
          ) : isInput && source === 'drawing' ? (
            <PadStage />
          ) : isVector ? (
            <VectorBars node={node} />
          ) : enlarged ? (
            <EnlargedMap node={node} />
          ) : (
            <TileGrid node={node} />
          )}
        </div>
      </div>
      {explaining && runs && <ExplainPanel node={node} />}
    </main>
  );
}

/** What the input shows, where it is made here. */
const summaries: Partial<Record<PhotoRef['source'], string>> = {
  matrix: 'matrix.summary',
  drawing: 'digit.summary',
};

interface TitleProps {
  node: NodeFace;
  facts: NodeFacts | undefined;
}

const StageTitle = memo(function StageTitle({ node, facts }: TitleProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const index = useStore(selectStageIndex);
  const composite = useStore((state) => state.view.composite);
  const explaining = useStore(selectIsExplaining);
  const hasTrained = useStore(selectHasTrained);
  const notFinite = useStore((state) => state.run.frames.get(node.id)?.statistics.notFinite ?? 0);
  const runs = facts?.state === 'runs' ? facts : null;
  const source = usePhotoSource();
  const threeMaps = runs?.shape.length === 3 && runs.shape[2] === 3;
  return (
    <div className="stage__title">
      <h1>{nameOf(node)}</h1>
      <p>
        <span>
          {runs === null
            ? t('stage.position', { index, kind: t(`layer.${node.kind}.name`) })
            : index === 0
              ? t(summaries[source] ?? 'stage.summaryInput', { out: runs.shape.join('×') })
              : t('stage.summary', {
                  kind: t(`layer.${node.kind}.name`),
                  in: shapesText(runs.inputShapes),
                  out: runs.shape.join('×'),
                })}
        </span>
        {notFinite > 0 && (
          <strong className="stage__problem">{` ${t('stage.notFinite', { count: notFinite })}`}</strong>
        )}
      </p>
      {hasTrained && (
        <div className="stage__weights">
          <WeightsSwitch />
        </div>
      )}
      {runs && (
        <button
          type="button"
          className="button button--bordered stage__explain"
          aria-pressed={explaining}
          onClick={toggleExplaining}
        >
          {t('explain.open')}
        </button>
      )}
      {threeMaps && index > 0 && (
        <label className="check stage__composite">
          <input
            type="checkbox"
            checked={composite}
            onChange={(event) => changeView({ composite: event.target.checked, enlarged: false })}
          />
          <span>{t('stage.composite')}</span>
        </label>
      )}
    </div>
  );
});

/** Shapes that meet are all written out, up to so many. */
const mostShapes = 8;

function shapesText(shapes: readonly Shape[]): string {
  const texts = shapes.map((shape) => shape.join('×'));
  if (texts.length <= mostShapes) return texts.join(' + ');
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return `${texts.length} × (${first})`;
  return `${texts.slice(0, mostShapes - 1).join(' + ')} + … + ${texts.at(-1)}`;
}

function CannotRun({ node, facts }: { node: NodeFace; facts: NodeFacts | undefined }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const culprit = useStore((state) =>
    facts?.state === 'waits' ? state.network.nodes.find(({ id }) => id === facts.for) : undefined,
  );
  if (facts?.state === 'cannotRun') {
    return (
      <div className="stage__cannot" role="status">
        <h2 data-quiet={isUnasked(facts)}>
          {t(isUnasked(facts) ? 'stage.waits' : 'stage.cannotRun', { name: nameOf(node) })}
        </h2>
        <p>{t(`problem.${facts.problem.code}`, { ...facts.problem.values })}</p>
        <CreateWeights nodeId={node.id} />
        <WhatFits nodeId={node.id} />
      </div>
    );
  }
  if (!culprit) return null;
  return (
    <div className="stage__cannot" role="status">
      <h2>{t('stage.waits', { name: nameOf(node) })}</h2>
      <p>{t('stage.waitsFor', { name: nameOf(culprit) })}</p>
      <CreateWeights nodeId={culprit.id} />
      <WhatFits nodeId={culprit.id} />
    </div>
  );
}
