/**
 * How large the browser's letters are, against the 16 pixels that they have by themselves. Style sheets say
 * `rem`; what is laid out in numbers takes this.
 */
import { useSyncExternalStore } from 'react';

const usual = 16;

function measured(): number {
  // Tests in Node have no document.
  if (typeof document === 'undefined') return 1;
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size > 0 ? size / usual : 1;
}

let scale = measured();
const listeners = new Set<() => void>();

/** There is no event for a change of font size: something that is one `rem` wide is watched. */
function watch(): void {
  const probe = document.createElement('div');
  probe.className = 'text-probe';
  probe.ariaHidden = 'true';
  document.body.append(probe);
  new ResizeObserver(() => {
    const now = measured();
    if (now === scale) return;
    scale = now;
    for (const changed of listeners) changed();
  }).observe(probe);
}

let isWatched = false;

function subscribe(changed: () => void): () => void {
  if (!isWatched) watch();
  isWatched = true;
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function textScale(): number {
  return scale;
}

export function useTextScale(): number {
  return useSyncExternalStore(subscribe, textScale);
}
