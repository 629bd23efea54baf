/** Keys by the letter they type, and by their place where the layout has no Latin letters. */
import { describe, expect, it } from 'vitest';
import { isDropKey } from '../../src/ui/controls/isDropKey';
import { playheadKey } from '../../src/ui/filmstrip/playheadKey';
import { overviewKey } from '../../src/ui/overview/overviewKey';
import { letterOf, shortcutOf } from '../../src/ui/pressedKey';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('the letter of a key', () => {
  it.each([
    ['Cyrillic', { z: 'я', y: 'н', o: 'щ', t: 'е', f: 'а' }],
    ['Ukrainian', { z: 'Я', y: 'Н', o: 'Щ', t: 'Е', f: 'А' }],
    ['Greek', { z: 'ζ', y: 'υ', o: 'ο', t: 'τ', f: 'φ' }],
    ['Hebrew', { z: 'ז', y: 'ט', o: 'ם', t: 'א', f: 'כ' }],
    ['Arabic', { z: 'ئ', y: 'غ', o: 'خ', t: 'ف', f: 'ب', b: 'لا' }],
    ['Korean', { z: 'ㅋ', y: 'ㅛ', o: 'ㅐ', t: 'ㅅ', f: 'ㄹ' }],
    ['Thai', { z: 'ผ', y: 'ั', o: 'น', t: 'ะ', f: 'ด' }],
  ])('is found by its place under a %s layout', (_layout, keys) => {
    for (const [letter, key] of Object.entries(keys)) {
      expect(letterOf({ key, code: `Key${letter.toUpperCase()}` })).toBe(letter);
    }
  });

  it('is the one typed where the layout has Latin letters, in whatever order', () => {
    expect(letterOf({ key: 'z', code: 'KeyW' })).toBe('z');
    expect(letterOf({ key: 'w', code: 'KeyZ' })).toBe('w');
    expect(letterOf({ key: 'o', code: 'KeyS' })).toBe('o');
    expect(letterOf({ key: 'y', code: 'KeyZ' })).toBe('y');
    expect(letterOf({ key: 'é', code: 'KeyE' })).toBe('é');
    expect(letterOf({ key: ';', code: 'KeyZ' })).toBe(';');
  });

  it('is small, and of plain width', () => {
    expect(letterOf({ key: 'O', code: 'KeyO' })).toBe('o');
    expect(letterOf({ key: 'ｏ', code: 'KeyO' })).toBe('o');
    expect(letterOf({ key: '٠', code: 'Digit0' })).toBe('0');
  });

  it('is the name of a key that types none', () => {
    for (const key of ['ArrowLeft', 'Enter', 'F1', ' ', 'Dead', '+']) {
      expect(letterOf({ key, code: 'KeyO' })).toBe(key);
    }
  });
});

describe('shortcuts', () => {
  const key = (key: string, code = '', more = {}) => ({ ...plain, key, code, ...more });

  it('open the overview and fold under any layout and Caps Lock', () => {
    for (const typed of ['o', 'O', 'щ', 'Щ', 'ο', 'ם', 'خ', 'ㅐ']) {
      const pressed = shortcutOf(key(typed, 'KeyO'), true);
      expect(playheadKey(pressed)).toEqual({ type: 'overview' });
      expect(overviewKey(pressed)).toEqual({ type: 'close' });
    }
    expect(overviewKey(shortcutOf(key('А', 'KeyF'), true))).toEqual({ type: 'fold' });
  });

  it('are none where single keys are off, but for those that type nothing', () => {
    for (const typed of ['o', 'O', 'щ', 'f', '0', '+', '-', '=', '_']) {
      const pressed = shortcutOf(key(typed, 'KeyO'), false);
      expect(playheadKey(pressed)).toBeNull();
      expect(overviewKey(pressed)).toBeNull();
    }
    expect(playheadKey(shortcutOf(key(' '), false))).toEqual({ type: 'play' });
    expect(playheadKey(shortcutOf(key('ArrowRight'), false))).toEqual({ type: 'layers', steps: 1 });
    expect(overviewKey(shortcutOf(key('Escape'), false))).toEqual({ type: 'close' });
    expect(shortcutOf(key('я', 'KeyZ', { ctrlKey: true }), false).key).toBe('z');
  });

  it('take back what a field refuses', () => {
    expect(isDropKey(key('Escape'))).toBe(true);
    expect(isDropKey(key('я', 'KeyZ', { ctrlKey: true }))).toBe(true);
    expect(isDropKey(key('Z', 'KeyW', { metaKey: true }))).toBe(true);
    expect(isDropKey(key('z', 'KeyZ'))).toBe(false);
  });
});
