/** The window of the stage's cell that is pointed at, or else explained, on the layer before. */
import { definitionOf } from '../../layers';
import { windowSpan } from '../../layers/window';
import type { NodeId } from '../../network/graph';
import type { CellRect } from '../../paint/sweep';
import { selectFacts, selectStageNode } from '../../store/derived';
import { selectCell, selectIsExplaining } from '../../store/explain';
import type { State } from '../../store/state';
import type { Place } from './cellPointer';

/** In cells of the layer before; null where no cell is in question. It may reach into the padding. */
export function windowOnSource(state: State, nodeId: NodeId): CellRect | null {
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(nodeId);
  if (node.id !== nodeId || facts?.state !== 'runs' || facts.shape.length !== 3) return null;
  const { pointed } = state.explain;
  const explained = selectIsExplaining(state) ? selectCell(state) : null;
  const cell = pointed?.nodeId === nodeId ? pointed : explained;
  if (!cell) return null;
  const reach = definitionOf(node.kind).reach(facts.inputShape, node.settings);
  const [top, bottom] =
    typeof reach === 'string' ? [cell.row, cell.row] : windowSpan(reach, 0, cell.row);
  const [left, right] =
    typeof reach === 'string' ? [cell.column, cell.column] : windowSpan(reach, 1, cell.column);
  return { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** The cell whose window has its middle nearest to a place of the layer before. */
export function cellOver(state: State, nodeId: NodeId, place: Place) {
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(nodeId);
  if (node.id !== nodeId || facts?.state !== 'runs') return null;
  const reach = definitionOf(node.kind).reach(facts.inputShape, node.settings);
  const { channel } = selectCell(state) ?? { channel: 0 };
  if (typeof reach === 'string') return { ...place, channel };
  const along = (axis: 0 | 1, at: number) => {
    const [first, last] = windowSpan(reach, axis, 0);
    return Math.round((at - (first + last) / 2) / reach.stride[axis]);
  };
  return { row: along(0, place.row), column: along(1, place.column), channel };
}
