/** A field whose number is selected when it is clicked into, so that typing replaces it. */
import type { MouseEvent } from 'react';

/**
 * For `onMouseUp` of a field that selects its text when it gets the focus. WebKit sets the caret where
 * the mouse is let go on a selection, after the click itself, and what is typed then stands beside the
 * old number.
 */
export function keepSelected(event: MouseEvent<HTMLInputElement>): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (selectionStart === 0 && selectionEnd === value.length) event.preventDefault();
}
