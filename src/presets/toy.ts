/** As the article begins: a 3 × 3 kernel slides over a 5 × 5 image, with sums to do in one's head. */
import { chain } from '../network/graph';
import type { Preset } from './preset';

/** The kernel's ones; its other numbers are zeros. */
const ones = [
  [0, 0],
  [0, 2],
  [1, 1],
  [2, 0],
  [2, 2],
] as const;

const numbers = ones.map(([row, column]) => ({ channel: 0, row, column, value: 1 }));

export const toy: Preset = {
  id: 'toy',
  photo: 'm5x5.1110001110001110011001100',
  network: chain([
    ['input', { greyscale: true, scaling: 'bytes' }],
    [
      'conv2d',
      {
        filters: 1,
        useBias: false,
        initializer: 'constant',
        constant: 0,
        filterChanges: [{ filter: 0, numbers }],
      },
    ],
  ]),
};
