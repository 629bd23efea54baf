/**
 * All maps of the layer before, each with the window of the cell that is pointed at or explained: as
 * tiles, or where there is little height in one row.
 */
import './sourceMaps.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, type PointerEvent } from 'react';
import type { NodeFace } from '../../network/graph';
import { useFrame } from '../../store/derived';
import { explainCell } from '../../store/explain';
import { wantSmallMaps } from '../../store/smallMaps';
import type { NodeFrame } from '../../store/state';
import { store } from '../../store/store';
import { useColours } from '../colours';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';
import { cellUnder } from './cellPointer';
import { SourceTile } from './SourceTile';
import { useSize } from './useSize';
import { cellOver, windowOnSource } from './windowOnSource';

/** In CSS pixels. */
const gap = 4;
const leastTile = 72;
/** Height of the maps in one row, and how wide they are at most. */
const rowHeight = 56;
const mostAcross = 168;
/** A mark is never drawn smaller than can be seen. */
const leastMark = 5;

interface SourceMapsProps {
  /** The layer on the stage. */
  node: NodeFace;
  source: NodeFace;
  isRow: boolean;
}

export default function SourceMaps({ node, source, isRow }: SourceMapsProps) {
  const frame = useFrame(source.id);
  useEffect(() => wantSmallMaps([source.id]), [source.id]);
  if (frame?.shape.length !== 3) return null;
  return <MapList key={source.id} {...{ node, source, frame, isRow }} />;
}

function MapList({ node, source, frame, isRow }: SourceMapsProps & { frame: NodeFrame }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const colours = useColours(source.id, frame);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [height = 1, width = 1, count = 1] = frame.shape;

  const across = size?.width ?? leastTile;
  const columns = isRow ? 1 : Math.max(1, Math.floor((across + gap) / (leastTile + gap)));
  const tileWidth = isRow
    ? Math.min(mostAcross, Math.max(1, Math.round((rowHeight * width) / height)))
    : (across - gap * (columns - 1)) / columns;
  const tileHeight = Math.max(1, Math.round((tileWidth * height) / width));
  const step = isRow ? tileWidth : tileHeight;
  const lines = useVirtualizer({
    count: Math.ceil(count / columns),
    horizontal: isRow,
    getScrollElement: () => scroller.current,
    estimateSize: () => step,
    gap,
    overscan: 1,
  });
  useLayoutEffect(() => lines.measure(), [lines, step]);
  const items = lines.getVirtualItems();
  const length = lines.getTotalSize();

  // The marks follow the pointer without React: a transform each of those that are there.
  const moveMarks = useCallback(() => {
    const window = windowOnSource(store.getState(), node.id);
    const place = window && {
      width: Math.max(leastMark, (window.width / width) * tileWidth),
      height: Math.max(leastMark, (window.height / height) * tileHeight),
      x: (window.left / width) * tileWidth,
      y: (window.top / height) * tileHeight,
    };
    for (const mark of scroller.current?.querySelectorAll<HTMLElement>('.mark') ?? []) {
      mark.hidden = !place;
      if (!place) continue;
      mark.style.width = `${place.width}px`;
      mark.style.height = `${place.height}px`;
      mark.style.transform = `translate(${place.x}px, ${place.y}px)`;
    }
  }, [node.id, width, height, tileWidth, tileHeight]);
  useLayoutEffect(
    () =>
      store.subscribe((state, before) => {
        const isOther =
          state.explain !== before.explain ||
          state.view !== before.view ||
          state.network !== before.network;
        if (isOther) moveMarks();
      }),
    [moveMarks],
  );
  const [first, last] = [items[0]?.index, items.at(-1)?.index];
  useLayoutEffect(moveMarks, [moveMarks, first, last]);

  const caption = t('explain.sources', { name: nameOf(source), count });
  /** Pointing into the layer before moves the window there. */
  const move = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const place = cellUnder(event, event.currentTarget, height, width);
    const cell = place && cellOver(store.getState(), node.id, place);
    if (cell) explainCell(node.id, cell);
  };
  return (
    <figure className="sources" data-row={isRow}>
      <figcaption className="side__caption">{caption}</figcaption>
      <div
        ref={scroller}
        className="sources__scroller"
        role="region"
        aria-label={caption}
        tabIndex={0}
      >
        <ul
          className="sources__maps"
          style={isRow ? { width: length, height: tileHeight } : { height: length }}
        >
          {items.flatMap((line) =>
            Array.from({ length: columns }, (_, column) => {
              const map = line.index * columns + column;
              if (map >= count) return null;
              const [x, y] = isRow ? [line.start, 0] : [column * (tileWidth + gap), line.start];
              return (
                <li
                  key={map}
                  className="sources__map"
                  aria-label={t('stage.map', { number: map + 1 })}
                  title={t('stage.map', { number: map + 1 })}
                  style={{
                    width: tileWidth,
                    height: tileHeight,
                    transform: `translate(${x}px, ${y}px)`,
                  }}
                  onPointerDown={move}
                  onPointerMove={move}
                >
                  <SourceTile
                    frame={frame}
                    map={map}
                    scale={colours.scaleOf(map)}
                    lut={colours.lut}
                  />
                  <span className="mark" hidden />
                </li>
              );
            }),
          )}
        </ul>
      </div>
    </figure>
  );
}
