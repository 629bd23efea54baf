/** The pen by mouse, finger or stylus: painted at once, told to the state once a frame. */
import { useEffect, useRef, type PointerEvent } from 'react';
import { onPad, padSteps, type Point } from '../../photo/drawing';
import { isDrawing, leadPen, liftPen, putPenDown } from '../../store/drawing';
import type { PaintLine } from './useInk';

type Handler = (event: PointerEvent<HTMLElement>) => void;

export function usePointerPen(
  pen: number,
  paintLine: PaintLine,
): Record<
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onLostPointerCapture',
  Handler
> {
  /** The pointer that draws, and the way that the state has not been told of. */
  const way = useRef<{ pointerId: number; at: Point; untold: Point[]; frame: number } | null>(null);
  const tell = () => {
    const held = way.current;
    if (!held) return;
    cancelAnimationFrame(held.frame);
    held.frame = 0;
    leadPen(held.untold.splice(0));
  };
  const lift: Handler = ({ pointerId }) => {
    if (way.current?.pointerId !== pointerId) return;
    tell();
    way.current = null;
    liftPen();
  };
  // The pad goes when the playhead moves on: the pen does too.
  useEffect(
    () => () => {
      if (!way.current) return;
      cancelAnimationFrame(way.current.frame);
      way.current = null;
      liftPen();
    },
    [],
  );
  return {
    onPointerDown: (event) => {
      // A second finger, or another button, draws nothing.
      if (way.current || event.button !== 0) return;
      const at = pointOf(event.currentTarget, event);
      way.current = { pointerId: event.pointerId, at, untold: [], frame: 0 };
      event.currentTarget.setPointerCapture(event.pointerId);
      paintLine(pen, at, at);
      putPenDown(pen, at);
    },
    onPointerMove: (event) => {
      const held = way.current;
      if (held?.pointerId !== event.pointerId || !isDrawing()) return;
      const { nativeEvent } = event;
      const events = nativeEvent.getCoalescedEvents?.() ?? [];
      for (const one of events.length > 0 ? events : [nativeEvent]) {
        const to = pointOf(event.currentTarget, one);
        paintLine(pen, held.at, to);
        held.at = to;
        held.untold.push(to);
      }
      if (held.frame === 0) held.frame = requestAnimationFrame(tell);
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onLostPointerCapture: lift,
  };
}

/** Where on the pad an event is; outside of it, at its nearest edge. */
function pointOf(sheet: HTMLElement, event: { clientX: number; clientY: number }): Point {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  return {
    x: onPad(((event.clientX - left) / width) * padSteps),
    y: onPad(((event.clientY - top) / height) * padSteps),
  };
}
