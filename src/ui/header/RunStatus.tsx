/** What the engine does: loading, computing with a way to stop it, or how long the last run took. */
import { bytesTogether } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import { cancelRun } from '../../store/conductor';
import { timeLeft } from '../../store/progress';
import { useStore } from '../../store/store';

export function RunStatus() {
  const { t } = useTranslation();
  const engine = useStore((state) => state.run.engine);
  const loadingPhoto = useStore((state) => state.photo.loading);
  const busy = useStore((state) => state.run.busy);
  const progress = useStore((state) => state.run.progress);
  const left = useStore(({ run }) => run.secondsLeft && Math.ceil(run.secondsLeft));
  const milliseconds = useStore((state) => Math.round(state.run.milliseconds));
  const memory = useStore((state) => state.run.memory);
  const hasRun = useStore((state) => state.run.frames.size > 0);
  if (engine.state === 'loading') {
    return (
      <p className="status" role="status">
        <progress className="progress status__bar" aria-label={t('header.progress')} />
        <span>{t(engine.step === 'library' ? 'app.loadingLibrary' : 'app.loadingBackend')}</span>
      </p>
    );
  }
  if (engine.state === 'failed' || (milliseconds === 0 && !hasRun && !loadingPhoto)) return null;
  if (busy) {
    return (
      <p className="status">
        <progress
          className="progress status__bar"
          max={1}
          value={progress}
          aria-label={t('header.progress')}
        />
        <TimeLeft seconds={left} />
        <button type="button" className="button" onClick={cancelRun}>
          {t('header.cancel')}
        </button>
      </p>
    );
  }
  const { numbers, unit } = bytesTogether(
    memory ? [memory.weightBytes, memory.activationBytes, memory.keptBytes] : [0],
  );
  const [weights, maps, kept] = numbers;
  return (
    <p className="status">
      <span>
        {loadingPhoto
          ? t('header.reading', { name: loadingPhoto })
          : t('header.ran', { milliseconds, backend: t(`backend.${engine.backend}`) })}
      </span>
      {memory && (
        <span className="status__memory" title={t('header.memoryAbout')}>
          {t('header.memory', { weights, maps, kept, unit })}
        </span>
      )}
    </p>
  );
}

function TimeLeft({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  const left = timeLeft(seconds);
  if (left === null) return null;
  return (
    <span>
      {left === 'days' ? t('header.dayLeft') : t(`header.${left.unit}Left`, { count: left.count })}
    </span>
  );
}
