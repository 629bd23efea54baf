import { describe, expect, it } from 'vitest';
import { penKey } from '../../src/ui/digit/penKey';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('keys over the pad', () => {
  it.each([
    ['ArrowUp', 0, -10],
    ['ArrowDown', 0, 10],
    ['ArrowLeft', -10, 0],
    ['ArrowRight', 10, 0],
  ])('%s moves the pen by %i across and %i down, with Shift less', (key, x, y) => {
    expect(penKey({ ...plain, key })).toEqual({ type: 'move', x, y });
    expect(penKey({ ...plain, key, shiftKey: true })).toEqual({
      type: 'move',
      x: x / 5,
      y: y / 5,
    });
  });

  it('set the pen on the pad, lift it and clear the pad', () => {
    const typeOf = (key: string) => penKey({ ...plain, key })?.type;
    expect([' ', 'Enter', 'Escape', 'Delete', 'Backspace'].map(typeOf)).toEqual([
      'toggle',
      'toggle',
      'lift',
      'clear',
      'clear',
    ]);
  });

  it('leave to the browser what is the browser’s, and others to the page', () => {
    for (const command of ['ctrlKey', 'metaKey', 'altKey']) {
      expect(penKey({ ...plain, key: 'ArrowLeft', [command]: true })).toBeNull();
    }
    expect(penKey({ ...plain, key: 'a' })).toBeNull();
  });
});
