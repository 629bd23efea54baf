/** The network as a map of rails: a point a layer, lanes for branches, lines for who feeds whom. */
import type { NodeFace, NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';

export interface RailPoint {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
}

export interface Rails {
  readonly points: readonly RailPoint[];
  /** SVG paths. */
  readonly lines: readonly string[];
}

interface RailSize {
  /** Height of the lanes' middle, and between two lanes. */
  readonly middle: number;
  readonly lane: number;
  /** Along which a line goes over from one lane to another. */
  readonly bend: number;
}

/** `xs` are the places of the network's nodes along the strip, in pixels. */
export function layoutRails(
  nodes: readonly NodeFace[],
  modules: readonly Module[],
  xs: readonly number[],
  size: RailSize,
): Rails {
  const heights = new Map<NodeId, number>();
  const shortcuts = new Map<string, number>();
  for (const { split, join, branches } of modules) {
    branches.forEach((branch, place) => {
      const y = size.middle + (place - (branches.length - 1) / 2) * size.lane;
      for (const id of branch) heights.set(id, y);
      if (branch.length === 0) shortcuts.set(`${split} ${join}`, y);
    });
  }
  const points = nodes.map(({ id }, place) => ({
    id,
    x: xs[place] ?? 0,
    y: heights.get(id) ?? size.middle,
  }));
  const byId = new Map(points.map((point) => [point.id, point]));
  const lines = nodes.flatMap(({ id, inputs }) =>
    inputs.flatMap((source) => {
      const from = byId.get(source);
      const to = byId.get(id);
      if (!from || !to) return [];
      const lane = shortcuts.get(`${source} ${id}`) ?? laneBetween(from, to, size.middle);
      return [lineOver(from, to, lane, size.bend)];
    }),
  );
  return { points, lines };
}

/** The lane of a branch, be it that of the line's beginning or of its end. */
function laneBetween(from: RailPoint, to: RailPoint, middle: number): number {
  return from.y === middle ? to.y : from.y;
}

/** Over to the lane at once, along it, and back at the end. */
function lineOver(from: RailPoint, to: RailPoint, lane: number, most: number): string {
  const bend = Math.min(most, (to.x - from.x) / 2);
  const out = from.y === lane ? '' : curve(from.x, from.y, from.x + bend, lane);
  const back = to.y === lane ? '' : curve(to.x - bend, lane, to.x, to.y);
  const straight = to.y === lane ? to.x : to.x - bend;
  return `M${from.x} ${from.y}${out}H${straight}${back}`;
}

function curve(x: number, y: number, toX: number, toY: number): string {
  const half = (x + toX) / 2;
  return `C${half} ${y} ${half} ${toY} ${toX} ${toY}`;
}
