/** What keys are pressed for, wherever the focus is. */

/** Of a key's event, what is asked of it. */
export interface PressedKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Whether the browser or the system is told something, and not the page. */
export function isCommand({
  ctrlKey,
  metaKey,
  altKey,
}: Pick<PressedKey, 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return ctrlKey || metaKey || altKey;
}

/** A way over cells. */
export interface CellStep {
  rows: number;
  columns: number;
}

/** Where each arrow key goes. */
export const arrowSteps: Readonly<Record<string, CellStep>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};
