/** Tiles of more rows than there is room for: only those near what is in sight are there. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';
import { store } from '../../store/store';
import { inset, Tiles, type TilesProps } from './Tiles';

interface ScrollingTilesProps extends TilesProps {
  /** From the top of one row to the top of the next, in CSS pixels. */
  rowHeight: number;
}

export default function ScrollingTiles({ rowHeight, ...props }: ScrollingTilesProps) {
  const { area, layout } = props;
  const rows = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    // Where the selected map is, be it that a link or the overview chose it.
    initialOffset: Math.floor(store.getState().view.selectedMap / layout.columns) * rowHeight,
    overscan: 2,
    paddingStart: inset,
    paddingEnd: inset,
  });
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  return (
    <Tiles
      {...props}
      rows={rows.getVirtualItems()}
      totalHeight={rows.getTotalSize()}
      scrollToRow={(row) => rows.scrollToIndex(row)}
    />
  );
}
