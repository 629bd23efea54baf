/** LeNet-5 trained on MNIST's handwritten digits; its files are in `public/weights/digits`. */
import { trainedValue } from '../layers/trainedLayers';
import type { Preset } from './preset';
import { lenet5 } from './lenet5';

const trainedAs = ['conv1', 'conv2', 'conv3', 'dense1', 'dense2'];

function withTrained({ nodes }: Preset['network']): Preset['network'] {
  const layers = trainedAs.values();
  return {
    nodes: nodes.map((node) => {
      if (!('trained' in node.settings)) return node;
      const trained = trainedValue('digits', layers.next().value ?? '');
      return { ...node, settings: { ...node.settings, trained } };
    }),
  };
}

export const digits: Preset = {
  id: 'digits',
  trained: 'digits',
  paper: 'lenet5',
  // A three, drawn by hand.
  photo: 'd.11F0unKnKqZpZZmZmGlGkEYDXpaoZkmjlKpJo9b8a8L8L',
  network: withTrained(lenet5.network),
};
