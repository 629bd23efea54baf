/** A canvas of one map: one canvas pixel a value, painted through the queue. */
import { useLayoutEffect, useRef } from 'react';
import { paintMap } from '../../paint/paintMap';
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

export function MapCanvas({
  values,
  width,
  height,
  scale,
  lut,
  upToCell,
  className,
}: MapCanvasProps) {
  const reference = useRef<HTMLCanvasElement>(null);
  // The scale is a new object each time; its ends are what counts.
  const { low, high } = scale;
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    queuePaint(canvas, () =>
      paintMap(context, values, width, height, { low, high }, lut, upToCell ?? width * height),
    );
  }, [values, width, height, low, high, lut, upToCell]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return () => {
      if (canvas) forgetPaint(canvas);
    };
  }, []);
  return <canvas ref={reference} className={className} aria-hidden="true" />;
}
