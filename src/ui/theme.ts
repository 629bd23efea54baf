/** The theme that is drawn: what was chosen, or what the system prefers. */
import { useSyncExternalStore } from 'react';
import type { Theme as DrawnTheme } from '../paint/colourMaps';
import { useStore } from '../store/store';
import { followMediaQuery } from './mediaQuery';

const light = followMediaQuery('(prefers-color-scheme: light)');

export function useDrawnTheme(): DrawnTheme {
  const chosen = useStore((state) => state.settings.theme);
  const systemIsLight = useSyncExternalStore(light.subscribe, light.matches);
  if (chosen !== 'system') return chosen;
  return systemIsLight ? 'light' : 'dark';
}
