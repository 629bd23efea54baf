/** What keys are pressed for, wherever the focus is and whatever the keyboard's layout. */
import { plainText } from './plainText';

/** Of a key's event, what is asked of it. */
export interface PressedKey {
  key: string;
  /** The key's place on the keyboard; only letters are ever found by it. */
  code?: string;
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

/**
 * What a key types or is called: letters small, whatever Caps Lock says. A layout without Latin letters
 * gives those that its keys have elsewhere; one that has them, in whatever order, gives its own.
 */
export function letterOf({ key, code = '' }: Pick<PressedKey, 'key' | 'code'>): string {
  const plain = plainText(key);
  if (!/^[\p{L}\p{M}]+$/u.test(plain)) return plain;
  if (/\p{Script=Latin}/u.test(plain)) return plain.length === 1 ? plain.toLowerCase() : plain;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? plain;
}

/**
 * The key as the page's shortcuts know it. Without `singleKeys`, keys that type a letter, a digit or a
 * sign are none: who dictates types them without meaning to.
 */
export function shortcutOf(pressed: PressedKey, singleKeys: boolean): PressedKey {
  const { shiftKey, ctrlKey, metaKey, altKey } = pressed;
  const key = letterOf(pressed);
  const isSingle = key.length === 1 && key !== ' ' && !isCommand(pressed);
  return { key: isSingle && !singleKeys ? '' : key, shiftKey, ctrlKey, metaKey, altKey };
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
