/** The key t, from anywhere on the page: trained or random weights in every layer. */
import { useEffect } from 'react';
import { toggleWeights } from '../store/trained';
import { isCommand } from './pressedKey';
import { pressedShortcut } from './shortcut';

/** Where a letter is typed, or looks for an entry that begins with it; a dialog keeps all keys. */
const ownLetters =
  'input:not([type="checkbox"], [type="radio"], [type="range"]), select, textarea, [contenteditable], [role="menu"]';
const overThePage = 'dialog[open], [aria-modal="true"]';

export function useWeightsKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (pressedShortcut(event).key !== 't' || event.repeat || event.defaultPrevented) return;
      if (isCommand(event) || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(ownLetters)) return;
      if (document.querySelector(overThePage)) return;
      event.preventDefault();
      toggleWeights();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
