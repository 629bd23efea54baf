/**
 * ZFNet (Zeiler & Fergus 2013, figure 3): AlexNet with a first layer of 7 × 7 kernels at stride 2 and
 * without groups. Its contrast normalisation is taken to be AlexNet's.
 */
import type { Preset } from './preset';
import { conv, denseEnd, flatten, imageNetInput, maxPool, network, norm, relu } from './steps';

export const zfnet: Preset = {
  id: 'zfnet',
  paper: 'zfnet',
  network: network([
    imageNetInput(224),
    conv(7, 96, { stride: 2, pad: 1 }),
    relu,
    maxPool(3, 2, { pad: 1 }),
    norm,
    conv(5, 256, { stride: 2 }),
    relu,
    maxPool(3, 2, { pad: 1 }),
    norm,
    conv(3, 384, { pad: 1 }),
    relu,
    conv(3, 384, { pad: 1 }),
    relu,
    conv(3, 256, { pad: 1 }),
    relu,
    maxPool(3, 2),
    flatten,
    ...denseEnd,
  ]),
};
