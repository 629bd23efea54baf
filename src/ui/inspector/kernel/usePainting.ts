/** Cells painted by a pointer that is dragged over them: one stroke, one step of undo. */
import { useRef, type PointerEvent } from 'react';
import { beginGesture, endGesture } from '../../../store/history';
import { cellsBetween, cellUnder, type Place, type PlaneSize } from './kernelCells';

/** Handlers of an element whose cells fill it evenly. */
export function usePainting(size: PlaneSize, paint: (cells: readonly Place[]) => void) {
  /** The cell before; null beside the picture, undefined between strokes. */
  const before = useRef<Place | null | undefined>(undefined);
  const goOver = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const cell = cellUnder(currentTarget.getBoundingClientRect(), size, clientX, clientY);
    if (cell) paint(before.current ? cellsBetween(before.current, cell) : [cell]);
    before.current = cell;
  };
  const end = () => {
    if (before.current === undefined) return;
    before.current = undefined;
    endGesture();
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      // A field that has the focus would end the gesture when the stroke takes it.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      endGesture();
      beginGesture();
      goOver(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (before.current !== undefined) goOver(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
