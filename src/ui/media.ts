/**
 * What the person's device asks for: less motion, forced colours, or a layout for little room. In `em`, which
 * a media query measures by the browser's font size: larger letters have the layout of a smaller window.
 */
import { useSyncExternalStore } from 'react';
import { followMediaQuery } from './mediaQuery';

const reduced = followMediaQuery('(prefers-reduced-motion: reduce)');
const phone = followMediaQuery('(max-width: 47.5em), (max-height: 32em)');
const low = followMediaQuery('(max-height: 32em), (max-width: 47.5em) and (max-height: 38em)');
const forced = followMediaQuery('(forced-colors: active)');

export function reducesMotion(): boolean {
  return reduced.matches();
}

/** Little room: a phone, held upright or on its side, or a page that is enlarged a good deal. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(phone.subscribe, phone.matches);
}

/** Of that, so little height that the page scrolls: a phone on its side, a small one,
 * 400 % on a desk. */
export function useIsLow(): boolean {
  return useSyncExternalStore(low.subscribe, low.matches);
}

/** The system draws the page in a few colours of the person's own (Windows' contrast themes). */
export function useForcedColours(): boolean {
  return useSyncExternalStore(forced.subscribe, forced.matches);
}
