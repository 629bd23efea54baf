/**
 * The yardstick: the same operations in bare tfjs, in a Worker as in the app, every layer's values
 * read back. Nothing of catscan is in it; a network comes as a list of layers. As with a slider, the
 * first layer's weights are new tensors in every pass; the weights behind it stay.
 */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

export type BareLayer =
  | {
      kind: 'conv2d';
      kernel: [number, number];
      filters: number;
      /** Pixels on every side; 0 where nothing is said. */
      pad?: number | 'same';
      stride?: number;
      groups?: number;
    }
  | { kind: 'maxPool2d' | 'averagePool2d'; pool: number; stride?: number; pad?: number | 'same' }
  | { kind: 'dense'; units: number }
  | { kind: 'relu' | 'flatten' | 'softmax' | 'localResponseNormalization' }
  /** Branches that part here and are laid side by side again. */
  | { kind: 'inception'; branches: BareLayer[][] };

export interface BareRequest {
  backend: string;
  /** `[height, width, channels]` of the photo. */
  input: [number, number, number];
  layers: BareLayer[];
  rounds: number;
}

/** Rounds that do not count; few where a round takes long. */
const warmUp = (rounds: number) => Math.min(10, rounds);
let active = '';

self.onmessage = (event: MessageEvent<BareRequest>) => {
  measure(event.data).then(
    (times) => self.postMessage({ times }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};

async function measure({ backend, input, layers, rounds }: BareRequest): Promise<number[]> {
  const simd = new URL(simdWasm, import.meta.url).href;
  if (active !== backend) {
    active = backend;
    setWasmPaths({
      'tfjs-backend-wasm.wasm': new URL(plainWasm, import.meta.url).href,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
    await tf.setBackend(backend);
  }
  const photo = tf.randomUniform(input);
  const weights: Weights = new Map();
  const [first] = layers;
  tf.dispose(tf.tidy(() => pass(photo, layers, weights)));
  const kept = first && weights.get(first);
  const firstValues = (kept ?? []).map((weight) => weight.dataSync());
  const times: number[] = [];
  for (let round = 0; round < warmUp(rounds) + rounds; round++) {
    const begin = performance.now();
    const drawn = kept?.map((weight, index) => tf.tensor(firstValues[index]!, weight.shape));
    if (first && drawn) weights.set(first, drawn);
    const outputs = tf.tidy(() => pass(photo, layers, weights));
    await Promise.all(outputs.map((output) => output.data()));
    if (round >= warmUp(rounds)) times.push(performance.now() - begin);
    tf.dispose([outputs, drawn ?? []]);
  }
  if (first && kept) weights.set(first, kept);
  tf.dispose([photo, ...weights.values()]);
  return times;
}

/** Kernel and bias, of each group, of the layers that have them, made when a layer first meets its input. */
type Weights = Map<BareLayer, tf.Tensor[]>;

function weightsFor(layer: BareLayer, shape: number[], weights: Weights): tf.Tensor[] {
  const known = weights.get(layer);
  if (known) return known;
  const made = makeWeights(layer, shape).map((weight) => tf.keep(weight));
  weights.set(layer, made);
  return made;
}

function makeWeights(layer: BareLayer, [height = 1, width = 1, channels = 1]: number[]) {
  if (layer.kind === 'conv2d') {
    const [rows, columns] = layer.kernel;
    const { groups = 1 } = layer;
    const seen = channels / groups;
    const filters = layer.filters / groups;
    const limit = Math.sqrt(6 / (rows * columns * seen));
    return Array.from({ length: groups }, () => [
      tf.randomUniform([rows, columns, seen, filters], -limit, limit),
      tf.zeros([filters]),
    ]).flat();
  }
  if (layer.kind !== 'dense') return [];
  return [
    tf.randomUniform([height * width * channels, layer.units], -0.01, 0.01),
    tf.zeros([layer.units]),
  ];
}

/** The outputs of all layers, the last one's last. */
function pass(photo: tf.Tensor, layers: BareLayer[], weights: Weights): tf.Tensor[] {
  const outputs: tf.Tensor[] = [];
  let value = photo;
  for (const layer of layers) {
    if (layer.kind === 'inception') {
      const start = value;
      const branches = layer.branches.map((branch) => pass(start, branch, weights));
      outputs.push(...branches.flat());
      value = tf.concat(
        branches.map((branch) => branch.at(-1) ?? start),
        2,
      );
    } else {
      value = apply(layer, value, weightsFor(layer, value.shape, weights));
    }
    outputs.push(value);
  }
  return outputs;
}

function apply(
  layer: Exclude<BareLayer, { kind: 'inception' }>,
  value: tf.Tensor,
  parts: tf.Tensor[],
): tf.Tensor {
  const maps = value as tf.Tensor3D;
  const [kernel, bias] = parts;
  switch (layer.kind) {
    case 'conv2d': {
      const { groups = 1, stride = 1, pad = 0 } = layer;
      // Bias included in the convolution, the fastest that tfjs offers.
      const convolve = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor1D): tf.Tensor3D =>
        tf.fused.conv2d({
          x: x as tf.Tensor3D,
          filter: filter as tf.Tensor4D,
          strides: stride,
          pad,
          bias,
        });
      if (groups === 1) return convolve(maps, kernel!, bias as tf.Tensor1D);
      // Kernels and biases of groups are made apart.
      const xs = tf.split(maps, groups, 2);
      return tf.concat(
        xs.map((x, group) => convolve(x, parts[2 * group]!, parts[2 * group + 1] as tf.Tensor1D)),
        2,
      );
    }
    case 'maxPool2d':
      return tf.maxPool(maps, layer.pool, layer.stride ?? layer.pool, layer.pad ?? 'valid');
    case 'averagePool2d':
      return tf.avgPool(maps, layer.pool, layer.stride ?? layer.pool, layer.pad ?? 'valid');
    case 'localResponseNormalization':
      return tf.localResponseNormalization(maps, 2, 2, 1e-4, 0.75);
    case 'relu':
      return tf.relu(value);
    case 'flatten':
      return value.flatten();
    case 'dense':
      return tf
        .matMul(value.reshape([1, -1]), kernel as tf.Tensor2D)
        .add(bias as tf.Tensor)
        .reshape([-1]);
    case 'softmax':
      return tf.softmax(value);
  }
}
