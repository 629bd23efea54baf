/** What the engine cannot say itself: that it is silent, or could not go on; and the way on. */
import { beginAnew, waitForEngine } from '../../store/engineLife';
import { useStore } from '../../store/store';
import { useTranslation } from '../words';

export function EngineNotice() {
  const { t } = useTranslation();
  const engine = useStore((state) => state.run.engine);
  const isSilent = useStore((state) => state.run.isSilent);
  const isFailed = engine.state === 'failed';
  if (!isFailed && !isSilent) return null;
  // Another Worker could not be started either.
  const isHopeless = isFailed && engine.problem.code === 'noWorker';
  const isLoading = engine.state === 'loading' && engine.step === 'library';
  return (
    <div className="notice notice--engine" data-tone="problem">
      <p>
        {isFailed
          ? t(`problem.${engine.problem.code}`, engine.problem.values ?? {})
          : t(isLoading ? 'engine.slow' : 'engine.silent')}
      </p>
      {!isFailed && (
        <button type="button" className="button" onClick={waitForEngine}>
          {t('engine.wait')}
        </button>
      )}
      {!isHopeless && (
        <button type="button" className="button button--bordered" onClick={beginAnew}>
          {t('engine.anew')}
        </button>
      )}
    </div>
  );
}
