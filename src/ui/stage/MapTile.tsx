/** One map: its picture, its name and range, and a mark where every value is the same. */
import { useMemo, type MouseEvent } from 'react';
import { useTranslation } from '../words';
import { definitionOf } from '../../layers';
import type { NodeFace } from '../../network/graph';
import { formatNumber } from '../../paint/formatNumber';
import { describeMap, type ColourScale } from '../../paint/scale';
import type { NodeFrame } from '../../store/state';
import { useStore } from '../../store/store';
import { changeView } from '../../store/view';
import { MapCanvas } from './MapCanvas';
import { CellMark } from './CellMark';
import { cellPointer, cellUnder } from './cellPointer';
import { chooseCell } from './chooseCell';
import { PointedMark } from './PointedMark';
import { ReachMarks } from './laterMarks';
import { Shade } from './Shade';
import { CellValues } from './CellValues';
import { Thumbnail } from './Thumbnail';
import type { Sweep } from './useSweep';

/** From these widths on, in CSS pixels, there is room for the range in full, or in short. */
const wideTile = 176;
const narrowTile = 150;

interface MapTileProps {
  node: NodeFace;
  frame: NodeFrame | undefined;
  map: number;
  scale: ColourScale;
  lut: Uint32Array;
  sweep: Sweep | null;
  /** Of the picture, in CSS pixels. */
  width: number;
  height: number;
  selected: boolean;
  focusable: boolean;
}

export function MapTile(props: MapTileProps) {
  const { node, frame, map, scale, lut, sweep, width, height, selected, focusable } = props;
  const { t } = useTranslation();
  const explaining = useStore((state) => state.view.explaining);
  const values = frame?.planes.get(map);
  const statistics = frame?.statistics;
  const minimum = statistics?.minimum[map] ?? 0;
  const maximum = statistics?.maximum[map] ?? 0;
  const zeroShare = statistics?.zeroShare[map] ?? 0;
  const named = statistics && describeMap({ minimum, maximum, zeroShare }, node.kind === 'relu');
  const name = useMemo(() => {
    const { group, settings } = definitionOf(node.kind);
    const isFilter = group === 'convolution' && 'initializer' in settings;
    return t(isFilter ? 'stage.filter' : 'stage.map', { number: map + 1 });
  }, [t, node.kind, map]);
  const range = statistics
    ? named
      ? `${t(`stage.${named}`)} ${formatNumber(minimum, 3)}`
      : t('stage.range', { from: formatNumber(minimum, 3), to: formatNumber(maximum, 3) })
    : '';
  const caption =
    width >= wideTile || named || !statistics
      ? range
      : width >= narrowTile
        ? t('stage.rangeShort', { from: formatNumber(minimum, 2), to: formatNumber(maximum, 2) })
        : '';
  // A click on a cell explains it; the caption, and the keyboard, only select the map.
  const choose = (event: MouseEvent<HTMLElement>) => {
    const picture = event.currentTarget.querySelector('.tile__picture');
    const place =
      frame && picture && event.detail > 0
        ? cellUnder(event, picture, frame.mapHeight, frame.mapWidth)
        : null;
    if (place) chooseCell(node.id, { ...place, channel: map });
    else changeView({ selectedMap: map });
  };
  const isWhole = explaining && sweep !== null;
  return (
    <button
      type="button"
      className="tile"
      data-map={map}
      aria-pressed={selected}
      aria-label={`${name}, ${range}`}
      tabIndex={focusable ? 0 : -1}
      onClick={(event) => choose(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        changeView({ selectedMap: map, enlarged: true });
      }}
    >
      <span
        className="tile__picture"
        style={{ height }}
        data-painted={values !== undefined}
        {...(frame ? cellPointer(node.id, frame.mapHeight, frame.mapWidth, map) : {})}
      >
        {frame && values ? (
          <MapCanvas
            className="tile__canvas"
            values={values}
            width={frame.mapWidth}
            height={frame.mapHeight}
            scale={scale}
            lut={lut}
            {...(sweep && !isWhole ? { upToCell: sweep.cells } : {})}
          />
        ) : (
          frame && <Thumbnail frame={frame} map={map} scale={scale} lut={lut} />
        )}
        {frame && values && (
          <CellValues
            {...{ values, scale, lut, width, height }}
            rows={frame.mapHeight}
            columns={frame.mapWidth}
            {...(isWhole ? { shadedFrom: sweep.cells } : { upToCell: sweep?.cells })}
          />
        )}
        {isWhole && <Shade sweep={sweep} />}
        {sweep && <CellMark sweep={sweep} />}
        {frame && <PointedMark nodeId={node.id} rows={frame.mapHeight} columns={frame.mapWidth} />}
        <ReachMarks nodeId={node.id} />
      </span>
      <span className="tile__caption" aria-hidden="true">
        <span>{name}</span>
        <span className="tile__range">{caption}</span>
      </span>
    </button>
  );
}
