/** Trained or random weights, in every layer at once; in its place how they load, or that they did not. */
import { mebibytes } from '../../paint/formatNumber';
import { retryWeights } from '../../store/conductor';
import { useStore } from '../../store/store';
import { selectLoadedBytes, selectTotalBytes, selectWeightsStanding } from '../../store/trained';
import { changeView } from '../../store/view';
import { Segments } from '../controls/Segments';
import { useTranslation } from '../words';
import './weights.css';

const choices = ['trained', 'random'] as const;

export default function WeightsSwitch() {
  const { t } = useTranslation();
  const standing = useStore(selectWeightsStanding);
  const chosen = useStore((state) => state.view.weights);
  const singleKeys = useStore((state) => state.settings.singleKeys);
  if (standing === 'loading') return <Loading />;
  if (standing === 'failed') {
    return (
      <div className="weights">
        <p className="weights__failed">{t('weights.failed')}</p>
        <button type="button" className="button button--bordered" onClick={retryWeights}>
          {t('weights.retry')}
        </button>
      </div>
    );
  }
  return (
    <div className="weights">
      <span className="weights__label" aria-hidden="true">
        {t('weights.label')}
      </span>
      <Segments
        label={t('weights.label')}
        title={t(singleKeys ? 'weights.hint' : 'weights.hintWithoutKey')}
        {...(singleKeys && { keys: 't' })}
        options={choices.map((value) => ({ value, label: t(`weights.${value}`) }))}
        value={chosen}
        onChange={(weights) => changeView({ weights })}
      />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  const loaded = useStore(selectLoadedBytes);
  const total = useStore(selectTotalBytes);
  const words =
    total === null
      ? t('weights.loading')
      : t('weights.loadingOf', { loaded: (loaded / 2 ** 20).toFixed(1), total: mebibytes(total) });
  return (
    <div className="weights">
      <span className="weights__label">{words}</span>
      <progress
        className="progress weights__bar"
        aria-label={t('weights.loading')}
        {...(total === null ? {} : { max: total, value: loaded })}
      />
    </div>
  );
}
