/**
 * AlexNet (Krizhevsky, Sutskever & Hinton 2012): two GPUs held half of the filters each, and met in
 * the third convolution alone; hence the groups. The paper says 224 × 224 pixels, but its own
 * arithmetic needs 227.
 */
import type { Preset } from './preset';
import { conv, denseEnd, flatten, imageNetInput, maxPool, network, norm, relu } from './steps';

export const alexnet: Preset = {
  id: 'alexnet',
  paper: 'alexnet',
  network: network([
    imageNetInput(227),
    conv(11, 96, { stride: 4 }),
    relu,
    norm,
    maxPool(3, 2),
    conv(5, 256, { pad: 2, groups: 2 }),
    relu,
    norm,
    maxPool(3, 2),
    conv(3, 384, { pad: 1 }),
    relu,
    conv(3, 384, { pad: 1, groups: 2 }),
    relu,
    conv(3, 256, { pad: 1, groups: 2 }),
    relu,
    maxPool(3, 2),
    flatten,
    ...denseEnd,
  ]),
};
