/** What the chosen pixel of the photo can reach in a layer. */
import { useMemo } from 'react';
import { cellsReachedFrom, type CellGrid } from '../../network/field';
import type { NodeId } from '../../network/graph';
import { selectFacts } from '../../store/derived';
import { planeOf } from '../../store/explain';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';

interface Reach {
  grid: CellGrid;
  /** Of the layer's maps. */
  rows: number;
  columns: number;
}

let remembered: {
  pixel: State['explain']['pixel'];
  facts: ReturnType<typeof selectFacts>;
  reached: ReturnType<typeof cellsReachedFrom>;
} | null = null;

function selectReached(state: State): ReturnType<typeof cellsReachedFrom> | null {
  const { pixel } = state.explain;
  if (!pixel) return null;
  const facts = selectFacts(state);
  if (remembered?.pixel !== pixel || remembered.facts !== facts) {
    remembered = { pixel, facts, reached: cellsReachedFrom(state.network, facts, pixel) };
  }
  return remembered.reached;
}

export function useReach(nodeId: NodeId): Reach | null {
  const grid = useStore((state) => selectReached(state)?.get(nodeId));
  const facts = useStore((state) => (grid ? selectFacts(state).get(nodeId) : undefined));
  return useMemo(() => {
    if (!grid || facts?.state !== 'runs') return null;
    const { height, width } = planeOf(facts.shape);
    return { grid, rows: height, columns: width };
  }, [grid, facts]);
}
