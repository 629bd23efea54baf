/** One map as large as the stage: zoom to single pixels, and the value under pointer or cursor. */
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { formatNumber } from '../../paint/formatNumber';
import { showMaps } from '../../store/conductor';
import { useFacts, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { explainCell, pointAt } from '../../store/explain';
import { changeView } from '../../store/view';
import { useColours } from '../colours';
import { IconButton } from '../controls/IconButton';
import { arrowSteps, type CellStep } from '../pressedKey';
import { pressedShortcut } from '../shortcut';
import { CellMark, RectMark } from './CellMark';
import { chooseCell, forgetChoice } from './chooseCell';
import { Shade } from './Shade';
import { MapCanvas } from './MapCanvas';
import { useSize } from './useSize';
import { useSweep } from './useSweep';
import { VisibleValues } from './VisibleValues';

/** Screen pixels that one value is wide at the closest. */
const closest = 64;
const zoomStep = 1.5;

interface Cell {
  row: number;
  column: number;
}

export default function EnlargedMap({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const facts = useFacts(node.id);
  const [height = 1, width = 1, channels = 1] = facts?.state === 'runs' ? facts.shape : [];
  const selected = useStore((state) => state.view.selectedMap);
  const map = Math.min(selected, channels - 1);
  const frame = useFrame(node.id);
  const colours = useColours(node.id, frame);
  const sweep = useSweep(node.id);
  const explaining = useStore((state) => state.view.explaining);
  const singleKeys = useStore((state) => state.settings.singleKeys);
  const values = frame?.planes.get(map);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const [cell, setCell] = useState<Cell | null>(null);
  useLayoutEffect(() => showMaps(node.id, [map]), [node.id, map]);

  const present = cell && cell.row < height && cell.column < width ? cell : null;
  /** Screen pixels a value at zoom 1, where the whole map fits. */
  const unit = size ? Math.min(size.width / width, size.height / height) : 1;
  const left = size ? (size.width - unit * width) / 2 : 0;
  const top = size ? (size.height - unit * height) / 2 : 0;

  const behaviour = useMemo(
    (): ZoomBehavior<HTMLDivElement, unknown> =>
      zoom<HTMLDivElement, unknown>()
        .scaleExtent([1, Math.max(1, closest / unit)])
        .translateExtent([
          [0, 0],
          [size?.width ?? 1, size?.height ?? 1],
        ])
        .on('zoom', (event: { transform: ZoomTransform }) => setTransform(event.transform)),
    [unit, size],
  );
  useEffect(() => {
    if (!area.current) return undefined;
    const target = select(area.current);
    // A double click goes back to all maps; it does not zoom.
    target.call(behaviour).on('dblclick.zoom', null);
    target.call((selection) => behaviour.transform(selection, zoomIdentity));
    return () => void target.on('.zoom', null);
  }, [behaviour]);
  useEffect(() => area.current?.focus(), []);

  const point = (place: Cell | null) => {
    setCell(place);
    pointAt(place && { nodeId: node.id, ...place });
  };
  const back = () => {
    forgetChoice();
    changeView({ enlarged: false });
    // The tiles are measured first and laid out after: they are there in the frame after the next.
    requestAnimationFrame(() => requestAnimationFrame(() => focusTile(map)));
  };
  const zoomBy = (factor: number) => {
    if (area.current) behaviour.scaleBy(select(area.current), factor);
  };
  const moveCursor = ({ rows, columns }: CellStep) =>
    setCell((before) => ({
      row: clamp((before?.row ?? Math.floor(height / 2)) + rows, height),
      column: clamp((before?.column ?? Math.floor(width / 2)) + columns, width),
    }));
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      Escape: back,
      Enter: back,
      '+': () => zoomBy(zoomStep),
      '=': () => zoomBy(zoomStep),
      '-': () => zoomBy(1 / zoomStep),
      '0': () => zoomBy(1 / closest),
      e: () => present && explainCell(node.id, { ...present, channel: map }),
    };
    const step = arrowSteps[event.key];
    const action = step ? () => moveCursor(step) : actions[pressedShortcut(event).key];
    // With Shift, arrows move the playhead; where plus lies, some keyboards need it.
    const isOthers = event.ctrlKey || event.metaKey || (step && event.shiftKey);
    if (!action || isOthers) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const cellAt = (clientX: number, clientY: number): Cell | null => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return null;
    const [x, y] = transform.invert([clientX - box.left, clientY - box.top]);
    const column = Math.floor((x - left) / unit);
    const row = Math.floor((y - top) / unit);
    return row >= 0 && row < height && column >= 0 && column < width ? { row, column } : null;
  };
  const value = present && values ? values[present.row * width + present.column] : undefined;

  return (
    <div className="enlarged">
      <div className="enlarged__bar">
        <button type="button" className="button button--bordered" onClick={back}>
          {t('stage.backToMaps', { count: channels })}
        </button>
        <button
          type="button"
          className="button button--bordered"
          disabled={map === 0}
          onClick={() => changeView({ selectedMap: map - 1 })}
        >
          {t('stage.previousMap')}
        </button>
        <span>{t('stage.mapOf', { number: map + 1, count: channels })}</span>
        <button
          type="button"
          className="button button--bordered"
          disabled={map === channels - 1}
          onClick={() => changeView({ selectedMap: map + 1 })}
        >
          {t('stage.nextMap')}
        </button>
        <output className="enlarged__value" aria-live="polite">
          {present && value !== undefined
            ? t('stage.valueAt', {
                row: present.row + 1,
                column: present.column + 1,
                value: formatNumber(value, 6),
              })
            : t('stage.pointHint')}
        </output>
        <IconButton
          className="button--bordered"
          label={t('stage.zoomIn')}
          icon="plus"
          onClick={() => zoomBy(zoomStep)}
        />
        <button
          type="button"
          className="button button--icon button--bordered"
          aria-label={t('stage.zoomOut')}
          onClick={() => zoomBy(1 / zoomStep)}
        >
          −
        </button>
      </div>
      <div
        ref={area}
        className="enlarged__area"
        tabIndex={0}
        role="application"
        aria-label={t(singleKeys ? 'stage.enlargedRegion' : 'stage.enlargedWithoutSingle', {
          number: map + 1,
        })}
        onKeyDown={onKeyDown}
        onDoubleClick={back}
        onClick={(event) => {
          const place = cellAt(event.clientX, event.clientY);
          if (place) chooseCell(node.id, { ...place, channel: map });
        }}
        onPointerMove={(event) => point(cellAt(event.clientX, event.clientY))}
        onPointerLeave={() => point(null)}
      >
        <div
          className="enlarged__picture"
          data-crisp={unit * transform.k >= 1}
          // Not scaled by the transform: WebKit rounds a box to whole pixels first, and that error would grow.
          style={{
            width: unit * width * transform.k,
            height: unit * height * transform.k,
            transform: `translate(${transform.x + left * transform.k}px, ${
              transform.y + top * transform.k
            }px)`,
          }}
        >
          {frame && values && (
            <MapCanvas
              values={values}
              width={frame.mapWidth}
              height={frame.mapHeight}
              scale={colours.scaleOf(map)}
              lut={colours.lut}
              {...(sweep && !explaining ? { upToCell: sweep.cells } : {})}
            />
          )}
          {sweep && explaining && (
            <>
              <Shade sweep={sweep} />
              <CellMark sweep={sweep} />
            </>
          )}
          {present && (
            <RectMark
              rect={{ top: present.row, left: present.column, height: 1, width: 1 }}
              rows={height}
              columns={width}
            />
          )}
        </div>
        {frame && values && size && (
          <VisibleValues
            values={values}
            rows={frame.mapHeight}
            columns={frame.mapWidth}
            scale={colours.scaleOf(map)}
            lut={colours.lut}
            cell={unit * transform.k}
            left={transform.x + left * transform.k}
            top={transform.y + top * transform.k}
            area={size}
            upToCell={explaining ? undefined : sweep?.cells}
          />
        )}
      </div>
    </div>
  );
}

/** Back at all maps, the focus is on the one that was large. */
function focusTile(map: number): void {
  document.querySelector<HTMLElement>(`.tile[data-map="${map}"]`)?.focus();
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
