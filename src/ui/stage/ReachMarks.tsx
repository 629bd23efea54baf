/** The cells of a layer that the chosen pixel of the photo can reach: a net over its maps. */
import { memo, useMemo } from 'react';
import type { NodeId } from '../../network/graph';
import { useReach } from './useReach';

export default memo(function ReachMarks({ nodeId }: { nodeId: NodeId }) {
  const reach = useReach(nodeId);
  const path = useMemo(
    () =>
      reach?.grid.rows
        .flatMap((row) =>
          runs(reach.grid.columns).map(([from, to]) => `M${from} ${row}H${to}v1H${from}z`),
        )
        .join(''),
    [reach],
  );
  if (!reach || !path) return null;
  return (
    <svg
      className="reach"
      viewBox={`0 0 ${reach.columns} ${reach.rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
});

/** Neighbouring columns as one, from the first up to but not the last. */
function runs(columns: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const column of columns) {
    const last = found.at(-1);
    if (last?.[1] === column) last[1]++;
    else found.push([column, column + 1]);
  }
  return found;
}
