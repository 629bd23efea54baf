/**
 * GoogLeNet (Szegedy et al. 2014, table 1), without the two auxiliary classifiers that helped its
 * training. Its pools of stride 2 round their size up, which on even sizes is what `same` does. The
 * paper gives no numbers for its normalisation: AlexNet's are taken.
 */
import type { BranchStep, LayerStep } from '../network/compose';
import type { Preset } from './preset';
import {
  conv,
  dense,
  flatten,
  imageNetInput,
  maxPool,
  network,
  norm,
  relu,
  softmax,
} from './steps';

const halve = maxPool(3, 2, { padding: 'same' });

function convRelu(side: number, filters: number, stride = 1): LayerStep[] {
  return [conv(side, filters, { pad: (side - 1) / 2, stride }), relu];
}

/** Filters of the branches, in the order of the paper's table. */
function inception(
  one: number,
  reduce3: number,
  three: number,
  reduce5: number,
  five: number,
  project: number,
): BranchStep {
  return {
    join: 'concatenate',
    branches: [
      convRelu(1, one),
      [...convRelu(1, reduce3), ...convRelu(3, three)],
      [...convRelu(1, reduce5), ...convRelu(5, five)],
      [maxPool(3, 1, { pad: 1 }), ...convRelu(1, project)],
    ],
  };
}

export const googlenet: Preset = {
  id: 'googlenet',
  paper: 'googlenet',
  network: network([
    imageNetInput(224),
    ...convRelu(7, 64, 2),
    halve,
    norm,
    ...convRelu(1, 64),
    ...convRelu(3, 192),
    norm,
    halve,
    inception(64, 96, 128, 16, 32, 32),
    inception(128, 128, 192, 32, 96, 64),
    halve,
    inception(192, 96, 208, 16, 48, 64),
    inception(160, 112, 224, 24, 64, 64),
    inception(128, 128, 256, 24, 64, 64),
    inception(112, 144, 288, 32, 64, 64),
    inception(256, 160, 320, 32, 128, 128),
    halve,
    inception(256, 160, 320, 32, 128, 128),
    inception(384, 192, 384, 48, 128, 128),
    ['averagePool2d', { poolHeight: 7, poolWidth: 7, stride: 1 }],
    ['dropout', { rate: 0.4 }],
    flatten,
    dense(1000),
    softmax,
  ]),
};
