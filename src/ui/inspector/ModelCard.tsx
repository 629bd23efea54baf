/** What a trained preset is, what it learned from, how well it does and what it gets wrong. */
import type { ModelFigures } from '../../engine/protocol';
import { formatFixed } from '../../paint/formatNumber';
import { trainedSources } from '../../layers/trainedLayers';
import { selectPreset } from '../../store/derived';
import { useStore } from '../../store/store';
import { useTranslation } from '../words';
import { formatCount } from './formatCount';
import { usePaperWords } from './paperWords';
import './facts.css';
import './paperCard.css';

export function ModelCard() {
  const { t } = useTranslation();
  const source = useStore((state) => selectPreset(state)?.trained);
  const weights = useStore((state) =>
    source === undefined ? undefined : state.run.weights[source],
  );
  const hasWords = usePaperWords();
  if (source === undefined || !hasWords) return null;
  const figures = weights?.state === 'ready' ? weights.figures : null;
  return (
    <section className="inspector__section paper">
      <h2 className="section-title">{t('model.heading')}</h2>
      <p>{t(`model.${source}.about`, { count: trainedSources[source]?.labels.length ?? 0 })}</p>
      <p>{t(`model.${source}.data`)}</p>
      {figures ? <Figures figures={figures} /> : <p className="paper__note">{t('model.waits')}</p>}
      <p className="paper__wrong">{t(`model.${source}.wrong`)}</p>
    </section>
  );
}

/** Read from the model's own file. */
function Figures({ figures }: { figures: ModelFigures }) {
  const { t } = useTranslation();
  const { split, pictures, accuracy, catRecall, catPrecision } = figures;
  const { falseAlarms, falseAlarmPictures } = figures;
  const rows = [
    {
      term: t('model.accuracy'),
      share: accuracy,
      of: t(`model.of.${split}`, { pictures: formatCount(pictures) }),
    },
    { term: t('model.catRecall'), share: catRecall },
    { term: t('model.catPrecision'), share: catPrecision },
    {
      term: t('model.falseAlarms'),
      share: falseAlarms,
      of: t('model.ofOthers', { pictures: formatCount(falseAlarmPictures ?? 0) }),
    },
  ];
  return (
    <dl className="facts paper__figures">
      {rows.map(({ term, share, of }) =>
        share === undefined ? null : (
          <div key={term} className="facts__fact">
            <dt>{term}</dt>
            <dd>{t('model.share', { percent: formatFixed(share * 100, 1) })}</dd>
            {of !== undefined && <dd className="facts__sum">{of}</dd>}
          </div>
        ),
      )}
    </dl>
  );
}
