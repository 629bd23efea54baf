/** Keys and drags in the matrix of number fields. */
import { describe, expect, it } from 'vitest';
import { draggedValue } from '../../src/ui/matrix/dragValue';
import { matrixKey, movedCell } from '../../src/ui/matrix/matrixKey';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('keys of the matrix', () => {
  it('walk, with walls at the edges', () => {
    const walk = (cell: number, key: string) => {
      const pressed = matrixKey({ ...plain, key });
      return pressed?.type === 'move' ? movedCell(cell, pressed, 3, 4) : null;
    };
    expect(walk(0, 'ArrowRight')).toBe(1);
    expect(walk(3, 'ArrowRight')).toBe(3);
    expect(walk(4, 'ArrowLeft')).toBe(4);
    expect(walk(5, 'ArrowUp')).toBe(1);
    expect(walk(1, 'ArrowUp')).toBe(1);
    expect(walk(6, 'Enter')).toBe(10);
    expect(walk(10, 'ArrowDown')).toBe(10);
    expect(walk(6, 'Home')).toBe(4);
    expect(walk(6, 'End')).toBe(7);
  });

  it('count, and leave digits and shortcuts alone', () => {
    expect(matrixKey({ ...plain, key: '+' })).toEqual({ type: 'add', amount: 1 });
    expect(matrixKey({ ...plain, key: '-' })).toEqual({ type: 'add', amount: -1 });
    expect(matrixKey({ ...plain, key: '7' })).toBeNull();
    expect(matrixKey({ ...plain, key: 'Backspace' })).toBeNull();
    expect(matrixKey({ ...plain, ctrlKey: true, key: 'ArrowLeft' })).toBeNull();
  });
});

describe('a dragged number', () => {
  it('goes up and down by single steps near, by more farther off, within its bounds', () => {
    expect(draggedValue(10, 0, 255)).toBe(10);
    expect(draggedValue(10, 5, 255)).toBe(11);
    expect(draggedValue(10, -5, 255)).toBe(9);
    expect(draggedValue(10, -500, 255)).toBe(0);
    expect(draggedValue(0, 300, 255)).toBe(255);
    for (let up = 1; up < 400; up++) {
      expect(draggedValue(0, up, 999)).toBeGreaterThanOrEqual(draggedValue(0, up - 1, 999));
    }
  });
});
