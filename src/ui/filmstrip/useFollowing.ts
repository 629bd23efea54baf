/** The strip scrolls after the playhead: along with it while it moves, in a glide when it leaps. */
import { useEffect, useRef, type RefObject } from 'react';
import { pitchOf, scrollFor, type StripGeometry } from './geometry';
import { reducesMotion } from '../media';

const glideMilliseconds = 220;

/** Keeps `x` in view, a frame away from the edges. A drag scrolls by itself. */
export function useFollowing(
  scroller: RefObject<HTMLDivElement | null>,
  x: number,
  strip: StripGeometry,
): void {
  const isFirst = useRef(true);
  const glide = useRef<Glide | null>(null);
  // Not a layout effect: the scroller is around the playhead, and its reference is set after it.
  useEffect(() => {
    const view = scroller.current;
    if (!view || isScrubbed(view)) return;
    const pitch = pitchOf(strip);
    glide.current ??= new Glide(view);
    const from = glide.current.target ?? view.scrollLeft;
    const left = scrollFor(x, from, view.clientWidth, 1.2 * pitch);
    if (left === from) return;
    const leaps = Math.abs(left - from) > pitch / 4 && !isFirst.current && !reducesMotion();
    isFirst.current = false;
    if (glide.current.target !== null || leaps) glide.current.to(left);
    else view.scrollTo({ left, behavior: 'instant' });
  }, [scroller, x, strip]);
  useEffect(() => () => glide.current?.end(), []);
}

function isScrubbed(view: HTMLElement): boolean {
  return view.dataset['scrubbing'] === 'true';
}

/** A short scroll whose end may move while it is under way. */
class Glide {
  target: number | null = null;
  private readonly view: HTMLElement;
  private start = 0;
  private began = 0;
  private request = 0;

  constructor(view: HTMLElement) {
    this.view = view;
  }

  to(left: number): void {
    const isNew = this.target === null;
    this.target = left;
    if (!isNew) return;
    this.start = this.view.scrollLeft;
    this.began = performance.now();
    this.request = requestAnimationFrame(this.step);
  }

  end(): void {
    cancelAnimationFrame(this.request);
    this.target = null;
  }

  private readonly step = (now: number) => {
    if (this.target === null || isScrubbed(this.view)) return this.end();
    const time = Math.min(1, Math.max(0, (now - this.began) / glideMilliseconds));
    const eased = 1 - (1 - time) ** 3;
    this.view.scrollLeft = this.start + (this.target - this.start) * eased;
    if (time < 1) this.request = requestAnimationFrame(this.step);
    else this.end();
  };
}
