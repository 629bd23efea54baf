/** Sentences that wait to be read, at the bottom of the stage. */
import './notices.css';
import { useTranslation } from 'react-i18next';
import { dismissNotice } from '../../store/notices';
import { useStore } from '../../store/store';
import { Icon } from '../controls/Icon';

export function Notices() {
  const { t } = useTranslation();
  const notices = useStore((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, tone, message }) => (
        <div key={id} className="notice" data-tone={tone}>
          <p>{t(`problem.${message.code}`, { ...message.values })}</p>
          <button
            type="button"
            className="button button--icon"
            aria-label={t('app.dismiss')}
            onClick={() => dismissNotice(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
