/** Maps of a layer as tiles: in rows, one of them selected. */
import { useLayoutEffect, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import type { TileLayout } from '../../paint/tileLayout';
import { showMaps } from '../../store/conductor';
import { useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { changeView } from '../../store/view';
import { useColours } from '../colours';
import { enlargeSelected } from './chooseCell';
import { MapTile } from './MapTile';
import type { Size } from './useSize';
import { useSweep } from './useSweep';
import { later } from '../trouble/later';

const CompositeTile = later(() => import('./CompositeTile'));

export const gap = 12;
/** Room around the tiles for the outline of the selected one. */
export const inset = 4;

export interface TilesProps {
  node: NodeFace;
  layout: TileLayout;
  size: Size;
  area: React.RefObject<HTMLDivElement | null>;
  channels: number;
}

interface LaidTiles extends TilesProps {
  /** The rows that are there, and how far down each begins, in pixels. */
  rows: readonly { index: number; start: number }[];
  /** Where they scroll: the height of all of them, and what brings a row into view. */
  totalHeight?: number;
  scrollToRow?: (row: number) => void;
}

export function Tiles({
  node,
  layout,
  size,
  area,
  channels,
  rows,
  totalHeight,
  scrollToRow,
}: LaidTiles) {
  const { t } = useTranslation();
  const frame = useFrame(node.id);
  const colours = useColours(node.id, frame);
  const sweep = useSweep(node.id);
  const selected = useStore((state) => state.view.selectedMap);
  const composite = useStore((state) => state.view.composite) && channels === 3;
  const asPicture = composite || node.kind === 'input';
  const first = (rows[0]?.index ?? 0) * layout.columns;
  const last = asPicture ? channels : ((rows.at(-1)?.index ?? 0) + 1) * layout.columns;
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
    scrollToRow?.(Math.floor(bounded / layout.columns));
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
      style={{ height: totalHeight ?? '100%' }}
      onKeyDown={onKeyDown}
      onDoubleClick={node.kind === 'input' || asPicture ? undefined : enlargeSelected}
    >
      {rows.flatMap((row) =>
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
                <CompositeTile {...{ node, frame, colours, sweep }} height={layout.tileHeight} />
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
