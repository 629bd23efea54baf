/** A canvas of one map: one canvas pixel a value, painted through the queue. */
import { useLayoutEffect, useRef } from 'react';
import { paintMap, paintSweep } from '../../paint/paintMap';
import type { ColourScale } from '../../paint/scale';
import { forgetPaint, queuePaint } from '../paintQueue';

interface MapCanvasProps {
  /** `height × width` values in rows. */
  values: Float32Array;
  width: number;
  height: number;
  scale: ColourScale;
  lut: Uint32Array;
  /** Cells painted in scan order; all when absent. */
  upToCell?: number;
  className?: string;
}

/** What a canvas shows at present. */
interface Painted {
  values: Float32Array;
  lut: Uint32Array;
  low: number;
  high: number;
  cells: number;
}

export function MapCanvas(props: MapCanvasProps) {
  const { values, width, height, scale, lut, upToCell, className } = props;
  const reference = useRef<HTMLCanvasElement>(null);
  const painted = useRef<Painted | null>(null);
  // The scale is a new object each time; its ends are what counts.
  const { low, high } = scale;
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    queuePaint(canvas, () => {
      const cells = upToCell ?? width * height;
      const before = painted.current;
      const ends = { low, high };
      const onlySwept =
        before?.values === values &&
        before.lut === lut &&
        before.low === low &&
        before.high === high;
      if (onlySwept) {
        paintSweep(context, values, width, height, ends, lut, before.cells, cells);
      } else {
        paintMap(context, values, width, height, ends, lut, cells);
      }
      painted.current = { values, lut, low, high, cells };
    });
  }, [values, width, height, low, high, lut, upToCell]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return () => {
      if (canvas) forgetPaint(canvas);
    };
  }, []);
  return <canvas ref={reference} className={className} aria-hidden="true" />;
}
