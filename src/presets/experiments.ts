/**
 * The fourteen experiments of "Visualizing parts of Convolutional Neural Networks using Keras and
 * Cats": padding valid, convolution stride 1, pooling stride the pool's size, weights drawn as
 * Keras draws them. The seeds are picked on the first photo: maps that differ, none black behind ReLU.
 */
import type { Settings } from '../layers/settings';
import { chain } from '../network/graph';
import type { Preset } from './preset';

type Layer = readonly [kind: string, settings?: Settings];

/** A square kernel of `side` cells. */
function conv(side: number, filters: number, seed: number): Layer {
  return ['conv2d', { kernelHeight: side, kernelWidth: side, filters, seed }];
}

function maxPool(side: number): Layer {
  return ['maxPool2d', { poolHeight: side, poolWidth: side }];
}

const relu: Layer = ['relu'];

const networks: readonly (readonly Layer[])[] = [
  [conv(3, 3, 48)],
  [conv(10, 3, 5)],
  [conv(3, 1, 18)],
  [conv(15, 1, 22)],
  [conv(3, 1, 11), relu],
  [conv(3, 3, 12), relu],
  [conv(3, 1, 20), maxPool(5)],
  [conv(3, 3, 72), maxPool(5)],
  [conv(3, 1, 92), relu, maxPool(5)],
  [conv(3, 3, 80), relu, maxPool(5)],
  [conv(3, 1, 44), relu, maxPool(3), conv(3, 1, 46), relu, maxPool(3)],
  [conv(3, 3, 69), relu, maxPool(3), conv(3, 1, 27), relu, maxPool(2)],
  [conv(3, 3, 19), relu, maxPool(3), conv(3, 3, 100), relu, maxPool(2)],
  // The article describes this one in words: LeNet to the end, with a hidden layer before the output.
  [
    conv(3, 3, 57),
    relu,
    maxPool(3),
    conv(3, 3, 15),
    relu,
    maxPool(2),
    ['flatten'],
    ['dense', { units: 64, seed: 1 }],
    relu,
    ['dense', { units: 10, seed: 2 }],
    ['softmax'],
  ],
];

export const experiments: readonly Preset[] = networks.map((layers, index) => ({
  id: `exp${index + 1}`,
  number: index + 1,
  network: chain([['input'], ...layers]),
}));
