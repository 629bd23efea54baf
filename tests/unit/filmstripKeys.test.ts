/** Keys of the playhead and window sizes of the strip. */
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/network/graph';
import { windowText } from '../../src/ui/filmstrip/windowText';
import { playheadKey } from '../../src/ui/filmstrip/playheadKey';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('keys', () => {
  it('step layers, and with Shift the sweep', () => {
    expect(playheadKey({ ...plain, key: 'ArrowRight' })).toEqual({ type: 'layers', steps: 1 });
    expect(playheadKey({ ...plain, key: 'ArrowLeft' })).toEqual({ type: 'layers', steps: -1 });
    expect(playheadKey({ ...plain, key: 'ArrowLeft', shiftKey: true })).toEqual({
      type: 'sweep',
      direction: -1,
    });
  });

  it('go to the ends and play', () => {
    expect(playheadKey({ ...plain, key: 'Home' })).toEqual({ type: 'first' });
    expect(playheadKey({ ...plain, key: 'End' })).toEqual({ type: 'last' });
    expect(playheadKey({ ...plain, key: ' ' })).toEqual({ type: 'play' });
  });

  it('show all layers', () => {
    expect(playheadKey({ ...plain, key: 'o' })).toEqual({ type: 'overview' });
    expect(playheadKey({ ...plain, key: 'o', ctrlKey: true })).toBeNull();
  });

  it('belong to the browser with Ctrl, Alt or ⌘', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      expect(playheadKey({ ...plain, key: 'ArrowLeft', [held]: true })).toBeNull();
    }
    expect(playheadKey({ ...plain, key: 'a' })).toBeNull();
  });
});

describe('operations', () => {
  it('tell the window, and its stride where it is not the usual one', () => {
    const network = chain([
      ['input'],
      ['conv2d', { kernelHeight: 3, kernelWidth: 5 }],
      ['conv2d', { stride: 2 }],
      ['maxPool2d'],
      ['maxPool2d', { poolHeight: 3, poolWidth: 3, stride: 2 }],
      ['relu'],
      ['flatten'],
      ['dense'],
    ]);
    const texts = network.nodes.slice(1).map((node) => windowText(node));
    expect(texts).toEqual([['3×5'], ['3×3', '/2'], ['2×2'], ['3×3', '/2'], [], [], []]);
  });
});
