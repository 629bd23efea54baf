/** Where an arrow key goes from a layer: along the columns, or to the lane above or below. */
import type { NodeId } from '../../network/graph';
import type { Block, OverviewLayout } from './layoutOverview';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The layer itself where there is nothing that way; undefined where the layer is not there. */
export function neighbourOf(
  { blocks, byId }: OverviewLayout,
  id: NodeId,
  direction: Direction,
): NodeId | undefined {
  const from = byId.get(id);
  if (!from) return undefined;
  switch (direction) {
    case 'first':
      return blocks[0]?.id;
    case 'last':
      return blocks.at(-1)?.id;
    case 'left':
    case 'right': {
      const sign = direction === 'right' ? 1 : -1;
      // A branch goes on in itself, and at its end to where the branches meet or part.
      const onward = blocks.filter(
        ({ column, module, lane }) =>
          (column - from.column) * sign > 0 &&
          (module === null || module !== from.module || lane === from.lane),
      );
      return nearest(
        onward,
        (to) => [Math.abs(to.column - from.column), laneDistance(from, to)],
        id,
      );
    }
    case 'up':
    case 'down': {
      const sign = direction === 'down' ? 1 : -1;
      const beside = blocks.filter(
        ({ module, lane }) =>
          module !== null && module === from.module && (lane - from.lane) * sign > 0,
      );
      return nearest(
        beside,
        (to) => [laneDistance(from, to), Math.abs(to.column - from.column)],
        id,
      );
    }
  }
}

function laneDistance(from: Block, to: Block): number {
  return Math.abs(to.lane - from.lane);
}

function nearest(
  blocks: readonly Block[],
  distances: (block: Block) => readonly [number, number],
  otherwise: NodeId,
): NodeId {
  let best: { id: NodeId; far: readonly [number, number] } | null = null;
  for (const block of blocks) {
    const far = distances(block);
    if (!best || far[0] < best.far[0] || (far[0] === best.far[0] && far[1] < best.far[1])) {
      best = { id: block.id, far };
    }
  }
  return best?.id ?? otherwise;
}
