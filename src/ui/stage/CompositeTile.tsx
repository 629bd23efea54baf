/** Three maps as the red, green and blue of one picture; for the input, the photo as it is seen. */
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { formatNumber } from '../../paint/formatNumber';
import { paintBytes, paintRgb } from '../../paint/paintMap';
import { store, useStore } from '../../store/store';
import type { NodeFrame, State } from '../../store/state';
import { rgbScales, type Colours } from '../colours';
import { forgetPaint, queuePaint } from '../paintQueue';
import { choosePixel, explainCell, selectCell, selectIsExplaining } from '../../store/explain';
import { CellMark, RectMark } from './CellMark';
import { CellButton } from './CellButton';
import { cellPointer } from './cellPointer';
import { PointedMark } from './PointedMark';
import { ReachMarks } from './laterMarks';
import type { Sweep } from './useSweep';

interface CompositeTileProps {
  node: NodeFace;
  frame: NodeFrame | undefined;
  colours: Colours;
  sweep: Sweep | null;
  /** Of the picture, in CSS pixels. */
  height: number;
}

export default function CompositeTile({ node, frame, colours, sweep, height }: CompositeTileProps) {
  const { t } = useTranslation();
  const reference = useRef<HTMLCanvasElement>(null);
  const prepared = useStore((state) => state.run.prepared);
  const isPhoto = node.kind === 'input';
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return undefined;
    if (isPhoto) {
      if (prepared) {
        const { data, width, height: rows } = prepared;
        queuePaint(canvas, () => paintBytes(context, data, width, rows));
      }
      return undefined;
    }
    const [red, green, blue] = [0, 1, 2].map((channel) => frame?.planes.get(channel));
    if (!frame || !red || !green || !blue) return undefined;
    const scales = rgbScales(frame, colours);
    const { mapWidth, mapHeight } = frame;
    const cells = sweep?.cells ?? mapWidth * mapHeight;
    queuePaint(canvas, () =>
      paintRgb(context, [red, green, blue], mapWidth, mapHeight, scales, cells),
    );
    return undefined;
  }, [isPhoto, prepared, frame, colours, sweep?.cells]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return () => {
      if (canvas) forgetPaint(canvas);
    };
  }, []);
  const range = frame?.statistics.layer;
  const plane = isPhoto
    ? prepared && { rows: prepared.height, columns: prepared.width }
    : frame && { rows: frame.mapHeight, columns: frame.mapWidth };
  return (
    <figure className="tile tile--composite">
      <span className="tile__picture" style={{ height }}>
        <canvas
          ref={reference}
          className="tile__canvas"
          role="img"
          aria-label={t(isPhoto ? 'stage.photoAlt' : 'stage.compositeAlt')}
        />
        {sweep && <CellMark sweep={sweep} />}
        {plane && isPhoto && <ExplainedPixel {...plane} />}
        {plane && <PointedMark nodeId={node.id} {...plane} />}
        <ReachMarks nodeId={node.id} />
        {plane && (
          <CellButton
            label={t(isPhoto ? 'explain.reachHint' : 'explain.open')}
            pointer={cellPointer(node.id, plane.rows, plane.columns)}
            onChoose={(place) => {
              const { explaining, selectedMap } = store.getState().view;
              if (isPhoto && !explaining) choosePixel(place);
              else explainCell(node.id, { ...place, channel: isPhoto ? selectedMap : 0 });
            }}
            {...plane}
          />
        )}
      </span>
      <figcaption className="tile__caption">
        <span>{t(isPhoto ? 'stage.photoCaption' : 'stage.compositeCaption')}</span>
        {range && (
          <span className="tile__range">
            {t('stage.range', {
              from: formatNumber(range.minimum, 3),
              to: formatNumber(range.maximum, 3),
            })}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** The pixel of the photo whose number is explained. */
function ExplainedPixel({ rows, columns }: { rows: number; columns: number }) {
  const explained = (state: State) => (selectIsExplaining(state) ? selectCell(state) : null);
  const top = useStore((state) => explained(state)?.row);
  const left = useStore((state) => explained(state)?.column);
  if (top === undefined || left === undefined) return null;
  return <RectMark rect={{ top, left, height: 1, width: 1 }} {...{ rows, columns }} />;
}
