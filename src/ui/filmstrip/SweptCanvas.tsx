/** A frame's canvas: a picture, painted up to where the playhead has swept the layer. */
import { useLayoutEffect, useRef } from 'react';
import type { PaintContext } from '../../paint/paintMap';
import { paintInSight, watchSight } from '../paintInSight';
import { reveal, type Region } from './reveal';

/** Paints the whole picture and tells in which order a sweep uncovers it. */
export type Draw = (context: PaintContext) => readonly Region[];

interface SweptCanvasProps {
  /** Called when there is time to paint. The same function makes the same picture. */
  draw: Draw;
  /** 0..1; 1 is the whole picture. */
  sweep: number;
}

/** The whole picture, from which a sweep takes its parts. */
interface Drawn {
  by: Draw | null;
  context: OffscreenCanvasRenderingContext2D | null;
  regions: readonly Region[];
}

export function SweptCanvas({ draw, sweep }: SweptCanvasProps) {
  const reference = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn>({ by: null, context: null, regions: [] });
  useLayoutEffect(() => {
    const canvas = reference.current;
    if (!canvas) return;
    paintInSight(canvas, () => {
      const context = canvas.getContext('2d');
      if (!context) return;
      if (sweep >= 1) {
        draw(context);
        return;
      }
      const whole = drawn.current;
      whole.context ??= new OffscreenCanvas(1, 1).getContext('2d');
      if (!whole.context) return;
      if (whole.by !== draw) {
        whole.by = draw;
        whole.regions = draw(whole.context);
      }
      reveal(context, whole.context.canvas, whole.regions, sweep);
    });
  }, [draw, sweep]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return canvas ? watchSight(canvas) : undefined;
  }, []);
  return (
    <canvas
      ref={reference}
      className="filmstrip__canvas"
      data-swept={sweep < 1}
      aria-hidden="true"
    />
  );
}
