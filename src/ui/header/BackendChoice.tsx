/** Where it computes: what runs, how fast each backend is here, and why one is not used. */
import { useState } from 'react';
import { useTranslation } from '../words';
import { backendNames, type BackendName } from '../../engine/protocol';
import type { Problem } from '../../layers/contract';
import { formatNumber } from '../../paint/formatNumber';
import { tryBackends } from '../../store/backendTrials';
import { chooseBackend } from '../../store/conductor';
import { useStore } from '../../store/store';

export function BackendChoice() {
  const { t } = useTranslation();
  const [measuring, setMeasuring] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const trials = useStore((state) => state.settings.trials);
  return (
    <fieldset className="dialog__section dialog__backends">
      <legend className="section-title">{t('settings.backend')}</legend>
      <p className="dialog__note">{t('settings.backendNote')}</p>
      {backendNames.map((backend) => (
        <BackendRow key={backend} backend={backend} />
      ))}
      <div className="dialog__note" role="status">
        {trials.map(
          ({ backend, refusal }) =>
            refusal &&
            refusal.code !== 'absent' && (
              <p key={backend}>
                {t('settings.whyNot', {
                  backend: t(`backend.${backend}`),
                  reason: t(`refusal.${refusal.code}`, refusal.values ?? {}),
                })}
              </p>
            ),
        )}
        {problem && <p>{t(`problem.${problem.code}`, problem.values ?? {})}</p>}
      </div>
      <button
        type="button"
        className="button button--bordered"
        disabled={measuring}
        onClick={() => {
          setMeasuring(true);
          setProblem(null);
          void tryBackends(chooseBackend)
            .then(setProblem)
            .finally(() => setMeasuring(false));
        }}
      >
        {t(measuring ? 'settings.measuring' : 'settings.measure')}
      </button>
    </fieldset>
  );
}

function BackendRow({ backend }: { backend: BackendName }) {
  const { t } = useTranslation();
  const engine = useStore((state) => state.run.engine);
  const isStarting = useStore((state) => state.run.choosing === backend);
  const trial = useStore(({ settings }) => settings.trials.find((one) => one.backend === backend));
  const runs = engine.state === 'ready' && engine.backend === backend;
  const figure = () => {
    if (isStarting && !runs) return t('settings.starting');
    if (!trial) return t('settings.notMeasured');
    if (trial.milliseconds === null) {
      const isThere = trial.refusal && trial.refusal.code !== 'absent';
      return t(isThere ? 'settings.notUsed' : 'settings.notHere');
    }
    return t('settings.milliseconds', { value: formatNumber(trial.milliseconds, 3) });
  };
  return (
    <label className="dialog__backend">
      <input
        type="radio"
        name="backend"
        checked={runs}
        onChange={() => chooseBackend(backend)}
        // What runs already may be chosen too: no change tells of that.
        onClick={() => runs && chooseBackend(backend)}
      />
      <span>{t(`backend.${backend}`)}</span>
      <span className="dialog__figure">{figure()}</span>
    </label>
  );
}
