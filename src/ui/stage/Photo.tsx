/** The photo as the network sees it, with what is marked on it. */
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../words';
import { paintBytes } from '../../paint/paintMap';
import { choosePixel } from '../../store/explain';
import { useStore } from '../../store/store';
import { forgetPaint, queuePaint } from '../paintQueue';
import { CellButton } from './CellButton';
import { RectMark } from './CellMark';
import { PhotoFieldMark } from './laterMarks';
import type { Sweep } from './useSweep';

export function Photo({ sweep }: { sweep: Sweep | null }) {
  const { t } = useTranslation();
  const reference = useRef<HTMLCanvasElement>(null);
  const prepared = useStore((state) => state.run.prepared);
  const pixel = useStore((state) => state.explain.pixel);
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !prepared) return undefined;
    const { data, width, height } = prepared;
    queuePaint(canvas, () => paintBytes(context, data, width, height));
    return () => forgetPaint(canvas);
  }, [prepared]);
  const ratio = prepared ? prepared.width / prepared.height : 1;
  return (
    <div className="side__picture" style={{ '--ratio': ratio }}>
      <canvas ref={reference} role="img" aria-label={t('stage.photoAlt')} />
      <PhotoFieldMark />
      {prepared && (
        <CellButton
          label={t('explain.reachHint')}
          rows={prepared.height}
          columns={prepared.width}
          onChoose={choosePixel}
        />
      )}
      {pixel && prepared && (
        <RectMark
          rect={{ top: pixel.row, left: pixel.column, height: 1, width: 1 }}
          rows={prepared.height}
          columns={prepared.width}
        />
      )}
      {sweep && (
        <RectMark rect={sweep.window} rows={sweep.inputHeight} columns={sweep.inputWidth} />
      )}
    </div>
  );
}
