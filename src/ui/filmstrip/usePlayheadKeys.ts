/** The playhead by keyboard, from anywhere on the page. */
import { useEffect } from 'react';
import { selectFacts, selectPlayhead } from '../../store/derived';
import { stepExplained } from '../../store/explain';
import { store } from '../../store/store';
import { lastPosition, scrubTo, stepLayers, togglePlaying } from '../../store/view';
import { belongsToFocus, playheadKey, type PlayheadKey } from './playheadKey';
import { sweepStep } from './sweepStep';

/**
 * Installs the page-wide keys: ← → step layers, with Shift the sweep; Home, End; space plays. They
 * keep off where the focus has a use for the key itself, and where someone else has taken it.
 */
export function usePlayheadKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = playheadKey(event);
      if (!key || event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && belongsToFocus(key, event.target)) return;
      event.preventDefault();
      if (!(event.repeat && key.type === 'play')) press(key);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Does what a key of the playhead stands for. */
export function press(key: PlayheadKey): void {
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
