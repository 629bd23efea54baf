/** Play, pause and speed. */
import { useTranslation } from '../words';
import { useStore } from '../../store/store';
import { setSpeed, speeds, togglePlaying } from '../../store/view';
import { Icon } from '../controls/Icon';

const fractions: Readonly<Record<number, string>> = { 0.25: '¼', 0.5: '½' };

export function Transport() {
  const { t } = useTranslation();
  const playing = useStore((state) => state.view.playing);
  const speed = useStore((state) => state.view.speed);
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
            {fractions[value] ?? value}×
          </option>
        ))}
      </select>
    </div>
  );
}
