/** Pointing at and choosing cells of a picture that is stretched over its element. */
import type { MouseEvent, PointerEvent } from 'react';
import type { NodeId } from '../../network/graph';
import { explainCell, pointAt } from '../../store/explain';
import { store } from '../../store/store';

export interface Place {
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

export interface CellPointer {
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
}

/** Tells the page which cell of a node's maps the pointer is on; `channel` is the map under it. */
export function cellPointer(
  nodeId: NodeId,
  rows: number,
  columns: number,
  channel = 0,
): CellPointer {
  return {
    onPointerMove(event) {
      const place = cellUnder(event, event.currentTarget, rows, columns);
      pointAt(place && { nodeId, ...place });
      // Dragging over a map takes the explanation along.
      if (!place || event.buttons !== 1 || !store.getState().view.explaining) return;
      explainCell(nodeId, { ...place, channel });
    },
    onPointerLeave: () => pointAt(null),
  };
}
