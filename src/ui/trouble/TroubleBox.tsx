/** Says that a part of the page is missing or stopped, and why, with the ways on. */
import './trouble.css';
import { useState } from 'react';
import { reloadPage, type ReloadAnswer } from '../../store/reload';
import { useTranslation } from '../words';

interface TroubleBoxProps {
  what: 'notLoaded' | 'stopped';
  /** What was thrown. */
  reason?: string;
  /** At the page's foot instead of in its own place. */
  isFloating?: boolean;
  onRetry: () => unknown;
  /** Goes on without it; absent where there is nothing to go on to. */
  onLeave?: (() => void) | undefined;
}

export function TroubleBox(props: TroubleBoxProps) {
  const { what, reason = '', isFloating = false, onRetry, onLeave } = props;
  const { t } = useTranslation();
  const [trying, setTrying] = useState(false);
  const [answer, setAnswer] = useState<ReloadAnswer | null>(null);
  const retry = async () => {
    setTrying(true);
    try {
      await onRetry();
    } catch {
      // This very box says that it failed.
    } finally {
      setTrying(false);
    }
  };
  const reload = async () =>
    setAnswer(await reloadPage({ evenWithoutPhoto: answer === 'photoLost' }));
  return (
    <div className="trouble" data-floating={isFloating} role="alert">
      <p>{t(`trouble.${answer ?? what}`, { reason })}</p>
      <div className="trouble__ways">
        <button
          type="button"
          className="button button--bordered"
          disabled={trying}
          onClick={() => void retry()}
        >
          {t(trying ? 'trouble.trying' : 'trouble.again')}
        </button>
        <button type="button" className="button button--bordered" onClick={() => void reload()}>
          {t('trouble.reload')}
        </button>
        {onLeave && (
          <button type="button" className="button button--bordered" onClick={onLeave}>
            {t('trouble.leave')}
          </button>
        )}
      </div>
    </div>
  );
}
