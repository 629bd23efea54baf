/** Random networks on random photos, run by the engine with weights that are never 0. */
import type * as tfjs from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { IdentifiedPhoto } from '../../src/engine/nodeValues';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import type { WeightsFor } from '../../src/engine/weightTensors';
import {
  sizeOf,
  type Cell,
  type CellTerms,
  type Shape,
  type WeightSpec,
} from '../../src/layers/contract';
import { inputShape, type InputSettings } from '../../src/layers/input';
import { createNode, type Network, type NetworkNode, type NodeId } from '../../src/network/graph';
import type { NodeFacts } from '../../src/network/shape';
import { cellAt } from '../../src/network/strongest';
import { layerOf, numbersFrom, running, seed, type Layer } from '../reference/networks';

export interface NetworkCase {
  network: Network;
  facts: ReadonlyMap<NodeId, NodeFacts>;
  /** The node that the case is about. */
  nodeId: NodeId;
  photo: { width: number; height: number };
  seed: number;
}

const onMaps = [
  'conv2d',
  'conv2d',
  'maxPool2d',
  'averagePool2d',
  'depthwiseConv2d',
  'zeroPadding2d',
  'relu',
  'leakyRelu',
  'elu',
  'softplus',
  'sigmoid',
  'tanh',
  'softmax',
  'batchNormalization',
  'localResponseNormalization',
  'dropout',
];
const onAnything = [
  'relu',
  'leakyRelu',
  'elu',
  'softplus',
  'sigmoid',
  'tanh',
  'softmax',
  'batchNormalization',
  'dropout',
  'flatten',
];
const side = fc.integer({ min: 1, max: 9 });

/** One to four layers of which the last is of this kind; all of them run. */
export function networkEndingIn(
  kind: string,
  scalings: readonly string[] = ['zeroToOne', 'minusOneToOne', 'standardise'],
): fc.Arbitrary<NetworkCase> {
  const begin = fc.array(layerOf(...onMaps), { maxLength: kind === 'dense' ? 2 : 3 });
  const isFlat = kind === 'dense' ? fc.constant(true) : fc.boolean();
  const photo = fc.record({ width: side, height: side });
  const inputSettings = fc.record({
    greyscale: fc.boolean(),
    cropSquare: fc.boolean(),
    scaling: fc.constantFrom(...scalings),
  });
  return fc
    .tuple(begin, isFlat, layerOf(kind), photo, inputSettings, seed)
    .map(([before, flat, layer, size, settings, start]): NetworkCase | null => {
      const fits = kind === 'dense' || (flat && onAnything.includes(kind) && before.length < 3);
      const between: Layer[] = fits ? [['flatten']] : [];
      const layers = kind === 'input' ? [] : [...before, ...between, layer];
      const node = createNode('input', 'input', settings);
      const found = running(layers, inputShape(size, node.settings as InputSettings), settings);
      const nodeId = found?.network.nodes.at(-1)?.id ?? '';
      return found && { ...found, nodeId, photo: size, seed: start };
    })
    .filter((found) => found !== null);
}

export function photoFor({ photo: { width, height }, seed: start }: NetworkCase): IdentifiedPhoto {
  const next = numbersFrom(start);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : Math.floor(256 * next()),
  );
  return { id: `${start}`, pixels: { width, height, data } };
}

/** Of either sign but for a variance, no closer to 0 than a fifth of the largest, as large as Glorot's. */
export function weightsOf(start: number): WeightsFor {
  return (node: NetworkNode, spec: WeightSpec) => {
    const name = node.id + spec.name;
    let salt = 0;
    for (let at = 0; at < name.length; at++) salt = 31 * (salt % 65536) + name.charCodeAt(at);
    const next = numbersFrom((start + salt) % 2147483646);
    const scale = 1 / Math.sqrt(spec.fanIn);
    return Float32Array.from({ length: sizeOf(spec.shape) }, () => {
      const size = 0.2 + 0.8 * next();
      const isNegative = next() < 0.5 && spec.name !== 'movingVariance';
      return (isNegative ? -size : size) * scale;
    });
  };
}

/** Runs a network and hands the executor on; gives everything back afterwards. */
export async function withRun<Result>(
  tf: typeof tfjs,
  {
    network,
    photo,
    weightsFor,
  }: { network: Network; photo: IdentifiedPhoto; weightsFor: WeightsFor },
  read: (executor: Executor) => Promise<Result>,
): Promise<Result> {
  const executor = new Executor(tf, { budgetBytes: 2 ** 26, weightsFor });
  try {
    await executor.run({ network, photo, wanted: [], held: {} }, unheard);
    return await read(executor);
  } finally {
    executor.clear();
  }
}

export function withCase<Result>(
  tf: typeof tfjs,
  networkCase: NetworkCase,
  read: (executor: Executor) => Promise<Result>,
): Promise<Result> {
  const { network, seed: start } = networkCase;
  return withRun(tf, { network, photo: photoFor(networkCase), weightsFor: weightsOf(start) }, read);
}

/** The cell of the index-th number of a shape, in the order rows, columns, channels. */
export function cellOfNumber(index: number, shape: Shape): Cell {
  const [, width = 1, channels = 1] = shape;
  if (shape.length !== 3) return { row: 0, column: index, channel: 0 };
  const place = Math.floor(index / channels);
  return { row: Math.floor(place / width), column: place % width, channel: index % channels };
}

/** The way back from `cellOfNumber`; null outside of the shape. */
export function numberOfCell({ row, column, channel }: Cell, shape: Shape): number | null {
  const [first = 1, second = 1, third = 1] = shape;
  const [height, width, channels] = shape.length === 3 ? [first, second, third] : [1, first, 1];
  const isInside = [row, column].every((place) => place >= 0) && row < height && column < width;
  return isInside && channel < channels ? (row * width + column) * channels + channel : null;
}

/** The numbers of a shape that an explanation names, those in the padding left out. */
export function numbersNamed(terms: CellTerms, count: number, shape: Shape): Set<number> {
  const named = new Set<number>();
  for (let index = 0; index < count; index++) {
    const number = numberOfCell(cellAt(terms, index), shape);
    if (number !== null) named.add(number);
  }
  return named;
}

/** A node's values in the order rows, columns, channels, read back whole. */
export async function valuesOf(
  executor: Executor,
  nodeId: NodeId,
  shape: Shape,
): Promise<Float32Array> {
  const channels = shape.length === 3 ? (shape[2] ?? 1) : 1;
  const all = Array.from({ length: channels }, (_, channel) => channel);
  const read = await executor.readMaps({ nodeId, channels: all });
  if (!read) throw new RangeError(`${nodeId} has no values`);
  const { values } = read.maps;
  const plane = values.length / channels;
  return values.map((_, at) => values[(at % channels) * plane + Math.floor(at / channels)] ?? NaN);
}
