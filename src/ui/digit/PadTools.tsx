/** What is beside a pad: how wide the pen draws, the last stroke taken back, a bare sheet. */
import { useId } from 'react';
import { pens } from '../../photo/drawing';
import { clearDrawing, takeBackStroke } from '../../store/drawing';
import { IconButton } from '../controls/IconButton';
import { useTranslation } from '../words';

const penNames = ['thin', 'medium', 'thick'] as const;
/** The pens' dots are as on a pad of so many CSS pixels. */
const dotScale = 110;

interface PadToolsProps {
  pen: number;
  onPen: (pen: number) => void;
  /** Whether nothing is drawn. */
  isBare: boolean;
}

export function PadTools({ pen, onPen, isBare }: PadToolsProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <div className="pad__tools">
      <div className="segments" role="radiogroup" aria-label={t('digit.pen')}>
        {pens.map((width, index) => (
          <label
            key={width}
            className="segments__option"
            title={t(`digit.pens.${penNames[index] ?? 'medium'}`)}
          >
            <input
              type="radio"
              name={name}
              aria-label={t(`digit.pens.${penNames[index] ?? 'medium'}`)}
              checked={index === pen}
              onChange={() => onPen(index)}
            />
            <span>
              <i className="pad__dot" style={{ '--dot': `${width * dotScale}px` }} />
            </span>
          </label>
        ))}
      </div>
      <IconButton
        className="pad__tool"
        label={t('digit.takeBack')}
        icon="undo"
        disabled={isBare}
        onClick={takeBackStroke}
      />
      <IconButton label={t('digit.clear')} icon="trash" disabled={isBare} onClick={clearDrawing} />
    </div>
  );
}
