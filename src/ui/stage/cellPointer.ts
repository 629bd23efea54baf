/** Pointing at and choosing cells of a picture that is stretched over its element. */
import type { MouseEvent, PointerEvent } from 'react';
import type { NodeId } from '../../network/graph';
import { pointAt } from '../../store/explain';

interface Place {
  row: number;
  column: number;
}

/** The cell under an event, of a `rows × columns` picture that fills the element. */
export function cellUnder(
  event: Pick<MouseEvent, 'clientX' | 'clientY'>,
  element: Element,
  rows: number,
  columns: number,
): Place | null {
  const box = element.getBoundingClientRect();
  const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
  const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
  return row >= 0 && column >= 0 && row < rows && column < columns ? { row, column } : null;
}

interface CellPointer {
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
}

/** Tells the page which cell of a node's maps the pointer is on. */
export function cellPointer(nodeId: NodeId, rows: number, columns: number): CellPointer {
  return {
    onPointerMove(event) {
      const place = cellUnder(event, event.currentTarget, rows, columns);
      pointAt(place && { nodeId, ...place });
    },
    onPointerLeave: () => pointAt(null),
  };
}
