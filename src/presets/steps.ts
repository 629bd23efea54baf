/** What the networks of papers are written with: square windows, He's weights for convolutions, a seed a layer. */
import type { Settings } from '../layers/settings';
import { compose, type LayerStep, type Step } from '../network/compose';
import type { Network } from '../network/graph';

/** A square photo of so many pixels, its values around 0: what ImageNet networks are trained on. */
export function imageNetInput(side: number): LayerStep {
  const settings = { scaling: 'standardise', mean: 0.45, deviation: 0.225 };
  return ['input', { longestSide: side, cropSquare: true, ...settings }];
}

/** A convolution with a square kernel of `side` cells; 0 pixels of padding unless told. */
export function conv(
  side: number,
  filters: number,
  settings: Settings & { pad?: number } = {},
): LayerStep {
  const { pad = 0, ...others } = settings;
  const size = { kernelHeight: side, kernelWidth: side, filters };
  return ['conv2d', { ...size, ...padding(pad), initializer: 'heNormal', ...others }];
}

export function maxPool(
  side: number,
  stride: number,
  settings: Settings & { pad?: number } = {},
): LayerStep {
  const { pad = 0, ...others } = settings;
  const size = { poolHeight: side, poolWidth: side, stride };
  return ['maxPool2d', { ...size, ...padding(pad), ...others }];
}

/** Glorot's weights, which at these sizes are all but He's and drawn in a fraction of the time. */
export function dense(units: number): LayerStep {
  return ['dense', { units }];
}

export const relu: LayerStep = ['relu'];
export const flatten: LayerStep = ['flatten'];
export const softmax: LayerStep = ['softmax'];

/** Local response normalisation with AlexNet's numbers. */
export const norm: LayerStep = ['localResponseNormalization'];

/** The end that AlexNet, ZFNet and VGG-16 share: 4096, 4096 and 1000 units, dropout behind the first two. */
export const denseEnd: readonly LayerStep[] = [
  dense(4096),
  relu,
  ['dropout'],
  dense(4096),
  relu,
  ['dropout'],
  dense(1000),
  softmax,
];

function padding(pixels: number): Settings {
  return pixels === 0 ? {} : { padding: 'pixels', paddingPixels: pixels };
}

/** The network of such steps; every layer draws its weights from a seed of its own. */
export function network(steps: readonly Step[]): Network {
  const { nodes } = compose(steps);
  return {
    nodes: nodes.map((node, place) =>
      'seed' in node.settings ? { ...node, settings: { ...node.settings, seed: place } } : node,
    ),
  };
}
