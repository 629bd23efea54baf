/** Where each layer stands along the strip, in frames: folded modules take no frames of their own. */
import type { NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';

/** The nodes between split and join of some modules. */
export function innerNodes(modules: readonly Module[]): ReadonlySet<NodeId> {
  return new Set(modules.flatMap(({ branches }) => branches.flat()));
}

/**
 * The column of every node, strictly rising. Hidden ones share the way from the frame before to the
 * one after evenly, so that the playhead goes through them there.
 */
export function columnsOf(ids: readonly NodeId[], hidden: ReadonlySet<NodeId>): readonly number[] {
  const columns: number[] = [];
  let column = -1;
  for (let place = 0; place < ids.length;) {
    let next = place;
    while (next < ids.length && hidden.has(ids[next] ?? '')) next++;
    const between = next - place;
    for (let k = 1; k <= between; k++) columns.push(column + k / (between + 1));
    if (next < ids.length) columns.push(++column);
    place = next + 1;
  }
  return columns;
}

/** The column of a position between two nodes. */
export function columnAt(columns: readonly number[], position: number): number {
  const before = Math.floor(position);
  const from = columns[before] ?? 0;
  const to = columns[before + 1] ?? from;
  return from + (position - before) * (to - from);
}

/** The way back, within the nodes. */
export function positionOfColumn(columns: readonly number[], column: number): number {
  const after = columns.findIndex((each) => each > column);
  if (after === -1) return columns.length - 1;
  if (after === 0) return 0;
  const from = columns[after - 1] ?? 0;
  const to = columns[after] ?? from;
  return after - 1 + (column - from) / (to - from);
}
