/** A pad to draw a digit on, with mouse, finger or keys; what is drawn is the photo at once. */
import './pad.css';
import { useState } from 'react';
import { isDrawing, useDrawing } from '../../store/drawing';
import { useTranslation } from '../words';
import { PadTools } from './PadTools';
import { useInk } from './useInk';
import { usePenKeys } from './usePenKeys';
import { usePointerPen } from './usePointerPen';
import { padSteps } from '../../photo/drawing';

const mediumPen = 1;

export function Pad() {
  const { t } = useTranslation();
  const drawing = useDrawing() ?? [];
  const [pen, setPen] = useState(drawing.at(-1)?.pen ?? mediumPen);
  const { canvas, paintLine } = useInk(drawing);
  const pointer = usePointerPen(pen, paintLine);
  const keys = usePenKeys(pen);
  const isDown = isDrawing();
  const place = (steps: number) => `${(steps / padSteps) * 100}%`;
  return (
    <div className="pad">
      <div
        className="pad__sheet"
        role="application"
        tabIndex={0}
        aria-label={t('digit.pad')}
        {...pointer}
        {...keys.handlers}
      >
        <canvas ref={canvas} />
        {drawing.length === 0 && !keys.point && (
          <span className="pad__hint" aria-hidden="true">
            {t('digit.hint')}
          </span>
        )}
        {keys.point && (
          <span
            className="pad__pen"
            data-down={isDown}
            style={{ left: place(keys.point.x), top: place(keys.point.y) }}
          />
        )}
      </div>
      <PadTools pen={pen} onPen={setPen} isBare={drawing.length === 0} />
      <span className="visually-hidden" role="status">
        {keys.point && t(isDown ? 'digit.penDown' : 'digit.penUp')}
      </span>
    </div>
  );
}
