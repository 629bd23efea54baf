/** A canvas as wide as its column, painted in the screen's own pixels through the queue. */
import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { PaintContext } from '../../paint/paintMap';
import { forgetPaint, queuePaint } from '../paintQueue';

interface PaintedCanvasProps {
  /** In CSS pixels. */
  height: number;
  /** Paints `width × height` screen pixels. A new function is a new picture. */
  paint: (context: PaintContext, width: number, height: number) => void;
  className?: string;
}

export const PaintedCanvas = memo(function PaintedCanvas({
  height,
  paint,
  className,
}: PaintedCanvasProps) {
  const reference = useRef<HTMLCanvasElement>(null);
  const width = useWidth(reference);
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || width === 0) return;
    const wide = Math.round(width * devicePixelRatio);
    const high = Math.round(height * devicePixelRatio);
    queuePaint(canvas, () => {
      if (canvas.width !== wide) canvas.width = wide;
      if (canvas.height !== high) canvas.height = high;
      paint(context, wide, high);
    });
  }, [paint, width, height]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return () => {
      if (canvas) forgetPaint(canvas);
    };
  }, []);
  return (
    <canvas
      ref={reference}
      className={className}
      style={{ width: '100%', height }}
      aria-hidden="true"
    />
  );
});

/** An element's width in CSS pixels, kept up to date; 0 before it is laid out. */
export function useWidth(reference: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = reference.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [reference]);
  return width;
}
