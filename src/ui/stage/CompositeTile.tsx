/** Three maps as the red, green and blue of one picture; for the input, the photo as it is seen. */
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { formatNumber } from '../../paint/formatNumber';
import { paintBytes, paintRgb } from '../../paint/paintMap';
import { useStore } from '../../store/store';
import type { NodeFrame } from '../../store/state';
import { rgbScales, type Colours } from '../colours';
import { forgetPaint, queuePaint } from '../paintQueue';
import { choosePixel, explainCell } from '../../store/explain';
import { CellMark } from './CellMark';
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
        {plane && <PointedMark nodeId={node.id} {...plane} />}
        <ReachMarks nodeId={node.id} />
        {plane && (
          <CellButton
            label={t(isPhoto ? 'explain.reachHint' : 'explain.open')}
            pointer={cellPointer(node.id, plane.rows, plane.columns)}
            onChoose={
              isPhoto ? choosePixel : (place) => explainCell(node.id, { ...place, channel: 0 })
            }
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
