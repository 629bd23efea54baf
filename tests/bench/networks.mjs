/** The measured networks as lists of operations; the app opens the presets of the same ids. */

const conv = (side, filters, settings = {}) => ({
  kind: 'conv2d',
  kernel: [side, side],
  filters,
  ...settings,
});
const pool = (side, stride = side, pad = 'valid') => ({
  kind: 'maxPool2d',
  pool: side,
  stride,
  pad,
});
const relu = { kind: 'relu' };
const norm = { kind: 'localResponseNormalization' };
/** A layer object of its own, so that each has weights of its own. */
const convRelu = (side, filters, stride = 1) => [
  conv(side, filters, { stride, pad: (side - 1) / 2 }),
  relu,
];
/** So many 3 × 3 convolutions with ReLU, then a pool. */
function block(filters, count) {
  return [...Array.from({ length: count }, () => convRelu(3, filters)).flat(), pool(2)];
}
const inception = (one, reduce3, three, reduce5, five, project) => ({
  kind: 'inception',
  branches: [
    convRelu(1, one),
    [...convRelu(1, reduce3), ...convRelu(3, three)],
    [...convRelu(1, reduce5), ...convRelu(5, five)],
    [pool(3, 1, 'same'), ...convRelu(1, project)],
  ],
});

/** Deep networks, and where on the filmstrip their first layer and their last block stand. */
export const deepNetworks = [
  {
    id: 'vgg16',
    input: [224, 224, 3],
    layers: [
      ...block(64, 2),
      ...block(128, 2),
      ...block(256, 3),
      ...block(512, 3),
      ...block(512, 3),
    ],
    firstLayer: 1,
    lastBlock: 25,
  },
  {
    id: 'alexnet',
    input: [227, 227, 3],
    layers: [
      conv(11, 96, { stride: 4 }),
      relu,
      norm,
      pool(3, 2),
      conv(5, 256, { pad: 2, groups: 2 }),
      relu,
      norm,
      pool(3, 2),
      ...convRelu(3, 384),
      conv(3, 384, { pad: 1, groups: 2 }),
      relu,
      conv(3, 256, { pad: 1, groups: 2 }),
      relu,
      pool(3, 2),
    ],
    firstLayer: 1,
    lastBlock: 9,
  },
  {
    id: 'googlenet',
    input: [224, 224, 3],
    layers: [
      ...convRelu(7, 64, 2),
      pool(3, 2, 'same'),
      norm,
      ...convRelu(1, 64),
      ...convRelu(3, 192),
      norm,
      pool(3, 2, 'same'),
      inception(64, 96, 128, 16, 32, 32),
      inception(128, 128, 192, 32, 96, 64),
      pool(3, 2, 'same'),
      inception(192, 96, 208, 16, 48, 64),
      inception(160, 112, 224, 24, 64, 64),
      inception(128, 128, 256, 24, 64, 64),
      inception(112, 144, 288, 32, 64, 64),
      inception(256, 160, 320, 32, 128, 128),
      pool(3, 2, 'same'),
      inception(256, 160, 320, 32, 128, 128),
      inception(384, 192, 384, 48, 128, 128),
      { kind: 'averagePool2d', pool: 7, stride: 1 },
      { kind: 'flatten' },
      { kind: 'dense', units: 1000 },
      { kind: 'softmax' },
    ],
    firstLayer: 1,
    lastBlock: 125,
  },
];

export const networks = [
  { id: 'exp1', layers: [conv(3, 3)] },
  { id: 'exp2', layers: [conv(10, 3)] },
  { id: 'exp3', layers: [conv(3, 1)] },
  { id: 'exp4', layers: [conv(15, 1)] },
  { id: 'exp5', layers: [conv(3, 1), relu] },
  { id: 'exp6', layers: [conv(3, 3), relu] },
  { id: 'exp7', layers: [conv(3, 1), pool(5)] },
  { id: 'exp8', layers: [conv(3, 3), pool(5)] },
  { id: 'exp9', layers: [conv(3, 1), relu, pool(5)] },
  { id: 'exp10', layers: [conv(3, 3), relu, pool(5)] },
  { id: 'exp11', layers: [conv(3, 1), relu, pool(3), conv(3, 1), relu, pool(3)] },
  { id: 'exp12', layers: [conv(3, 3), relu, pool(3), conv(3, 1), relu, pool(2)] },
  { id: 'exp13', layers: [conv(3, 3), relu, pool(3), conv(3, 3), relu, pool(2)] },
  {
    id: 'lenet',
    layers: [
      conv(3, 8),
      relu,
      pool(2),
      conv(3, 12),
      relu,
      pool(2),
      { kind: 'flatten' },
      { kind: 'dense', units: 10 },
      { kind: 'softmax' },
    ],
  },
];
