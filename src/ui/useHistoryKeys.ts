/** Undo and redo from anywhere: Ctrl or ⌘ with Z, with Shift or Y. */
import { useEffect } from 'react';
import { redo, undo } from '../store/history';
import { letterOf } from './pressedKey';

export function useHistoryKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = letterOf(event);
      // Number fields have nothing worth undoing of their own: their changes are the network's.
      if (key === 'z') (event.shiftKey ? redo : undo)();
      else if (key === 'y') redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
