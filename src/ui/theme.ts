/** The theme that is drawn: what was chosen, or what the system prefers. */
import { useSyncExternalStore } from 'react';
import type { Theme as DrawnTheme } from '../paint/colourMaps';
import { store, useStore } from '../store/store';

const prefersLight =
  typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: light)');

function drawnTheme(): DrawnTheme {
  const { theme } = store.getState().settings;
  if (theme !== 'system') return theme;
  return prefersLight?.matches ? 'light' : 'dark';
}

function subscribe(changed: () => void): () => void {
  prefersLight?.addEventListener('change', changed);
  return () => prefersLight?.removeEventListener('change', changed);
}

export function useDrawnTheme(): DrawnTheme {
  useStore((state) => state.settings.theme);
  return useSyncExternalStore(subscribe, drawnTheme);
}
