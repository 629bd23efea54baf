/** From a cell back to the photo, always to the cell that weighs most. */
import type { Cell } from '../layers/contract';
import type { Network, NodeId } from '../network/graph';
import { cellAt, sourceAt, strongestIndex } from '../network/strongest';
import type { CellReading, PathStep } from './protocol';

/**
 * The strongest way to the photo, or to where a window lies wholly in padding. `explain` gives the
 * numbers behind a cell; the way is empty where it gives null for one of them.
 */
export async function traceToPhoto(
  network: Network,
  from: { nodeId: NodeId; cell: Cell },
  explain: (nodeId: NodeId, cell: Cell) => Promise<CellReading | null>,
): Promise<PathStep[]> {
  const path: PathStep[] = [];
  let next: { nodeId: NodeId; cell: Cell } | null = from;
  while (next) {
    const reading: CellReading | null = await explain(next.nodeId, next.cell);
    if (!reading) return [];
    path.push({ ...next, value: reading.value });
    const sources = network.nodes.find(({ id }) => id === reading.nodeId)?.inputs ?? [];
    const index = sources.length === 0 ? null : strongestIndex(reading);
    const source = index === null ? undefined : sources[sourceAt(reading.terms, index)];
    next =
      source === undefined || index === null
        ? null
        : { nodeId: source, cell: cellAt(reading.terms, index) };
  }
  return path;
}
