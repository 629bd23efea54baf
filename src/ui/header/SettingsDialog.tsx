/** Language, theme, keys, where it computes, memory. */
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from '../words';
import { gallery } from '../../photo/gallery';
import { mebibytes } from '../../paint/formatNumber';
import { deviceBudget, leastBudget, mostBudget } from '../../store/memoryBudget';
import { themes, languages } from '../../store/state';
import { patch, useStore } from '../../store/store';
import { IconButton } from '../controls/IconButton';
import { Segments } from '../controls/Segments';
import { Slider } from '../controls/Slider';
import { BackendChoice } from './BackendChoice';

export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const settings = useStore((state) => state.settings);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="settings-title"
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="dialog__body">
        <div className="dialog__head">
          <h2 id="settings-title">{t('header.settings')}</h2>
          <IconButton label={t('app.close')} icon="close" onClick={() => dialog.current?.close()} />
        </div>
        <div className="dialog__row">
          <span>{t('settings.language')}</span>
          <Segments
            label={t('settings.language')}
            options={languages.map((value) => ({
              value,
              label: value === 'en' ? 'English' : '简体中文',
            }))}
            value={settings.language}
            onChange={(language) => patch('settings', { language })}
          />
        </div>
        <div className="dialog__row">
          <span>{t('settings.theme')}</span>
          <Segments
            label={t('settings.theme')}
            options={themes.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
            value={settings.theme}
            onChange={(theme) => patch('settings', { theme })}
          />
        </div>
        <SingleKeys />
        <BackendChoice />
        <Memory />
        <section className="dialog__section">
          <h3 className="section-title">{t('settings.photos')}</h3>
          <ul className="dialog__credits">
            {gallery.map((photo) => (
              <li key={photo.id}>
                {t('settings.credit', {
                  name: t(photo.nameKey),
                  author: photo.author,
                  terms: t(`settings.terms.${photo.terms === 'CC0' ? 'cc0' : 'publicDomain'}`),
                })}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </dialog>
  );
}

function SingleKeys() {
  const { t } = useTranslation();
  const singleKeys = useStore((state) => state.settings.singleKeys);
  const note = useId();
  return (
    <div>
      <label className="dialog__row check">
        <span>{t('settings.singleKeys')}</span>
        <input
          type="checkbox"
          aria-describedby={note}
          checked={singleKeys}
          onChange={(event) => patch('settings', { singleKeys: event.target.checked })}
        />
      </label>
      <p className="dialog__note" id={note}>
        {t('settings.singleKeysNote')}
      </p>
    </div>
  );
}

function Memory() {
  const { t } = useTranslation();
  const memory = useStore((state) => state.run.memory);
  const budget = useStore((state) => state.settings.memoryBudget);
  const automatic = deviceBudget();
  if (!memory) return null;
  return (
    <section className="dialog__section">
      <h3 className="section-title">{t('settings.memory')}</h3>
      <p className="dialog__note">{t('settings.budgetNote')}</p>
      <Slider
        label={t('settings.budget')}
        value={budget ?? automatic}
        min={leastBudget}
        max={1024}
        fieldMax={mostBudget}
        step={16}
        isWhole
        onChange={(memoryBudget) => patch('settings', { memoryBudget })}
      />
      <button
        type="button"
        className="button button--bordered"
        disabled={budget === null}
        onClick={() => patch('settings', { memoryBudget: null })}
      >
        {t('settings.budgetAutomatic', { size: automatic })}
      </button>
      <p className="dialog__note" data-tensors={memory.tensors} data-bytes={memory.bytes}>
        {t('settings.memoryFigures', {
          tensors: memory.tensors,
          size: mebibytes(memory.bytes),
          weights: mebibytes(memory.weightBytes),
          maps: mebibytes(memory.activationBytes),
          kept: mebibytes(memory.keptBytes),
        })}
      </p>
    </section>
  );
}
