/** The quiet line at the top: the photo, the network, undo, share, settings. */
import './header.css';
import { useState } from 'react';
import { useTranslation } from '../words';
import { addressOf } from '../../store/address';
import { redo, undo, useCanRedo, useCanUndo } from '../../store/history';
import { notify } from '../../store/notices';
import { patch, store, useStore } from '../../store/store';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { Gallery } from './Gallery';
import { PresetSelect } from './PresetSelect';
import { RunStatus } from './RunStatus';
import { later } from '../trouble/later';

const SettingsDialog = later(() => import('./SettingsDialog'));

interface HeaderProps {
  sheetOpen: boolean;
  onToggleSheet: () => void;
}

export function Header({ sheetOpen, onToggleSheet }: HeaderProps) {
  const { t } = useTranslation();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const language = useStore((state) => state.settings.language);
  const canUndo = useCanUndo();
  const canRedo = useCanRedo();
  const other = language === 'en' ? 'zh-CN' : 'en';

  return (
    <header className="header">
      <div className="header__brand">
        <svg width="1.75rem" height="1.75rem" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 25V7l5 4.5h8L25 7v18z" />
          <path className="header__scan" d="M3 18.5h26" />
        </svg>
        <span translate="no">{t('app.name')}</span>
      </div>
      <Gallery />
      <PresetSelect />
      <RunStatus />
      <div className="header__actions">
        <IconButton
          className="header__deed"
          label={t('header.undo')}
          icon="undo"
          disabled={!canUndo}
          onClick={undo}
        />
        <IconButton
          className="header__deed"
          label={t('header.redo')}
          icon="redo"
          disabled={!canRedo}
          onClick={redo}
        />
        <button
          type="button"
          className="button header__deed"
          aria-label={t('header.share')}
          onClick={() => void share()}
        >
          <Icon name="link" />
          <span className="header__word">{t('header.share')}</span>
        </button>
        <IconButton
          className="header__panel"
          label={t('header.settings')}
          icon="gear"
          onClick={() => {
            // Once more, where it is open but could not be loaded.
            SettingsDialog.fetch();
            setSettingsOpen(true);
          }}
        />
        <button
          type="button"
          className="button header__deed"
          lang={other}
          aria-label={other === 'en' ? 'English' : '简体中文'}
          onClick={() => patch('settings', { language: other })}
        >
          {other === 'en' ? 'EN' : '中'}
        </button>
        <IconButton
          className="header__panel header__sheet"
          label={t('header.inspector')}
          icon="sliders"
          aria-expanded={sheetOpen}
          aria-controls="inspector"
          onClick={onToggleSheet}
        />
      </div>
      {settingsOpen && <SettingsDialog onClose={() => setSettingsOpen(false)} />}
    </header>
  );
}

/** Characters from which on some programs cut links. */
const longLink = 2000;

/** Copies the link; a photo of one's own cannot be in it, and that is said. */
async function share(): Promise<void> {
  const state = store.getState();
  const link = new URL(addressOf(state), location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    const isLong = link.length > longLink;
    const code = isLong ? 'linkCopiedLong' : 'linkCopied';
    notify('info', {
      code: state.photoRef.source === 'file' ? 'linkCopiedWithoutPhoto' : code,
      values: isLong ? { characters: link.length } : {},
    });
  } catch {
    notify('info', { code: 'linkNotCopied', values: { link } });
  }
}
