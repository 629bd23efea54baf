/**
 * Where everything of the overview is: a column a layer, branches of a module as lanes beside each
 * other, and lines for who feeds whom. In units of its own; the camera makes pixels of them.
 */
import type { Shape } from '../../layers/contract';
import type { NodeFace, NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';
import type { Rectangle, ViewSize } from './camera';
import { mapGrid, mosaicBytes, smallSide, type MapGrid } from './mapGrid';

/** Width of every column; all other lengths are in proportion to it. */
export const columnWidth = 100;
/** Between two columns: where one feeds the next, where branches part or meet, where they are folded. */
const gaps = { plain: 36, parting: 96, folded: 150 };
/** Between two lanes there is room for a caption; a branch without layers is a line alone. */
export const laneGap = 64;
const emptyLane = 48;
/** Of a column's height, what a vector takes at most, and a number of it. */
const vectorShare = 0.8;
const numberHeight = 22;
/** Longer vectors are a narrow strip of colours. */
export const longestBars = 256;
/** Pixels that all mosaics may take together. */
const mostBytes = 64 * 1024 * 1024;

/** What a layer's column shows. */
export type BlockContent =
  | { readonly type: 'photo' }
  | { readonly type: 'maps'; readonly grid: MapGrid }
  | { readonly type: 'vector'; readonly count: number }
  /** A layer that cannot run. */
  | { readonly type: 'nothing' };

export interface Block extends Rectangle {
  readonly id: NodeId;
  /** Columns from the first, 0. */
  readonly column: number;
  /** Middle of its lane. */
  readonly lane: number;
  /** The join of the module that it is a branch's layer of. */
  readonly module: NodeId | null;
  readonly content: BlockContent;
}

export interface Edge {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Ends, and the height in which the line goes along between them. */
  readonly x: number;
  readonly y: number;
  readonly lane: number;
  readonly toX: number;
  readonly toY: number;
  /** Along which it goes over to the lane, and back. */
  readonly bendOut: number;
  readonly bendBack: number;
}

/** The place of a module's button: to fold its branches, or to show them. */
export interface Fold {
  readonly module: Module;
  readonly isFolded: boolean;
  readonly x: number;
  readonly y: number;
  /** Room for it between the columns. */
  readonly room: number;
}

export interface OverviewLayout {
  readonly blocks: readonly Block[];
  readonly byId: ReadonlyMap<NodeId, Block>;
  readonly edges: readonly Edge[];
  readonly folds: readonly Fold[];
  readonly bounds: Rectangle;
  /** Longest side of a small map, so that all mosaics fit into memory. */
  readonly side: number;
}

export interface OverviewPlan {
  readonly nodes: readonly NodeFace[];
  readonly modules: readonly Module[];
  /** Of folded modules. */
  readonly hidden: ReadonlySet<NodeId>;
  /** The output's shape; undefined where a layer cannot run. */
  readonly shapeOf: (id: NodeId) => Shape | undefined;
  /** Whether a layer is shown as the photo itself. */
  readonly isPhoto: (id: NodeId) => boolean;
}

/** From one column to the next where one feeds the other. */
export const columnPitch = columnWidth + gaps.plain;

/** Columns of which none is higher than `height`. */
export function layoutOverview(plan: OverviewPlan, height: number): OverviewLayout {
  for (const side of [smallSide, 24, 16, 12, 8, 4, 2]) {
    const layout = layoutWith(plan, height, side);
    if (bytesOf(layout) <= mostBytes || side === 2) return layout;
  }
  throw new RangeError('there always is a last side');
}

/**
 * The height of columns at which the whole fills a view of these proportions, but for one so narrow
 * that columns would come closer than `leastPitch` pixels.
 */
export function columnHeight(
  plan: Pick<OverviewPlan, 'nodes' | 'modules' | 'hidden'>,
  view: ViewSize,
  leastPitch: number,
): number {
  const { columns, gapBefore } = placeColumns(plan);
  const width = columnWidth + (startsOf(gapBefore, countOf(columns)).at(-1) ?? 0);
  const zoom = Math.max(view.width / width, leastPitch / columnPitch);
  return Math.max(2 * columnWidth, view.height / zoom);
}

function layoutWith(plan: OverviewPlan, height: number, side: number): OverviewLayout {
  const { columns, lanes, gapBefore, modules } = placeColumns(plan);
  const xs = startsOf(gapBefore, countOf(columns));
  const heights = laneHeights(plan.modules, plan.hidden, height);
  const tallest = tallestMaps(plan, columns, height, side);
  const blocks = plan.nodes.flatMap(({ id }): Block[] => {
    const column = columns.get(id);
    if (column === undefined) return [];
    const lane = heights.get(lanes.get(id) ?? '') ?? { middle: 0, height };
    const content = contentOf(plan, id, lane.height, side);
    const { width, height: own } = sizeOf(
      plan,
      id,
      content,
      Math.min(lane.height * vectorShare, tallest),
    );
    const x = (xs[column] ?? 0) + (columnWidth - width) / 2;
    const box = { width, height: own, x, y: lane.middle - own / 2 };
    const module = modules.get(id) ?? null;
    return [{ id, column, lane: lane.middle, module, content, ...box }];
  });
  const byId = new Map(blocks.map((block) => [block.id, block]));
  return {
    blocks,
    byId,
    edges: edgesOf(plan, byId, xs, heights),
    folds: foldsOf(plan, byId, xs),
    bounds: boundsOf(blocks),
    side,
  };
}

/** A lane's name: the module's join and the place of the branch. */
const laneOf = (join: NodeId, place: number) => `${join} ${place}`;

interface Placing {
  /** Of every layer that has one. */
  columns: ReadonlyMap<NodeId, number>;
  /** Of the layers of branches, the lane and the module, by its join. */
  lanes: ReadonlyMap<NodeId, string>;
  modules: ReadonlyMap<NodeId, NodeId>;
  /** The gap before each column that is not plain. */
  gapBefore: ReadonlyMap<number, number>;
}

/**
 * In the network's order, one column after the other; all branches of an open module begin in the
 * same column, and what comes after them stands behind the longest.
 */
function placeColumns({
  nodes,
  modules,
  hidden,
}: Omit<OverviewPlan, 'shapeOf' | 'isPhoto'>): Placing {
  const columns = new Map<NodeId, number>();
  const lanes = new Map<NodeId, string>();
  const gapBefore = new Map<number, number>();
  const moduleOf = new Map(
    modules.flatMap((module) => module.branches.flat().map((id) => [id, module] as const)),
  );
  const joins = new Map(modules.map((module) => [module.join, module]));
  let next = 0;
  for (const { id } of nodes) {
    if (hidden.has(id) || columns.has(id)) continue;
    const module = moduleOf.get(id);
    const join = joins.get(id);
    if (module) {
      gapBefore.set(next, gaps.parting);
      module.branches.forEach((branch, place) =>
        branch.forEach((inner, index) => {
          columns.set(inner, next + index);
          lanes.set(inner, laneOf(module.join, place));
        }),
      );
      next += Math.max(...module.branches.map(({ length }) => length));
      continue;
    }
    if (join) {
      const isFolded = join.branches.flat().some((inner) => hidden.has(inner));
      gapBefore.set(next, isFolded ? gaps.folded : gaps.parting);
    }
    columns.set(id, next++);
  }
  const joinOf = new Map([...moduleOf].map(([id, module]) => [id, module.join]));
  return { columns, lanes, gapBefore, modules: joinOf };
}

function countOf(columns: ReadonlyMap<NodeId, number>): number {
  return 1 + Math.max(0, ...columns.values());
}

function startsOf(gapBefore: ReadonlyMap<number, number>, count: number): number[] {
  const starts: number[] = [];
  let x = 0;
  for (let column = 0; column < count; column++) {
    if (column > 0) x += columnWidth + (gapBefore.get(column) ?? gaps.plain);
    starts.push(x);
  }
  return starts;
}

interface Lane {
  middle: number;
  height: number;
}

/** The open modules' lanes share the height of the columns; the first is uppermost. */
function laneHeights(
  modules: readonly Module[],
  hidden: ReadonlySet<NodeId>,
  height: number,
): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  for (const { join, branches } of modules) {
    if (branches.flat().some((id) => hidden.has(id))) continue;
    const empty = branches.filter(({ length }) => length === 0).length;
    const filled = branches.length - empty;
    const free = height - (branches.length - 1) * laneGap - empty * emptyLane;
    const each = Math.max(columnWidth, free / Math.max(1, filled));
    const heights = branches.map(({ length }) => (length === 0 ? emptyLane : each));
    const whole = heights.reduce((sum, own) => sum + own, (branches.length - 1) * laneGap);
    let top = -whole / 2;
    heights.forEach((own, place) => {
      lanes.set(laneOf(join, place), { middle: top + own / 2, height: own });
      top += own + laneGap;
    });
  }
  return lanes;
}

function contentOf(
  { shapeOf, isPhoto }: OverviewPlan,
  id: NodeId,
  height: number,
  side: number,
): BlockContent {
  const shape = shapeOf(id);
  if (!shape) return { type: 'nothing' };
  if (isPhoto(id)) return { type: 'photo' };
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length !== 3) return { type: 'vector', count: first };
  const maps = { count: third, width: second, height: first };
  return { type: 'maps', grid: mapGrid(maps, columnWidth, height, side) };
}

/** The height of the columns of maps: a long vector is not to stand out over them. */
function tallestMaps(
  plan: OverviewPlan,
  columns: ReadonlyMap<NodeId, number>,
  height: number,
  side: number,
): number {
  const heights = [...columns.keys()].map((id) => {
    const content = contentOf(plan, id, height, side);
    return content.type === 'maps' ? content.grid.pixelHeight * content.grid.unit : 0;
  });
  return Math.max(10 * numberHeight, ...heights);
}

/** `longest` is what a vector may take of the height. */
function sizeOf(plan: OverviewPlan, id: NodeId, content: BlockContent, longest: number): ViewSize {
  switch (content.type) {
    case 'maps': {
      const { pixelWidth, pixelHeight, unit } = content.grid;
      return { width: pixelWidth * unit, height: pixelHeight * unit };
    }
    case 'vector': {
      const height = Math.min(content.count * numberHeight, longest);
      return { width: content.count > longestBars ? columnWidth / 2 : columnWidth, height };
    }
    case 'photo': {
      const [rows = 1, columns = 1] = plan.shapeOf(id) ?? [];
      return { width: columnWidth, height: (columnWidth * rows) / columns };
    }
    case 'nothing':
      return { width: columnWidth * 0.6, height: columnWidth * 0.6 };
  }
}

function edgesOf(
  { nodes, modules, hidden }: OverviewPlan,
  blocks: ReadonlyMap<NodeId, Block>,
  xs: readonly number[],
  heights: ReadonlyMap<string, Lane>,
): Edge[] {
  const shortcuts = new Map<string, number>();
  const folded = new Map<NodeId, Module>();
  for (const module of modules) {
    if (module.branches.flat().some((id) => hidden.has(id))) folded.set(module.join, module);
    module.branches.forEach(({ length }, place) => {
      const lane = heights.get(laneOf(module.join, place));
      if (length === 0 && lane) shortcuts.set(`${module.split} ${module.join}`, lane.middle);
    });
  }
  const edges = nodes.flatMap(({ id, inputs }): Edge[] => {
    const to = blocks.get(id);
    if (!to) return [];
    const split = folded.get(id)?.split;
    // The branches of a folded module are one line.
    const sources = split === undefined ? [...new Set(inputs)] : [split];
    return sources.flatMap((source) => {
      const from = blocks.get(source);
      if (!from) return [];
      const lane = shortcuts.get(`${source} ${id}`) ?? laneBetween(from, to, blocks);
      return [edgeOver(from, to, lane, xs)];
    });
  });
  return edges;
}

/** Along the lane of one of the two; over what stands between them where there is something. */
function laneBetween(from: Block, to: Block, blocks: ReadonlyMap<NodeId, Block>): number {
  const along = from.lane === 0 ? to.lane : from.lane;
  let top = Infinity;
  for (const { column, lane, y, height } of blocks.values()) {
    const isBetween = column > from.column && column < to.column;
    if (isBetween && along > y - laneGap / 2 && along < y + height && lane === along) {
      top = Math.min(top, y);
    }
  }
  return top === Infinity ? along : top - laneGap / 2;
}

function edgeOver(from: Block, to: Block, lane: number, xs: readonly number[]): Edge {
  const x = from.x + from.width;
  // It bends up to the next column, and behind the one before the other.
  const out = (xs[from.column + 1] ?? to.x) - x;
  const before = (xs[to.column - 1] ?? from.x) + columnWidth;
  return {
    from: from.id,
    to: to.id,
    x,
    y: from.lane,
    lane,
    toX: to.x,
    toY: to.lane,
    bendOut: from.lane === lane ? 0 : out,
    bendBack: to.lane === lane ? 0 : to.x - before,
  };
}

function foldsOf(
  { modules, hidden }: OverviewPlan,
  blocks: ReadonlyMap<NodeId, Block>,
  xs: readonly number[],
): readonly Fold[] {
  return modules.flatMap((module): Fold[] => {
    const join = blocks.get(module.join);
    const inner = module.branches.flat();
    if (!join || inner.length === 0) return [];
    const isFolded = inner.some((id) => hidden.has(id));
    const gap = isFolded ? gaps.folded : gaps.parting;
    const x = (xs[join.column] ?? 0) - gap / 2;
    return [{ module, isFolded, x, y: join.lane, room: gap }];
  });
}

function boundsOf(blocks: readonly Block[]): Rectangle {
  const left = Math.min(...blocks.map(({ x }) => x));
  const top = Math.min(...blocks.map(({ y }) => y));
  const right = Math.max(...blocks.map(({ x, width }) => x + width));
  const bottom = Math.max(...blocks.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function bytesOf({ blocks }: OverviewLayout): number {
  return blocks.reduce(
    (sum, { content }) => sum + (content.type === 'maps' ? mosaicBytes(content.grid) : 0),
    0,
  );
}
