/** Sentences that wait to be read, at the bottom of the stage. */
import './notices.css';
import { useTranslation } from '../words';
import { carryOut } from '../../store/noticeActions';
import { dismissNotice } from '../../store/notices';
import { useStore } from '../../store/store';
import { IconButton } from '../controls/IconButton';
import { MissingParts } from '../trouble/MissingParts';
import { EngineNotice } from './EngineNotice';

export function Notices() {
  const { t } = useTranslation();
  // Values that are names of backends are spelt as everywhere.
  const named = (values: Readonly<Record<string, string | number>>) => ({
    ...values,
    ...Object.fromEntries(
      ['backend', 'next'].flatMap((key) =>
        values[key] ? [[key, t(`backend.${values[key]}`)] as const] : [],
      ),
    ),
  });
  const notices = useStore((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      <EngineNotice />
      <MissingParts />
      {notices.map(({ id, tone, message, action }) => (
        <div key={id} className="notice" data-tone={tone}>
          <div className="notice__words">
            <p>{t(`problem.${message.code}`, named(message.values ?? {}))}</p>
            {action && (
              <button
                type="button"
                className="button button--bordered"
                onClick={() => {
                  dismissNotice(id);
                  carryOut(action);
                }}
              >
                {t(`notice.${action.code}`)}
              </button>
            )}
          </div>
          <IconButton label={t('app.dismiss')} icon="close" onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
