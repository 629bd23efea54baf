/** Dims the cells that a sweep has not come to, where the map itself is painted whole. */
import type { Sweep } from './useSweep';

export function Shade({ sweep }: { sweep: Sweep }) {
  const { row, column, height, width } = sweep;
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <>
      <span className="shade" style={{ top: percent(row + 1, height), left: 0, bottom: 0 }} />
      <span
        className="shade"
        style={{
          top: percent(row, height),
          height: percent(1, height),
          left: percent(column + 1, width),
        }}
      />
    </>
  );
}
