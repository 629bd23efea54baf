/** A frame's canvas: a picture, painted up to where the playhead has swept the layer. */
import { useLayoutEffect, useRef } from 'react';
import { forgetPaint, queuePaint } from '../paintQueue';
import { reveal, type Picture } from './reveal';

interface SweptCanvasProps {
  /** Makes the picture, when there is time to paint it. The same function makes the same picture. */
  draw: () => Picture;
  /** 0..1; 1 is the whole picture. */
  sweep: number;
}

export function SweptCanvas({ draw, sweep }: SweptCanvasProps) {
  const reference = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ by: () => Picture; picture: Picture } | null>(null);
  useLayoutEffect(() => {
    const canvas = reference.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    queuePaint(canvas, () => {
      if (drawn.current?.by !== draw) drawn.current = { by: draw, picture: draw() };
      reveal(context, drawn.current.picture, sweep);
    });
  }, [draw, sweep]);
  useLayoutEffect(() => {
    const canvas = reference.current;
    return () => {
      if (canvas) forgetPaint(canvas);
    };
  }, []);
  return <canvas ref={reference} className="filmstrip__canvas" aria-hidden="true" />;
}
