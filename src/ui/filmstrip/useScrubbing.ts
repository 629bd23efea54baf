/** Dragging the playhead: by mouse from anywhere on the strip, by touch along the ruler. */
import { useEffect, type RefObject } from 'react';
import { selectPlayhead } from '../../store/derived';
import { store } from '../../store/store';
import { lastPosition, scrubTo } from '../../store/view';
import { positionAt, snapped, xOf, type StripGeometry } from './geometry';

/** Pixels that a press on a frame may move and still be a click. */
const clickPixels = 4;
/** Pixels around the line within which it is taken hold of, and does not leap to the pointer. */
const holdPixels = 12;
/** Pixels from the edges within which a drag scrolls, and how fast: pixels a frame at the edge. */
const edgePixels = 44;
const edgeSpeed = 14;

/** The track carries the frames and is as long as the strip; the scroller shows a part of it. */
export function useScrubbing(
  scroller: RefObject<HTMLDivElement | null>,
  track: RefObject<HTMLDivElement | null>,
  strip: StripGeometry,
): void {
  useEffect(() => {
    const view = scroller.current;
    const area = track.current;
    if (!view || !area) return;
    const off = new AbortController();
    const listen = { signal: off.signal };
    let drag: Drag | null = null;
    /** A drag that began on a frame must not end as a click on it. */
    let swallowClick = false;

    const onDown = (event: PointerEvent) => {
      swallowClick = false;
      if (event.button !== 0 || drag || !(event.target instanceof Element)) return;
      const onRuler = event.target.closest('[data-ruler]') !== null;
      if (event.pointerType === 'touch' && !onRuler) return;
      if (event.target.closest('[data-no-scrub]')) return;
      drag = new Drag(view, area, strip, event);
      if (!event.target.closest('button')) drag.begin();
    };
    const onMove = (event: PointerEvent) => {
      if (event.pointerId === drag?.pointerId) drag.move(event.clientX);
    };
    const onEnd = (event: PointerEvent) => {
      if (event.pointerId !== drag?.pointerId) return;
      swallowClick = drag.begun;
      drag.end();
      drag = null;
    };
    const onClick = (event: MouseEvent) => {
      if (swallowClick) event.stopPropagation();
      swallowClick = false;
    };
    area.addEventListener('pointerdown', onDown, listen);
    area.addEventListener('pointermove', onMove, listen);
    area.addEventListener('pointerup', onEnd, listen);
    area.addEventListener('pointercancel', onEnd, listen);
    area.addEventListener('lostpointercapture', onEnd, listen);
    area.addEventListener('click', onClick, { ...listen, capture: true });
    return () => {
      off.abort();
      drag?.end();
    };
  }, [scroller, track, strip]);
}

class Drag {
  readonly pointerId: number;
  begun = false;
  private readonly view: HTMLElement;
  private readonly area: HTMLElement;
  private readonly strip: StripGeometry;
  private readonly startX: number;
  private clientX: number;
  /** From the line to where it was taken hold of. */
  private held = 0;
  private request = 0;
  /** Where scrolling begins, measured once: the strip stays where it is on the page. */
  private readonly edges: { left: number; right: number };

  constructor(view: HTMLElement, area: HTMLElement, strip: StripGeometry, event: PointerEvent) {
    this.view = view;
    this.area = area;
    this.strip = strip;
    this.pointerId = event.pointerId;
    this.startX = event.clientX;
    this.clientX = event.clientX;
    const { left, right } = view.getBoundingClientRect();
    this.edges = { left: left + edgePixels, right: right - edgePixels };
  }

  begin(): void {
    this.begun = true;
    this.area.setPointerCapture(this.pointerId);
    this.view.dataset['scrubbing'] = 'true';
    const away = this.x() - xOf(selectPlayhead(store.getState()), this.strip);
    this.held = Math.abs(away) <= holdPixels ? away : 0;
    this.scrub();
    this.request = requestAnimationFrame(this.scrollAtEdges);
  }

  move(clientX: number): void {
    this.clientX = clientX;
    if (!this.begun) {
      if (Math.abs(clientX - this.startX) > clickPixels) this.begin();
    } else this.scrub();
  }

  end(): void {
    cancelAnimationFrame(this.request);
    delete this.view.dataset['scrubbing'];
    if (this.area.hasPointerCapture(this.pointerId)) {
      this.area.releasePointerCapture(this.pointerId);
    }
  }

  /** The pointer's place along the strip. */
  private x(): number {
    return this.clientX - this.area.getBoundingClientRect().left;
  }

  private scrub(): void {
    const position = positionAt(this.x() - this.held, this.strip, lastPosition());
    const next = snapped(position, this.strip);
    if (next !== selectPlayhead(store.getState())) scrubTo(next);
  }

  private readonly scrollAtEdges = () => {
    this.request = requestAnimationFrame(this.scrollAtEdges);
    const { left, right } = this.edges;
    const beyond = Math.max(0, this.clientX - right) - Math.max(0, left - this.clientX);
    // At a standstill near the edge, where it was pressed, nothing should run away.
    if (beyond === 0 || Math.abs(this.clientX - this.startX) <= clickPixels) return;
    const before = this.view.scrollLeft;
    const share = Math.min(1, Math.max(-1, beyond / edgePixels));
    this.view.scrollLeft += share * edgeSpeed;
    if (this.view.scrollLeft !== before) this.scrub();
  };
}
