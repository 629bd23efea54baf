/** Sentences that wait to be read, at the bottom of the stage. */
import './notices.css';
import { useTranslation } from '../words';
import { dismissNotice } from '../../store/notices';
import { store, useStore } from '../../store/store';
import { useNodeName } from '../nodeName';
import { IconButton } from '../controls/IconButton';

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
      {notices.map(({ id, tone, message }) => (
        <div key={id} className="notice" data-tone={tone}>
          <p>{t(`problem.${message.code}`, named(message.values ?? {}))}</p>
          <IconButton label={t('app.dismiss')} icon="close" onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
