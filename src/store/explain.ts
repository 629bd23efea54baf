/**
 * The cell that is explained. It is the one that the playhead has come to: stepping through cells
 * and moving the playhead are the same thing. Its numbers are asked of the engine whenever the cell
 * or the values of its layer are others.
 */
import type { FromEngine } from '../engine/protocol';
import type { Cell, Shape } from '../layers/contract';
import type { NodeId } from '../network/graph';
import { fractionOfCell, sweepAt } from '../paint/sweep';
import {
  selectFacts,
  selectFrame,
  selectStageIndex,
  selectStageNode,
  selectSweep,
} from './derived';
import { tellEngine } from './engineLife';
import type { PointedCell, State } from './state';
import { patch, store } from './store';
import { changeView } from './view';

let requestId = 0;
/** The trace that was asked for last. */
let traceId = 0;
/** The cell and values that were asked for last; an answer may be on its way. */
let asked = '';
let underWay = false;

/** Rows and columns of a layer's maps; a vector is one row. */
export function planeOf(shape: Shape): { height: number; width: number; channels: number } {
  const [first = 1, second = 1, third = 1] = shape;
  return shape.length === 3
    ? { height: first, width: second, channels: third }
    : { height: 1, width: first, channels: 1 };
}

/**
 * The cell that the playhead has come to, in the selected map; of the photo, which is not swept, the
 * chosen pixel or the one in the middle. Null where the layer cannot run.
 */
export function selectCell(state: State): Cell | null {
  const facts = selectFacts(state).get(selectStageNode(state).id);
  if (facts?.state !== 'runs') return null;
  const { height, width, channels } = planeOf(facts.shape);
  const { row, column } =
    selectStageIndex(state) > 0
      ? sweepAt(selectSweep(state), height, width)
      : (state.explain.pixel ?? middleOf(height, width));
  return {
    row: Math.min(row, height - 1),
    column: Math.min(column, width - 1),
    channel: Math.min(state.view.selectedMap, channels - 1),
  };
}

function middleOf(height: number, width: number): { row: number; column: number } {
  return { row: Math.floor(height / 2), column: Math.floor(width / 2) };
}

/** Whether the stage's layer has a cell explained. */
export function selectIsExplaining(state: State): boolean {
  return state.view.explaining && selectCell(state) !== null;
}

/** Explains a cell of a layer: the playhead goes to it, and on the photo the chosen pixel. */
export function explainCell(nodeId: NodeId, cell: Cell): void {
  const state = store.getState();
  const index = state.network.nodes.findIndex(({ id }) => id === nodeId);
  const facts = selectFacts(state).get(nodeId);
  if (index < 0 || facts?.state !== 'runs') return;
  const { height, width, channels } = planeOf(facts.shape);
  const row = Math.min(height - 1, Math.max(0, cell.row));
  const column = Math.min(width - 1, Math.max(0, cell.column));
  if (index === 0) patch('explain', { pixel: { row, column } });
  changeView({
    playhead: index === 0 ? 0 : index - 1 + fractionOfCell(row, column, height, width),
    selectedMap:
      facts.shape.length === 3
        ? Math.min(channels - 1, Math.max(0, cell.channel))
        : state.view.selectedMap,
    explaining: true,
  });
  patch('view', { playing: false });
}

/** Explains the cell in the middle of the stage's maps, or stops explaining. */
export function toggleExplaining(): void {
  const state = store.getState();
  if (state.view.explaining) return stopExplaining();
  const node = selectStageNode(state);
  const swept = selectSweep(state) < 1 ? selectCell(state) : null;
  if (swept) explainCell(node.id, swept);
  else explainLayer(node.id);
}

/** Takes the explanation to another layer: to the cell in the middle of its maps. */
export function explainLayer(nodeId: NodeId): void {
  const state = store.getState();
  const index = state.network.nodes.findIndex(({ id }) => id === nodeId);
  const facts = selectFacts(state).get(nodeId);
  if (index < 1 || facts?.state !== 'runs') {
    const explaining = state.view.explaining || index === 0;
    patch('view', { playhead: Math.max(0, index), explaining, playing: false });
    return;
  }
  const { height, width } = planeOf(facts.shape);
  explainCell(nodeId, { ...middleOf(height, width), channel: state.view.selectedMap });
}

/** The same, so many layers on or back. */
export function stepExplained(steps: number): void {
  const state = store.getState();
  const next = state.network.nodes[selectStageIndex(state) + steps];
  if (next) explainLayer(next.id);
}

/** Closes the explanation; the layer is whole again. */
export function stopExplaining(): void {
  changeView({ explaining: false, playhead: selectStageIndex(store.getState()) });
  patch('explain', { path: null });
}

/** Moves the explained cell by rows and columns, within the maps; a row's end goes on in the next. */
export function stepCell(rows: number, columns: number): void {
  const state = store.getState();
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(node.id);
  const cell = selectCell(state);
  if (facts?.state !== 'runs' || !cell) return;
  const { height, width } = planeOf(facts.shape);
  const index = (cell.row + rows) * width + cell.column + columns;
  if (index < 0 || index >= height * width) return;
  explainCell(node.id, {
    row: Math.floor(index / width),
    column: index % width,
    channel: cell.channel,
  });
}

/** Asks for the strongest way from the explained cell to the photo. */
export function followToPhoto(): void {
  const state = store.getState();
  const cell = selectCell(state);
  if (!cell) return;
  traceId = ++requestId;
  tellEngine({
    type: 'trace',
    requestId: traceId,
    nodeId: selectStageNode(state).id,
    cell,
  });
}

/** Shows what the pointer is on, or that it is on nothing. */
export function pointAt(pointed: PointedCell | null): void {
  const before = store.getState().explain.pointed;
  const isSame =
    before?.nodeId === pointed?.nodeId &&
    before?.row === pointed?.row &&
    before?.column === pointed?.column;
  if (!isSame) patch('explain', { pointed });
}

/** Shows how far a pixel of the photo reaches; the same pixel again, or null, shows nothing. */
export function choosePixel(pixel: { row: number; column: number } | null): void {
  const before = store.getState().explain.pixel;
  const isSame = before?.row === pixel?.row && before?.column === pixel?.column;
  patch('explain', { pixel: isSame ? null : pixel });
}

export function receiveExplained(
  message: Extract<FromEngine, { type: 'explained' | 'traced' }>,
): void {
  if (message.type === 'traced') {
    if (message.requestId === traceId) patch('explain', { path: message.path });
    return;
  }
  underWay = false;
  if (message.reading) {
    patch('explain', { reading: message.reading });
    ask(store.getState());
  } else {
    // The values are being computed anew: the next results ask again.
    asked = '';
  }
}

/** Whoever was asked is gone. */
export function forgetExplained(): void {
  underWay = false;
  asked = '';
}

/** Asks for what is missing of the newest run. */
export function resumeExplained(): void {
  ask(store.getState());
}

/** Keeps the reading in step with the state from here on. */
export function followExplained(): void {
  store.subscribe((state, before) => {
    if (
      state.view === before.view &&
      state.explain.pixel === before.explain.pixel &&
      state.run.frames === before.run.frames &&
      state.network === before.network &&
      state.photo === before.photo
    ) {
      return;
    }
    const isOther = state.network !== before.network || state.photo !== before.photo;
    if (state.explain.path && isOther) patch('explain', { path: null });
    ask(state);
  });
}

function ask(state: State): void {
  if (underWay || !selectIsExplaining(state)) return;
  const nodeId = selectStageNode(state).id;
  const cell = selectCell(state);
  const frame = selectFrame(state, nodeId);
  if (!cell || !frame) return;
  const wanted = `${nodeId} ${frame.key} ${cell.row} ${cell.column} ${cell.channel}`;
  if (wanted === asked) return;
  asked = wanted;
  underWay = true;
  tellEngine({ type: 'explain', requestId: ++requestId, nodeId, cell });
}
