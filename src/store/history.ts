/** Undo and redo of the network and the photo. A gesture (a slider's drag) is one step. */
import { useStore as useZustandStore } from 'zustand';
import { store } from './store';

let gesture: 'none' | 'begun' | 'recorded' = 'none';
let gestures = 0;

/** From here to `endGesture`, all changes together are one step of undo. */
export function beginGesture(): void {
  if (gesture !== 'none') return;
  gesture = 'begun';
  gestures++;
}

/** A number that the changes of one gesture share; null outside of any. */
export function presentGesture(): number | null {
  return gesture === 'none' ? null : gestures;
}

export function endGesture(): void {
  gesture = 'none';
  store.temporal.getState().resume();
}

/** From here on another step of undo, whatever was before. */
export function beginNewGesture(): void {
  endGesture();
  beginGesture();
}

/** Undoes what the present gesture changed, as if it had never been; false where that is nothing. */
export function takeBackGesture(): boolean {
  if (gesture !== 'recorded') return false;
  undo();
  store.temporal.setState({ futureStates: [] });
  beginGesture();
  return true;
}

/** Runs an undoable change; inside a gesture only the first is recorded. */
export function undoable(change: () => void): void {
  const before = store.getState();
  change();
  const now = store.getState();
  const changed = before.network !== now.network || before.photoRef !== now.photoRef;
  if (gesture === 'begun' && changed) {
    gesture = 'recorded';
    store.temporal.getState().pause();
  }
}

export function undo(): void {
  endGesture();
  store.temporal.getState().undo();
}

export function redo(): void {
  endGesture();
  store.temporal.getState().redo();
}

export function useCanUndo(): boolean {
  return useZustandStore(store.temporal, (history) => history.pastStates.length > 0);
}

export function useCanRedo(): boolean {
  return useZustandStore(store.temporal, (history) => history.futureStates.length > 0);
}
