/** A matrix small enough to check every sum in one's head, under a kernel of whole numbers. */
import { chain } from '../network/graph';
import type { Preset } from './preset';

export const toy: Preset = {
  id: 'toy',
  photo: 'm5x5.1110001110001110011001100',
  network: chain([
    ['input', { greyscale: true, scaling: 'bytes' }],
    ['conv2d', { filters: 1, useBias: false, handmade: [{ filter: 0, name: 'sobelX' }] }],
  ]),
};
