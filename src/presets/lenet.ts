/** The default: the two stages of LeNet-5 (LeCun et al. 1998) with today's ReLU and max pooling. */
import { chain } from '../network/graph';
import type { Preset } from './preset';

export const lenet: Preset = {
  id: 'lenet',
  network: chain([
    ['input'],
    ['conv2d', { filters: 8, seed: 12 }],
    ['relu'],
    ['maxPool2d'],
    ['conv2d', { filters: 12, seed: 84 }],
    ['relu'],
    ['maxPool2d'],
    ['flatten'],
    ['dense', { units: 10, seed: 1 }],
    ['softmax'],
  ]),
};
