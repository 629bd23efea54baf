/**
 * Which cells have to do with which: the box of the photo that a cell sees, every cell that a pixel
 * reaches, and every cell that a cell is made of. Follows from the network alone, without a value.
 */
import { definitionOf } from '../layers';
import type { Cell, CellTerms, Shape, WindowGeometry } from '../layers/contract';
import { windowCells } from '../layers/window';
import {
  gridOf,
  none,
  together,
  union,
  upTo,
  within,
  type CellGrid,
  type SeenCells,
} from './cellGrid';
import type { Network, NetworkNode, NodeId } from './graph';
import { reachedByMerging, seenByMerging } from './mergedCells';
import type { NodeFacts } from './shape';

export type { CellGrid, SeenCells } from './cellGrid';

export type RunningFacts = Extract<NodeFacts, { state: 'runs' }>;

/** Rows `top` up to but not `top + height`; columns likewise. */
export interface Rect {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The receptive field of a cell on the prepared photo, in its pixels. */
export interface PhotoField {
  /** What of it lies on the photo; null where nothing does. */
  inside: Rect | null;
  /** All of it, as far as it reaches beyond the border. */
  whole: Rect;
}

/**
 * The receptive field by size, stride and start, as the literature gives it, of a cell on the
 * prepared photo `[height, width, channels]`. Nothing outside of it counts; inside there may be
 * holes, of dilation or of padding between layers: see `seenOfPhoto`.
 */
export function photoField(facts: RunningFacts, cell: Cell, photoShape: Shape): PhotoField {
  const { size, stride, start, grid } = facts.receptiveField;
  const { row, column } = placeOf(facts, cell, grid);
  const whole = {
    top: start[0] + row * stride[0],
    left: start[1] + column * stride[1],
    height: size[0],
    width: size[1],
  };
  const [height = 1, width = 1] = photoShape;
  return { inside: clip(whole, height, width), whole };
}

/** The smallest box of prepared-photo pixels that holds all that a cell is made of; null for none. */
export function seenOfPhoto(
  network: Network,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  nodeId: NodeId,
  cell: Cell,
): Rect | null {
  const input = network.nodes.find(({ inputs }) => inputs.length === 0)?.id ?? nodeId;
  const own = facts.get(nodeId);
  if (nodeId === input) {
    return own?.state === 'runs' ? photoField(own, cell, own.shape).inside : null;
  }
  const { rows, columns } = cellsSeenBy(network, facts, nodeId, cell).get(input) ?? none;
  const [top, bottom] = [rows[0], rows.at(-1)];
  const [left, right] = [columns[0], columns.at(-1)];
  if (top === undefined || bottom === undefined || left === undefined || right === undefined) {
    return null;
  }
  return { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/**
 * For every node that runs the cells, of every channel, that a pixel of the prepared photo has a
 * part in. Of a vector the columns are its indices; behind joined branches those of all channels.
 */
export function cellsReachedFrom(
  network: Network,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  pixel: Pick<Cell, 'row' | 'column'>,
): ReadonlyMap<NodeId, CellGrid> {
  const reached = new Map<NodeId, CellGrid>();
  for (const node of network.nodes) {
    const own = facts.get(node.id);
    if (own?.state !== 'runs') continue;
    if (node.inputs.length === 0) {
      const here = { rows: [pixel.row], columns: [pixel.column], channels: [0] };
      reached.set(node.id, within(here, own.shape));
      continue;
    }
    const before = node.inputs.map((source) => reached.get(source) ?? none);
    const { merge } = definitionOf(node.kind);
    const cells = merge
      ? reachedByMerging(merge, own.inputShapes, before)
      : reachedThrough(node, own, before[0] ?? none);
    reached.set(node.id, cells);
  }
  return reached;
}

/**
 * For every node before this one the cells that a cell of this one is made of, whatever the branch.
 * Holes that a dilation or a stride leaves are left out. Of a vector the columns are its indices.
 */
export function cellsSeenBy(
  network: Network,
  facts: ReadonlyMap<NodeId, NodeFacts>,
  nodeId: NodeId,
  cell: Cell,
): ReadonlyMap<NodeId, SeenCells> {
  const own: SeenCells = { rows: [cell.row], columns: [cell.column], channels: [cell.channel] };
  const first = facts.get(nodeId);
  const seen = new Map([[nodeId, first?.state === 'runs' ? within(own, first.shape) : own]]);
  // Whoever is fed by a node stands behind it, so all that sees it is known when its turn comes.
  for (const node of network.nodes.toReversed()) {
    const cells = seen.get(node.id);
    const facing = facts.get(node.id);
    if (!cells || facing?.state !== 'runs') continue;
    const { merge } = definitionOf(node.kind);
    node.inputs.forEach((source, place) => {
      const part = merge
        ? seenByMerging(merge, facing.inputShapes, place, cells)
        : seenThrough(node, facing, cells);
      seen.set(source, together([seen.get(source) ?? none, part]));
    });
  }
  seen.delete(nodeId);
  return seen;
}

function reachedThrough(node: NetworkNode, facts: RunningFacts, before: CellGrid): CellGrid {
  const { inputShape, shape } = facts;
  if (before.rows.length === 0) return none;
  const reach = definitionOf(node.kind).reach(inputShape, node.settings);
  const { height, width } = gridOf(shape);
  if (reach === 'everything') return { rows: upTo(height), columns: upTo(width) };
  if (reach !== 'sameCell') return windowsOver(reach, before, height, width);
  if (inputShape.length === shape.length) return before;
  const { width: across, channels } = gridOf(inputShape);
  const columns = before.rows.flatMap((row) =>
    before.columns.flatMap((column) =>
      upTo(channels).map((channel) => (row * across + column) * channels + channel),
    ),
  );
  return { rows: [0], columns };
}

/** The windows in which some of the cells lie. */
function windowsOver(
  geometry: WindowGeometry,
  before: CellGrid,
  height: number,
  width: number,
): CellGrid {
  const beforeRows = new Set(before.rows);
  const beforeColumns = new Set(before.columns);
  const rows = upTo(height).filter((row) =>
    windowCells(geometry, { row, column: 0 }).rows.some((place) => beforeRows.has(place)),
  );
  const columns = upTo(width).filter((column) =>
    windowCells(geometry, { row: 0, column }).columns.some((place) => beforeColumns.has(place)),
  );
  return rows.length > 0 && columns.length > 0 ? { rows, columns } : none;
}

/** The union of what the cells are made of, axis by axis. */
function seenThrough(node: NetworkNode, facts: RunningFacts, cells: SeenCells): SeenCells {
  const { inputShape } = facts;
  const definition = definitionOf(node.kind);
  const [row, column, channel] = [cells.rows[0], cells.columns[0], cells.channels[0]];
  if (row === undefined || column === undefined || channel === undefined) return none;
  const { height, width, channels } = gridOf(inputShape);
  const all = { rows: upTo(height), columns: upTo(width), channels: upTo(channels) };
  const isOfAll = definition.reach(inputShape, node.settings) === 'everything';
  const terms = (cell: Cell) => definition.terms(inputShape, node.settings, cell);
  if ((isOfAll || inputShape.length !== facts.shape.length) && cells.columns.length > 1) {
    // More than one number of a vector is seen by what sees all of them.
    return all;
  }
  const byRow = cells.rows.map((each) => terms({ row: each, column, channel }));
  const byColumn = cells.columns.map((each) => terms({ row, column: each, channel }));
  const byChannel = cells.channels.map((each) => terms({ row, column, channel: each }));
  return within(
    {
      rows: union(byRow.map((each) => each.rows)),
      columns: union(byColumn.map((each) => each.columns)),
      channels: union(byChannel.map(channelsOf)),
    },
    inputShape,
  );
}

function channelsOf({ channels: { first, count } }: CellTerms): number[] {
  return upTo(count).map((index) => first + index);
}

/** Row and column, on the grid of fields, of a cell; that of a vector has unrolled its channels. */
function placeOf(
  { shape }: RunningFacts,
  cell: Cell,
  [rows, columns]: readonly [number, number],
): Pick<Cell, 'row' | 'column'> {
  if (shape.length === 3) return cell;
  const channels = gridOf(shape).width / (rows * columns);
  const place = Math.floor(cell.column / channels);
  return { row: Math.floor(place / columns), column: place % columns };
}

function clip(rect: Rect, height: number, width: number): Rect | null {
  const top = Math.max(0, rect.top);
  const left = Math.max(0, rect.left);
  const bottom = Math.min(height, rect.top + rect.height);
  const right = Math.min(width, rect.left + rect.width);
  if (bottom <= top || right <= left) return null;
  return { top, left, height: bottom - top, width: right - left };
}
