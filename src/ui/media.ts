/** What the person's device asks for: less motion, or a layout for a phone. */
import { useSyncExternalStore } from 'react';
import { followMediaQuery } from './mediaQuery';

const reduced = followMediaQuery('(prefers-reduced-motion: reduce)');
const phone = followMediaQuery('(max-width: 760px)');

export function reducesMotion(): boolean {
  return reduced.matches();
}

export function useIsPhone(): boolean {
  return useSyncExternalStore(phone.subscribe, phone.matches);
}
