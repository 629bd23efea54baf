/**
 * The theme that is drawn: what was chosen, or what the system prefers. Where the system forces its colours,
 * its own background is the page's, and the maps' zero is to look like that.
 */
import { useSyncExternalStore } from 'react';
import type { Theme as DrawnTheme } from '../paint/colourMaps';
import { useStore } from '../store/store';
import { useForcedColours } from './media';
import { followMediaQuery } from './mediaQuery';

const light = followMediaQuery('(prefers-color-scheme: light)');

export function useDrawnTheme(): DrawnTheme {
  const chosen = useStore((state) => state.settings.theme);
  const systemIsLight = useSyncExternalStore(light.subscribe, light.matches);
  const isForced = useForcedColours();
  if (chosen !== 'system' && !isForced) return chosen;
  return systemIsLight ? 'light' : 'dark';
}
