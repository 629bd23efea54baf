/** The pen by keyboard: a visible pen that the arrow keys move, put down and taken up by Space. */
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { padSteps, type Point } from '../../photo/drawing';
import { clearDrawing, isDrawing, leadPen, liftPen, putPenDown } from '../../store/drawing';
import { movedPen, penKey } from './penKey';

const middle: Point = { x: Math.round(padSteps / 2), y: Math.round(padSteps / 2) };

interface PenKeys {
  /** Where the pen is, while keys move it; null while they do not. */
  point: Point | null;
  handlers: {
    onKeyDown: (event: KeyboardEvent) => void;
    onFocus: (event: FocusEvent) => void;
    onBlur: () => void;
  };
}

export function usePenKeys(pen: number): PenKeys {
  const [point, setPoint] = useState(middle);
  const [isShown, setShown] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const key = penKey(event);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    setShown(true);
    if (key.type === 'move') {
      const to = movedPen(point, key);
      leadPen([to]);
      return setPoint(to);
    }
    if (key.type === 'clear') {
      liftPen();
      clearDrawing();
    } else if (isDrawing()) liftPen();
    else if (key.type === 'toggle' && !event.repeat) putPenDown(pen, point);
    // Whether the pen is down is not in the drawing: shown anew in any case.
    setPoint({ ...point });
  };
  return {
    point: isShown ? point : null,
    handlers: {
      onKeyDown,
      onFocus: ({ target }) => setShown(target.matches(':focus-visible')),
      onBlur: () => {
        setShown(false);
        liftPen();
      },
    },
  };
}
