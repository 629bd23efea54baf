/** The lines between the columns, and the buttons on those of modules. */
import type { NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';
import {
  columnWidth,
  gaps,
  laneGap,
  laneOf,
  type Branching,
  type Lane,
  type Placed,
} from './columns';

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

/** A line for each layer that feeds another; the branches of a folded module are one. */
export function edgesOf(
  { nodes, modules, hidden }: Branching,
  blocks: ReadonlyMap<NodeId, Placed>,
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
  return nodes.flatMap(({ id, inputs }): Edge[] => {
    const to = blocks.get(id);
    if (!to) return [];
    const split = folded.get(id)?.split;
    const sources = split === undefined ? [...new Set(inputs)] : [split];
    return sources.flatMap((source) => {
      const from = blocks.get(source);
      if (!from) return [];
      const lane = shortcuts.get(`${source} ${id}`) ?? laneBetween(from, to, blocks);
      return [edgeOver(from, to, lane, xs)];
    });
  });
}

/** Along the lane of one of the two; over what stands between them where there is something. */
function laneBetween(from: Placed, to: Placed, blocks: ReadonlyMap<NodeId, Placed>): number {
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

function edgeOver(from: Placed, to: Placed, lane: number, xs: readonly number[]): Edge {
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

/** A button for each module that has any layers, in the gap before its joint. */
export function foldsOf(
  { modules, hidden }: Branching,
  blocks: ReadonlyMap<NodeId, Placed>,
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
