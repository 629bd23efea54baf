/** A number changed by dragging it up and down: one step of undo. */
import { useRef, type PointerEvent } from 'react';
import { beginGesture, endGesture } from '../../../store/history';
import { isLetGo } from '../../pressedButton';
import { movedWeight } from './weightText';

interface Grip {
  y: number;
  /** Not rounded, so that slow drags arrive too. */
  value: number;
  isDrag: boolean;
}

/** Screen pixels before a press is a drag. */
const threshold = 4;
const perPixel = 0.01;
const perPixelFine = 0.001;

/** Handlers of the field; Shift makes finer steps. */
export function useWeightDrag(value: number, onChange: (value: number) => void) {
  const grip = useRef<Grip | null>(null);
  const release = ({ currentTarget, pointerType }: PointerEvent<HTMLInputElement>) => {
    const held = grip.current;
    grip.current = null;
    if (!held?.isDrag) return;
    endGesture();
    // A touch keyboard would come up for nothing.
    if (pointerType === 'mouse') currentTarget.focus();
  };
  return {
    onPointerDown: ({ button, clientY }: PointerEvent) => {
      if (button === 0) grip.current = { y: clientY, value, isDrag: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { currentTarget, pointerId, clientY, shiftKey } = event;
      // Let go elsewhere, before it was a drag.
      if (isLetGo(event)) grip.current = null;
      const held = grip.current;
      if (!held) return;
      const up = held.y - clientY;
      if (!held.isDrag) {
        if (Math.abs(up) < threshold) return;
        held.isDrag = true;
        currentTarget.setPointerCapture(pointerId);
        // Without the focus no text is marked on the way, and what was typed is done.
        currentTarget.blur();
        endGesture();
        beginGesture();
      }
      held.y = clientY;
      held.value += up * (shiftKey ? perPixelFine : perPixel);
      onChange(movedWeight(held.value, 0));
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
