/** Which column a layer stands in, and which lane: the branches of a module beside each other. */
import type { NodeFace, NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';
import type { Rectangle } from './camera';

/** Width of every column; all other lengths are in proportion to it. */
export const columnWidth = 100;
/** Between two columns: where one feeds the next, where branches part or meet, where they are folded. */
export const gaps = { plain: 36, parting: 96, folded: 150 };
/** From one column to the next where one feeds the other. */
export const columnPitch = columnWidth + gaps.plain;
/** Between two lanes there is room for a caption; a branch without layers is a line alone. */
export const laneGap = 64;
const emptyLane = 48;

/** Who feeds whom, and what of it is folded away. */
export interface Branching {
  readonly nodes: readonly NodeFace[];
  readonly modules: readonly Module[];
  /** Layers of folded modules. */
  readonly hidden: ReadonlySet<NodeId>;
}

/** A layer in its place. */
export interface Placed extends Rectangle {
  readonly id: NodeId;
  /** Columns from the first, 0. */
  readonly column: number;
  /** Middle of its lane. */
  readonly lane: number;
  /** The join of the module that it is a branch's layer of. */
  readonly module: NodeId | null;
}

/** A lane's name: the module's join and the place of the branch. */
export const laneOf = (join: NodeId, place: number) => `${join} ${place}`;

export interface Placing {
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
export function placeColumns({ nodes, modules, hidden }: Branching): Placing {
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

/** Where each column begins. */
export function startsOf({ columns, gapBefore }: Placing): number[] {
  const count = 1 + Math.max(0, ...columns.values());
  const starts: number[] = [];
  let x = 0;
  for (let column = 0; column < count; column++) {
    if (column > 0) x += columnWidth + (gapBefore.get(column) ?? gaps.plain);
    starts.push(x);
  }
  return starts;
}

export interface Lane {
  middle: number;
  height: number;
}

/** The open modules' lanes share the height of the columns; the first is uppermost. */
export function laneHeights(
  { modules, hidden }: Branching,
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
