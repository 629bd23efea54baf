/** The cell that the pointer is on, marked in every map of its layer; follows it without React. */
import { memo, useLayoutEffect, useRef } from 'react';
import type { NodeId } from '../../network/graph';
import type { PointedCell } from '../../store/state';
import { store } from '../../store/store';

interface PointedMarkProps {
  nodeId: NodeId;
  rows: number;
  columns: number;
}

export const PointedMark = memo(function PointedMark({ nodeId, rows, columns }: PointedMarkProps) {
  const reference = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const show = (pointed: PointedCell | null) => {
      const mark = reference.current;
      if (!mark) return;
      mark.hidden = pointed?.nodeId !== nodeId;
      if (!pointed || mark.hidden) return;
      mark.style.top = `${(pointed.row / rows) * 100}%`;
      mark.style.left = `${(pointed.column / columns) * 100}%`;
    };
    show(store.getState().explain.pointed);
    return store.subscribe((state, before) => {
      if (state.explain.pointed !== before.explain.pointed) show(state.explain.pointed);
    });
  }, [nodeId, rows, columns]);
  return (
    <span
      ref={reference}
      className="mark mark--pointed"
      hidden
      style={{ height: `${100 / rows}%`, width: `${100 / columns}%` }}
    />
  );
});
