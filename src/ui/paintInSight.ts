/**
 * Pictures of what may be scrolled far away: painted when it is near the screen, so that those of a
 * hundred layers that nobody sees cost nothing.
 */
import { forgetPaint, queuePaint } from './paintQueue';

/** What is so near is painted too, so that scrolling meets finished pictures. */
const near = '200px 600px';

/** The canvases near the screen. */
const inSight = new Set<Element>();
/** What the others are to show once they are. */
const later = new Map<Element, () => void>();

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) {
        inSight.delete(target);
        continue;
      }
      inSight.add(target);
      const paint = later.get(target);
      if (later.delete(target) && paint) queuePaint(target as HTMLCanvasElement, paint);
    }
  },
  // The strip scrolls by itself: its edges need the margin, not the page's alone.
  { rootMargin: near, scrollMargin: near },
);

/** From here on the canvas is painted by `paintInSight`; returns how to end that. */
export function watchSight(canvas: HTMLCanvasElement): () => void {
  observer.observe(canvas);
  return () => {
    observer.unobserve(canvas);
    inSight.delete(canvas);
    later.delete(canvas);
    forgetPaint(canvas);
  };
}

/** Paints the canvas as soon as it is near the screen and there is time; a newer picture replaces this. */
export function paintInSight(canvas: HTMLCanvasElement, paint: () => void): void {
  if (inSight.has(canvas)) queuePaint(canvas, paint);
  else later.set(canvas, paint);
}
