/** What can be made in the photo's place: a matrix of numbers, a drawing of a digit. */
import './madeButtons.css';
import type { ReactNode } from 'react';
import { openDrawing } from '../../store/drawing';
import { showLatestMatrix } from '../../store/matrix';
import { usePhotoSource } from '../../store/photo';
import { useTranslation } from '../words';

const pattern = [1, 1, 0, 0, 1, 1, 0, 1, 0];

export default function MadeButtons() {
  const { t } = useTranslation();
  const source = usePhotoSource();
  return (
    <>
      <MadeButton
        label={t('matrix.open')}
        isPresent={source === 'matrix'}
        onClick={showLatestMatrix}
      >
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
      </MadeButton>
      <MadeButton
        label={t('digit.open')}
        isPresent={source === 'drawing'}
        onClick={() => {
          if (source !== 'drawing') openDrawing();
        }}
      >
        <path
          className="gallery__digit"
          d="M10 8.500c3-2.500 11-2.500 11 2.800 0 3.400-3.600 4.200-6 4.200 3 0 7.200 1 7.200 5 0 6-9.700 6.200-13 2.700"
        />
      </MadeButton>
    </>
  );
}

interface MadeButtonProps {
  label: string;
  isPresent: boolean;
  onClick: () => void;
  children: ReactNode;
}

function MadeButton({ label, isPresent, onClick, children }: MadeButtonProps) {
  return (
    <button
      type="button"
      className="gallery__photo gallery__made"
      aria-label={label}
      title={label}
      aria-pressed={isPresent}
      onClick={onClick}
    >
      <svg width="2rem" height="2rem" viewBox="0 0 32 32" aria-hidden="true">
        {children}
      </svg>
    </button>
  );
}
