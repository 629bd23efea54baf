/** All maps of a layer, as large as they can be; where they cannot all fit, rows scroll. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, memo, Suspense, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { layoutTiles, type TileLayout } from '../../paint/tileLayout';
import { showMaps } from '../../store/conductor';
import { useFacts, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { changeView } from '../../store/view';
import { useColours } from '../colours';
import { enlargeSelected } from './chooseCell';
import { MapTile } from './MapTile';
import { useSize, type Size } from './useSize';
import { useSweep } from './useSweep';

const CompositeTile = lazy(() => import('./CompositeTile'));

const gap = 12;
const captionHeight = 24;
/** Room around the tiles for the outline of the selected one. */
const inset = 4;

export const TileGrid = memo(function TileGrid({ node }: { node: NodeFace }) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
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
    [size, composite, node.kind, channels, width, height],
  );
  return (
    <div className="grid" ref={area} data-scrolls={layout?.scrolls}>
      {size && layout && (
        <Rows key={layout.scrolls ? node.id : ''} {...{ node, layout, size, area, channels }} />
      )}
    </div>
  );
});

interface RowsProps {
  node: NodeFace;
  layout: TileLayout;
  size: Size;
  area: React.RefObject<HTMLDivElement | null>;
  channels: number;
}

function Rows({ node, layout, size, area, channels }: RowsProps) {
  const { t } = useTranslation();
  const frame = useFrame(node.id);
  const colours = useColours(node.id, frame);
  const sweep = useSweep(node.id);
  const selected = useStore((state) => state.view.selectedMap);
  const composite = useStore((state) => state.view.composite) && channels === 3;
  const asPicture = composite || node.kind === 'input';
  const rowHeight = layout.tileHeight + captionHeight + gap;
  const rows = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    // Where the selected map is, be it that a link or the overview chose it.
    initialOffset: Math.floor(selected / layout.columns) * rowHeight,
    overscan: 2,
    paddingStart: inset,
    paddingEnd: inset,
  });
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  const items = rows.getVirtualItems();
  const first = (items[0]?.index ?? 0) * layout.columns;
  const last = asPicture ? channels : ((items.at(-1)?.index ?? 0) + 1) * layout.columns;
  const count = asPicture ? 1 : channels;

  useLayoutEffect(() => {
    const from = asPicture ? 0 : first;
    const to = Math.min(channels, last);
    showMaps(
      node.id,
      Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index),
    );
  }, [node.id, asPicture, first, last, channels]);

  const select = (map: number) => {
    const bounded = Math.min(count - 1, Math.max(0, map));
    changeView({ selectedMap: bounded });
    rows.scrollToIndex(Math.floor(bounded / layout.columns));
    requestAnimationFrame(() =>
      area.current?.querySelector<HTMLElement>(`[data-map="${bounded}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: layout.columns,
      PageUp: -layout.columns,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    select(selected + step);
  };
  // Few maps stand in the middle of what room is left.
  const left = Math.max(0, Math.floor((size.width - layout.width) / 2));
  const focusable = Math.min(selected, count - 1);

  return (
    <ul
      className="grid__tiles"
      aria-label={t('stage.mapsOf', { count })}
      style={{ height: layout.scrolls ? rows.getTotalSize() : '100%' }}
      onKeyDown={onKeyDown}
      onDoubleClick={node.kind === 'input' || asPicture ? undefined : enlargeSelected}
    >
      {items.flatMap((row) =>
        Array.from({ length: layout.columns }, (_, column) => {
          const map = row.index * layout.columns + column;
          if (map >= count) return null;
          const style = {
            width: layout.tileWidth,
            transform: `translate(${left + column * (layout.tileWidth + gap)}px, ${row.start}px)`,
          };
          return (
            <li key={map} className="grid__tile" style={style}>
              {asPicture ? (
                <Suspense>
                  <CompositeTile {...{ node, frame, colours, sweep }} height={layout.tileHeight} />
                </Suspense>
              ) : (
                <MapTile
                  {...{ node, frame, map, sweep }}
                  scale={colours.scaleOf(map)}
                  lut={colours.lut}
                  width={layout.tileWidth}
                  height={layout.tileHeight}
                  selected={map === selected}
                  focusable={map === focusable}
                />
              )}
            </li>
          );
        }),
      )}
    </ul>
  );
}
