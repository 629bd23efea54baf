/** The trained network that knows a cat when it sees one; its files are in `public/weights/photos`. */
import { trainedValue } from '../layers/trainedLayers';
import type { LayerStep } from '../network/compose';
import type { Preset } from './preset';
import { network, relu, softmax } from './steps';

const pool: LayerStep = ['maxPool2d'];

/** Its n-th convolution, of 3 × 3. */
function conv(n: number, filters: number): LayerStep {
  return ['conv2d', { filters, padding: 'same', trained: trainedValue('photos', `conv${n}`) }];
}

export const photos: Preset = {
  id: 'photos',
  trained: 'photos',
  network: network([
    [
      'input',
      { longestSide: 64, cropSquare: true, scaling: 'standardise', mean: 0.45, deviation: 0.225 },
    ],
    conv(1, 32),
    relu,
    pool,
    conv(2, 64),
    relu,
    pool,
    conv(3, 96),
    relu,
    conv(4, 96),
    relu,
    pool,
    conv(5, 128),
    relu,
    conv(6, 128),
    relu,
    pool,
    conv(7, 192),
    relu,
    conv(8, 192),
    relu,
    ['globalAveragePool2d'],
    ['dense', { units: 13, trained: trainedValue('photos', 'dense1') }],
    softmax,
  ]),
};
