/** Mouse, pen, fingers and wheel over the overview, told as pans, zooms and clicks. */
import type { Point } from './camera';

export interface Heard {
  /** By so many CSS pixels. */
  pan(across: number, down: number): void;
  zoom(about: Point, factor: number): void;
  click(at: Point): void;
  /** Null where the pointer has left, or moves the view. */
  point(at: Point | null): void;
}

/** Pixels that a press may move and still be a click; a finger is less steady. */
const clickPixels = { mouse: 4, touch: 10 };
/** Zoom for a pixel of wheel; of a trackpad's pinch, which comes as a wheel with Ctrl, more. */
const wheelRate = 0.0016;
const pinchRate = 0.011;
const lineHeight = 16;

/** Listens until the function is called. */
export function listenForGestures(canvas: HTMLElement, heard: Heard): () => void {
  const off = new AbortController();
  const listen = { signal: off.signal };
  const pointers = new Map<number, Point>();
  let pressed: { at: Point; isMoved: boolean } | null = null;

  const placeOf = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const at = placeOf(event);
    pointers.set(event.pointerId, at);
    canvas.setPointerCapture(event.pointerId);
    // A second finger makes a pinch of it, and never a click.
    pressed = { at, isMoved: pointers.size > 1 };
  };
  const onMove = (event: PointerEvent) => {
    const at = placeOf(event);
    const before = pointers.get(event.pointerId);
    if (!before || !pressed) return heard.point(at);
    const most = clickPixels[event.pointerType === 'touch' ? 'touch' : 'mouse'];
    pressed.isMoved ||= Math.hypot(at.x - pressed.at.x, at.y - pressed.at.y) > most;
    if (!pressed.isMoved) return;
    heard.point(null);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, at);
    if (!other) return heard.pan(at.x - before.x, at.y - before.y);
    // Of two fingers each moves the middle by half of its own way.
    const factor = distance(at, other) / Math.max(1, distance(before, other));
    heard.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    heard.zoom({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, factor);
  };
  const onEnd = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    const isClick = event.type === 'pointerup' && pressed?.isMoved === false;
    if (pointers.size === 0) {
      if (isClick) heard.click(placeOf(event));
      pressed = null;
    }
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    const [across, down] = [event.deltaX * scale, event.deltaY * scale];
    if (event.shiftKey) return heard.pan(-(across || down), 0);
    const rate = event.ctrlKey ? pinchRate : wheelRate;
    heard.zoom(placeOf(event), Math.exp(-down * rate));
  };
  canvas.addEventListener('pointerdown', onDown, listen);
  canvas.addEventListener('pointermove', onMove, listen);
  canvas.addEventListener('pointerup', onEnd, listen);
  canvas.addEventListener('pointercancel', onEnd, listen);
  canvas.addEventListener('lostpointercapture', onEnd, listen);
  canvas.addEventListener('pointerleave', () => heard.point(null), listen);
  // React's own wheel listeners are passive: the page would zoom as well.
  canvas.addEventListener('wheel', onWheel, { ...listen, passive: false });
  return () => off.abort();
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
