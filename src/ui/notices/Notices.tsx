/** Sentences that wait to be read, at the bottom of the stage. */
import './notices.css';
import { useTranslation } from '../words';
import { carryOut } from '../../store/noticeActions';
import { dismissNotice } from '../../store/notices';
import { store, useStore } from '../../store/store';
import { useNodeName } from '../nodeName';
import { IconButton } from '../controls/IconButton';
import { MissingParts } from '../trouble/MissingParts';
import { EngineNotice } from './EngineNotice';

export function Notices() {
  const { t } = useTranslation();
  const nodeName = useNodeName();
  // Values that name backends or layers, or say why a backend is not used, are worded as everywhere.
  const named = (values: Readonly<Record<string, string | number>>) => ({
    ...values,
    ...Object.fromEntries(
      ['backend', 'next'].flatMap((key) =>
        values[key] ? [[key, t(`backend.${values[key]}`)] as const] : [],
      ),
    ),
    ...(values['node'] ? { layer: nameOf(values['node']) } : {}),
    ...(values['refusal'] ? { reason: t(`refusal.${values['refusal']}`, values) } : {}),
  });
  const nameOf = (id: string | number) => {
    const node = store.getState().network.nodes.find((each) => each.id === id);
    return node ? nodeName(node) : String(id);
  };
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
