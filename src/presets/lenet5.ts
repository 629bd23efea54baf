/**
 * LeNet-5 (LeCun, Bottou, Bengio & Haffner 1998) on 32 × 32 grey pixels, in today's usual form: the
 * paper's shapes with full connections from S2 to C3 (the paper has a table of 60 of the 96), plain
 * tanh for 1.7159 tanh(2x / 3), average pooling without its coefficient and bias, and softmax for
 * the Euclidean units of its output.
 */
import type { LayerStep } from '../network/compose';
import type { Preset } from './preset';
import { flatten, network, relu, softmax } from './steps';

const input: LayerStep = ['input', { longestSide: 32, cropSquare: true, greyscale: true }];
const signed: LayerStep = ['input', { ...input[1], scaling: 'minusOneToOne' }];
const tanh: LayerStep = ['tanh'];
const subsample: LayerStep = ['averagePool2d'];

function conv(filters: number): LayerStep {
  return ['conv2d', { kernelHeight: 5, kernelWidth: 5, filters }];
}

function dense(units: number): LayerStep {
  return ['dense', { units }];
}

export const lenet5: Preset = {
  id: 'lenet5',
  paper: 'lenet5',
  network: network([
    signed,
    conv(6),
    tanh,
    subsample,
    conv(16),
    tanh,
    subsample,
    conv(120),
    tanh,
    flatten,
    dense(84),
    tanh,
    dense(10),
    softmax,
  ]),
};

/** The same sizes in the article's form: ReLU and max pooling twice, one hidden layer, softmax. */
export const lenet5Article: Preset = {
  id: 'lenet5article',
  paper: 'lenet5',
  network: network([
    input,
    conv(6),
    relu,
    ['maxPool2d'] as const,
    conv(16),
    relu,
    ['maxPool2d'] as const,
    flatten,
    dense(120),
    relu,
    dense(10),
    softmax,
  ]),
};
