/** The measured networks as lists of operations; the app opens the presets of the same ids. */

const conv = (side, filters) => ({ kind: 'conv2d', kernel: [side, side], filters });
const pool = (side) => ({ kind: 'maxPool2d', pool: [side, side] });
const relu = { kind: 'relu' };
/** So many 3 × 3 convolutions with ReLU, then a pool. */
function block(filters, count) {
  const layers = Array.from({ length: count }, () => [{ ...conv(3, filters), same: true }, relu]);
  return [...layers.flat(), pool(2)];
}

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
