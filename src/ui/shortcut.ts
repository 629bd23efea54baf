/** Keys of the page as the settings let them be. */
import { store } from '../store/store';
import { shortcutOf, type PressedKey } from './pressedKey';

/** The pressed key, as `playheadKey` and its like know it. */
export function pressedShortcut(event: PressedKey): PressedKey {
  return shortcutOf(event, store.getState().settings.singleKeys);
}
