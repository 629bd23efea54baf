/** The quiet line at the top: the photo, the network, undo, share, settings. */
import './header.css';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../store/address';
import { redo, undo, useCanRedo, useCanUndo } from '../../store/history';
import { notify } from '../../store/notices';
import { patch, store, useStore } from '../../store/store';
import { Icon } from '../controls/Icon';
import { Gallery } from './Gallery';
import { PresetSelect } from './PresetSelect';
import { RunStatus } from './RunStatus';
import { SettingsDialog } from './SettingsDialog';

interface HeaderProps {
  sheetOpen: boolean;
  onToggleSheet: () => void;
}

export function Header({ sheetOpen, onToggleSheet }: HeaderProps) {
  const { t } = useTranslation();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const settingsButton = useRef<HTMLButtonElement>(null);
  const language = useStore((state) => state.settings.language);
  const canUndo = useCanUndo();
  const canRedo = useCanRedo();
  const other = language === 'en' ? 'zh-CN' : 'en';

  return (
    <header className="header">
      <div className="header__brand">
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 25V7l5 4.5h8L25 7v18z" />
          <path className="header__scan" d="M3 18.5h26" />
        </svg>
        <span>{t('app.name')}</span>
      </div>
      <Gallery />
      <PresetSelect />
      <RunStatus />
      <div className="header__actions">
        <button
          type="button"
          className="button button--icon header__deed"
          aria-label={t('header.undo')}
          title={t('header.undo')}
          disabled={!canUndo}
          onClick={undo}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="button button--icon header__deed"
          aria-label={t('header.redo')}
          title={t('header.redo')}
          disabled={!canRedo}
          onClick={redo}
        >
          <Icon name="redo" />
        </button>
        <button
          type="button"
          className="button header__deed"
          aria-label={t('header.share')}
          onClick={() => void share()}
        >
          <Icon name="link" />
          <span className="header__word">{t('header.share')}</span>
        </button>
        <button
          ref={settingsButton}
          type="button"
          className="button button--icon header__panel"
          aria-label={t('header.settings')}
          title={t('header.settings')}
          onClick={() => setSettingsOpen(true)}
        >
          <Icon name="gear" />
        </button>
        <button
          type="button"
          className="button header__deed"
          lang={other}
          aria-label={other === 'en' ? 'English' : '简体中文'}
          onClick={() => patch('settings', { language: other })}
        >
          {other === 'en' ? 'EN' : '中'}
        </button>
        <button
          type="button"
          className="button button--icon header__panel header__sheet"
          aria-label={t('header.inspector')}
          aria-expanded={sheetOpen}
          aria-controls="inspector"
          onClick={onToggleSheet}
        >
          <Icon name="sliders" />
        </button>
      </div>
      {settingsOpen && (
        <SettingsDialog
          onClose={() => {
            setSettingsOpen(false);
            settingsButton.current?.focus();
          }}
        />
      )}
    </header>
  );
}

/** Copies the link; a photo of one's own cannot be in it, and that is said. */
async function share(): Promise<void> {
  const state = store.getState();
  const link = new URL(addressOf(state), location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    notify('info', {
      code: state.photoRef.source === 'file' ? 'linkCopiedWithoutPhoto' : 'linkCopied',
    });
  } catch {
    notify('info', { code: 'linkNotCopied', values: { link } });
  }
}
