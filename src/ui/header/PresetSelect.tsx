/** Which network: a preset, or one's own once anything was changed. */
import { useTranslation } from '../words';
import { presets } from '../../presets';
import { selectPreset } from '../../store/derived';
import { loadPreset } from '../../store/network';
import { useStore } from '../../store/store';

export function PresetSelect() {
  const { t } = useTranslation();
  const current = useStore(selectPreset)?.id ?? '';
  const experiments = presets.filter((preset) => preset.number !== undefined);
  const trained = presets.filter((preset) => preset.trained !== undefined);
  const papers = presets.filter(
    (preset) => preset.paper !== undefined && preset.trained === undefined,
  );
  const others = presets.filter(
    (preset) => ![experiments, trained, papers].some((group) => group.includes(preset)),
  );
  return (
    <label className="preset">
      <span className="preset__label">{t('header.network')}</span>
      <select
        className="select preset__select"
        aria-label={t('header.network')}
        value={current}
        onChange={(event) => loadPreset(event.target.value)}
      >
        {current === '' && (
          <option value="" disabled>
            {t('header.ownNetwork')}
          </option>
        )}
        <optgroup label={t('header.trained')}>
          {trained.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {t(`preset.${preset.id}.title`)}
            </option>
          ))}
        </optgroup>
        {others.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {t(`preset.${preset.id}.title`)}
          </option>
        ))}
        <optgroup label={t('header.papers')}>
          {papers.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {t(`preset.${preset.id}.title`)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('header.experiments')}>
          {experiments.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {`${preset.number}. ${t(`preset.${preset.id}.title`)}`}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
