import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slide, type Padding as PaddingMode } from '../../src/layers/window';
import { createNode } from '../../src/network/graph';
import { noPadding, paddingOf } from '../../src/network/padding';

const modes: readonly PaddingMode[] = ['valid', 'same', 'pixels'];

describe('padding around an input', () => {
  test('is what the window slides over', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        fc.record({
          height: side,
          width: side,
          kernelHeight: fc.integer({ min: 1, max: 5 }),
          kernelWidth: fc.integer({ min: 1, max: 5 }),
          stride: fc.integer({ min: 1, max: 4 }),
          dilation: fc.integer({ min: 1, max: 3 }),
          padding: fc.constantFrom(...modes),
          paddingPixels: fc.nat(7),
        }),
        ({ height, width, ...settings }) => {
          const { stride, dilation, padding, paddingPixels } = settings;
          const rows = slide(
            height,
            settings.kernelHeight,
            stride,
            dilation,
            padding,
            paddingPixels,
          );
          const columns = slide(
            width,
            settings.kernelWidth,
            stride,
            dilation,
            padding,
            paddingPixels,
          );
          fc.pre(rows.output > 0 && columns.output > 0);
          const node = createNode('conv2d1', 'conv2d', settings, ['input1']);
          expect(paddingOf(node, [height, width, 1], [rows.output, columns.output, 8])).toEqual({
            top: rows.padBefore,
            bottom: rows.padAfter,
            left: columns.padBefore,
            right: columns.padAfter,
          });
        },
      ),
    );
  });

  test('of a pool that rounds up holds all of its last window', () => {
    const pool = { poolHeight: 3, poolWidth: 3, stride: 2, rounding: 'ceil' };
    const node = createNode('maxPool2d1', 'maxPool2d', pool, ['input1']);
    expect(paddingOf(node, [6, 5, 1], [3, 2, 1])).toEqual({ top: 0, bottom: 1, left: 0, right: 0 });
    const padded = { ...pool, padding: 'pixels', paddingPixels: 1 };
    const other = createNode('maxPool2d1', 'maxPool2d', padded, ['input1']);
    expect(paddingOf(other, [6, 5, 1], [4, 3, 1])).toEqual({
      top: 1,
      bottom: 2,
      left: 1,
      right: 1,
    });
  });

  test('of a layer that does nothing but pad is what its sides say', () => {
    const sides = { top: 1, bottom: 3, left: 0, right: 2 };
    const node = createNode('zeroPadding2d1', 'zeroPadding2d', sides, ['input1']);
    expect(paddingOf(node, [5, 4, 2], [9, 6, 2])).toEqual(sides);
  });

  test('is none where no window slides', () => {
    expect(paddingOf(createNode('relu1', 'relu'), [5, 5, 1], [5, 5, 1])).toEqual(noPadding);
    expect(paddingOf(createNode('flatten1', 'flatten'), [5, 5, 1], [25])).toEqual(noPadding);
    expect(paddingOf(createNode('dense1', 'dense'), [25], [10])).toEqual(noPadding);
  });
});
