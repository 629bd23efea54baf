/**
 * A click on a cell explains it, a double click enlarges its map. The explanation takes room from
 * the maps, so it waits until the click is known not to be the first of two.
 */
import { stopExplaining, explainCell } from '../../store/explain';
import type { Cell } from '../../layers/contract';
import type { NodeId } from '../../network/graph';
import { store } from '../../store/store';
import { changeView } from '../../store/view';

/** Time that the second click of a double click has, in milliseconds. */
const doubleClick = 230;

let timer: ReturnType<typeof setTimeout> | undefined;

export function chooseCell(nodeId: NodeId, cell: Cell): void {
  clearTimeout(timer);
  if (store.getState().view.explaining) return explainCell(nodeId, cell);
  changeView({ selectedMap: cell.channel });
  timer = setTimeout(() => explainCell(nodeId, cell), doubleClick);
}

/** The click was the first of two after all. */
export function forgetChoice(): void {
  clearTimeout(timer);
}

/** Enlarges the selected map, in place of any explanation. */
export function enlargeSelected(): void {
  forgetChoice();
  if (store.getState().view.explaining) stopExplaining();
  changeView({ enlarged: true });
}
