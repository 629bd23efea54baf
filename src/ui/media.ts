/** What the person's device asks for: less motion, or a layout for a phone. */
import { useSyncExternalStore } from 'react';

const reduced =
  typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-reduced-motion: reduce)');
const phone = typeof matchMedia === 'undefined' ? null : matchMedia('(max-width: 760px)');

export function reducesMotion(): boolean {
  return reduced?.matches ?? false;
}

/** Kept outside of the component: a new function would subscribe anew at every render. */
function followPhone(changed: () => void): () => void {
  phone?.addEventListener('change', changed);
  return () => phone?.removeEventListener('change', changed);
}

export function useIsPhone(): boolean {
  return useSyncExternalStore(followPhone, () => phone?.matches ?? false);
}
