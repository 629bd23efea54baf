/** The pad's canvas: all strokes, and at once, before the state knows of it, what the pen adds. */
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { padSteps, pens, type Drawing, type Point } from '../../photo/drawing';
import { useSize } from '../stage/useSize';

/** As the network gets it: ink is 255, paper is 0. */
const inkColour = '#fff';
const paperColour = '#000';

export type PaintLine = (pen: number, from: Point, to: Point) => void;

export function useInk(drawing: Drawing): {
  canvas: RefObject<HTMLCanvasElement | null>;
  paintLine: PaintLine;
} {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useSize(canvas)?.width ?? 0;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    const pixels = Math.round(side * (window.devicePixelRatio || 1));
    if (context && pixels > 0) paintDrawing(context, drawing, pixels);
  }, [drawing, side]);
  const paintLine = useCallback<PaintLine>((pen, from, to) => {
    const context = canvas.current?.getContext('2d');
    if (context) paintPoints(context, pen, [from, to]);
  }, []);
  return { canvas, paintLine };
}

function paintDrawing(context: CanvasRenderingContext2D, drawing: Drawing, pixels: number): void {
  const { canvas } = context;
  if (canvas.width !== pixels) canvas.width = pixels;
  if (canvas.height !== pixels) canvas.height = pixels;
  context.fillStyle = paperColour;
  context.fillRect(0, 0, pixels, pixels);
  for (const { pen, points } of drawing) paintPoints(context, pen, points);
}

function paintPoints(
  context: CanvasRenderingContext2D,
  pen: number,
  points: readonly Point[],
): void {
  const { width } = context.canvas;
  const onCanvas = (steps: number) => (steps / padSteps) * width;
  context.strokeStyle = inkColour;
  context.lineWidth = (pens[pen] ?? pens[0]) * width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  // A point alone is a line to itself: a dot.
  for (const { x, y } of [points[0] ?? { x: 0, y: 0 }, ...points]) {
    context.lineTo(onCanvas(x), onCanvas(y));
  }
  context.stroke();
}
