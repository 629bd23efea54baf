/** All maps of a layer, as large as they can be; where they cannot all fit, rows scroll. */
import { memo, useMemo, useRef } from 'react';
import type { NodeFace } from '../../network/graph';
import { layoutTiles } from '../../paint/tileLayout';
import { useFacts } from '../../store/derived';
import { useStore } from '../../store/store';
import { useTextScale } from '../textScale';
import { gap, inset, Tiles } from './Tiles';
import { useSize } from './useSize';
import { later } from '../trouble/later';

// Only layers of many maps scroll; the first page does without what it takes.
const ScrollingTiles = later(() => import('./ScrollingTiles'), { hasPlace: true });
ScrollingTiles.fetch();

/** Of the words under a tile, with letters of usual size. */
const usualCaption = 24;

export const TileGrid = memo(function TileGrid({ node }: { node: NodeFace }) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const captionHeight = usualCaption * useTextScale();
  const facts = useFacts(node.id);
  const [height = 1, width = 1, channels = 1] = facts?.state === 'runs' ? facts.shape : [];
  const composite = useStore((state) => state.view.composite) && channels === 3;
  const layout = useMemo(
    () =>
      size &&
      layoutTiles({
        count: composite || node.kind === 'input' ? 1 : channels,
        mapWidth: width,
        mapHeight: height,
        areaWidth: size.width - 2 * inset,
        areaHeight: size.height - 2 * inset,
        gap,
        captionHeight,
      }),
    [size, composite, node.kind, channels, width, height, captionHeight],
  );
  const rowHeight = (layout?.tileHeight ?? 0) + captionHeight + gap;
  return (
    <div className="grid" ref={area} data-scrolls={layout?.scrolls}>
      {size &&
        layout &&
        (layout.scrolls ? (
          <ScrollingTiles key={node.id} {...{ node, layout, size, area, channels, rowHeight }} />
        ) : (
          <Tiles
            {...{ node, layout, size, area, channels }}
            rows={Array.from({ length: layout.rows }, (_, index) => ({
              index,
              start: inset + index * rowHeight,
            }))}
          />
        ))}
    </div>
  );
});
