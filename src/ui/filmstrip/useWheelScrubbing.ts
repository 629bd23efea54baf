/** The wheel, or two fingers on a trackpad, move the playhead. */
import { useEffect, type RefObject } from 'react';
import { selectPlayhead } from '../../store/derived';
import { store } from '../../store/store';
import { lastPosition, scrubTo } from '../../store/view';
import { positionAt, snapped, xOf, type StripGeometry } from './geometry';

/** Playhead pixels per pixel of wheel: a notch of a mouse's wheel is about a third of a layer. */
const wheelShare = 0.5;
const lineHeight = 16;
/** Within this time a turn of the wheel goes on from where it was before it snapped. */
const pauseMilliseconds = 250;

export function useWheelScrubbing(
  scroller: RefObject<HTMLDivElement | null>,
  strip: StripGeometry,
): void {
  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    let unsnapped = 0;
    let turnedAt = -Infinity;
    const onWheel = (event: WheelEvent) => {
      // With Ctrl it zooms the page; over the open menu it scrolls that.
      if (event.ctrlKey || isInMenu(event.target)) return;
      event.preventDefault();
      const present = selectPlayhead(store.getState());
      const goesOn =
        event.timeStamp - turnedAt < pauseMilliseconds && snapped(unsnapped, strip) === present;
      turnedAt = event.timeStamp;
      const x = xOf(goesOn ? unsnapped : present, strip) + wheelPixels(event, view) * wheelShare;
      unsnapped = positionAt(x, strip, lastPosition());
      const position = snapped(unsnapped, strip);
      if (position !== present) scrubTo(position);
    };
    // React's own wheel listeners are passive: the page would scroll as well.
    view.addEventListener('wheel', onWheel, { passive: false });
    return () => view.removeEventListener('wheel', onWheel);
  }, [scroller, strip]);
}

function wheelPixels({ deltaX, deltaY, deltaMode }: WheelEvent, view: HTMLElement): number {
  const delta = Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : deltaY;
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return delta * lineHeight;
  if (deltaMode === WheelEvent.DOM_DELTA_PAGE) return delta * view.clientWidth;
  return delta;
}

function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[popover]') !== null;
}
