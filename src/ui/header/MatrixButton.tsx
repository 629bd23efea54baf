/** Takes a matrix of numbers for the photo, whatever the network. */
import { showLatestMatrix, useMatrix } from '../../store/matrix';
import { useTranslation } from '../words';

const pattern = [1, 1, 0, 0, 1, 1, 0, 1, 0];

export function MatrixButton() {
  const { t } = useTranslation();
  const isPresent = useMatrix() !== null;
  return (
    <button
      type="button"
      className="gallery__photo gallery__matrix"
      aria-label={t('matrix.open')}
      title={t('matrix.open')}
      aria-pressed={isPresent}
      onClick={showLatestMatrix}
    >
      <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
        {pattern.map((value, cell) => (
          <rect
            key={cell}
            x={4 + (cell % 3) * 8}
            y={4 + Math.floor(cell / 3) * 8}
            width="7.5"
            height="7.5"
            fill="currentColor"
            opacity={value === 1 ? 0.9 : 0.22}
          />
        ))}
      </svg>
    </button>
  );
}
