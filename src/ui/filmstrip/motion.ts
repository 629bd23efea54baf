/** What the person's device asks for: less motion, or a layout for a phone. */
import { useSyncExternalStore } from 'react';

const reduced =
  typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-reduced-motion: reduce)');
const phone = typeof matchMedia === 'undefined' ? null : matchMedia('(max-width: 760px)');

export function reducesMotion(): boolean {
  return reduced?.matches ?? false;
}

export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      phone?.addEventListener('change', changed);
      return () => phone?.removeEventListener('change', changed);
    },
    () => phone?.matches ?? false,
  );
}
