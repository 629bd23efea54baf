/** The playhead by keyboard, from anywhere on the page. */
import { useEffect } from 'react';
import { selectFacts, selectPlayhead } from '../../store/derived';
import { stepExplained } from '../../store/explain';
import { store } from '../../store/store';
import { lastPosition, scrubTo, stepLayers, toggleOverview, togglePlaying } from '../../store/view';
import { pressedShortcut } from '../shortcut';
import { belongsToFocus, playheadKey, type PlayheadKey } from './playheadKey';
import { sweepStep } from './sweepStep';

/**
 * Installs the page-wide keys: ← → step layers, with Shift the sweep; Home, End; space plays, O shows
 * all layers. They
 * keep off where the focus has a use for the key itself, and where someone else has taken it.
 */
export function usePlayheadKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = playheadKey(pressedShortcut(event));
      if (!key || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && belongsToFocus(key, event.target)) return;
      event.preventDefault();
      press(key, event.repeat);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Does what a key of the page stands for; what is switched by it is not switched while it is held. */
export function press(key: PlayheadKey, isHeld: boolean): void {
  if (isHeld && (key.type === 'play' || key.type === 'overview')) return;
  switch (key.type) {
    case 'layers':
      return store.getState().view.explaining ? stepExplained(key.steps) : stepLayers(key.steps);
    case 'sweep':
      return scrubTo(sweepStep(selectPlayhead(store.getState()), key.direction, cellsOfLayer));
    case 'first':
      return scrubTo(0);
    case 'last':
      return scrubTo(lastPosition());
    case 'play':
      return togglePlaying();
    case 'overview':
      return toggleOverview();
  }
}

/** How many cells the map or vector of a layer has; null where it cannot run. */
function cellsOfLayer(index: number): number | null {
  const state = store.getState();
  const facts = selectFacts(state).get(state.network.nodes[index]?.id ?? '');
  if (facts?.state !== 'runs') return null;
  const [first = 1, second = 1] = facts.shape;
  return facts.shape.length === 3 ? first * second : first;
}
