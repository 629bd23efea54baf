/** Play, pause and speed; and all layers side by side. */
import { memo } from 'react';
import { useTranslation } from '../words';
import { useStore } from '../../store/store';
import { setSpeed, speeds, toggleOverview, togglePlaying } from '../../store/view';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';

const fractions: Readonly<Record<number, string>> = { 0.25: '¼', 0.5: '½' };

export const Transport = memo(function Transport() {
  const { t } = useTranslation();
  const playing = useStore((state) => state.view.playing);
  const speed = useStore((state) => state.view.speed);
  const overview = useStore((state) => state.view.overview);
  const singleKeys = useStore((state) => state.settings.singleKeys);
  const action = t(playing ? 'transport.pause' : 'transport.play');
  return (
    <div className="transport">
      <button
        type="button"
        className="transport__play"
        aria-label={action}
        title={action}
        onClick={togglePlaying}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <select
        className="transport__speed"
        aria-label={t('transport.speed')}
        title={t('transport.speed')}
        value={speed}
        onChange={(event) => setSpeed(Number(event.target.value))}
      >
        {speeds.map((value) => (
          <option key={value} value={value}>
            {`${fractions[value] ?? value}×`}
          </option>
        ))}
      </select>
      <IconButton
        label={t(singleKeys ? 'overview.open' : 'overview.openWithoutKey')}
        icon="columns"
        aria-pressed={overview}
        onClick={toggleOverview}
      />
    </div>
  );
});
