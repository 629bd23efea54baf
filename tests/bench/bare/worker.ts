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
  | { kind: 'conv2d'; kernel: [number, number]; filters: number; same?: boolean }
  | { kind: 'maxPool2d'; pool: [number, number] }
  | { kind: 'dense'; units: number }
  | { kind: 'relu' | 'flatten' | 'softmax' };

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
  const weights = weightsOf(input, layers);
  const firstValues = (weights[0] ?? []).map((weight) => weight.dataSync());
  const times: number[] = [];
  for (let round = 0; round < warmUp(rounds) + rounds; round++) {
    const begin = performance.now();
    const first = weights[0]?.map((weight, index) => tf.tensor(firstValues[index]!, weight.shape));
    const outputs = tf.tidy(() => pass(photo, layers, [first ?? [], ...weights.slice(1)]));
    await Promise.all(outputs.map((output) => output.data()));
    if (round >= warmUp(rounds)) times.push(performance.now() - begin);
    tf.dispose([outputs, first ?? []]);
  }
  tf.dispose([photo, weights.flat()]);
  return times;
}

/** Kernel and bias of each layer that has them. */
function weightsOf(input: number[], layers: BareLayer[]): tf.Tensor[][] {
  let shape = [...input];
  return layers.map((layer) => {
    const [height = 1, width = 1, channels = 1] = shape;
    switch (layer.kind) {
      case 'conv2d': {
        const [rows, columns] = layer.kernel;
        shape = layer.same
          ? [height, width, layer.filters]
          : [height - rows + 1, width - columns + 1, layer.filters];
        return [
          tf.randomUniform([rows, columns, channels, layer.filters], -0.3, 0.3),
          tf.zeros([layer.filters]),
        ];
      }
      case 'maxPool2d':
        shape = [Math.floor(height / layer.pool[0]), Math.floor(width / layer.pool[1]), channels];
        return [];
      case 'dense': {
        const size = shape.reduce((product, side) => product * side, 1);
        shape = [layer.units];
        return [tf.randomUniform([size, layer.units], -0.01, 0.01), tf.zeros([layer.units])];
      }
      case 'flatten':
        shape = [height * width * channels];
        return [];
      case 'relu':
      case 'softmax':
        return [];
    }
  });
}

function pass(photo: tf.Tensor, layers: BareLayer[], weights: tf.Tensor[][]): tf.Tensor[] {
  const outputs: tf.Tensor[] = [];
  let value = photo;
  layers.forEach((layer, index) => {
    const [kernel, bias] = weights[index] ?? [];
    value = apply(layer, value, kernel, bias);
    outputs.push(value);
  });
  return outputs;
}

function apply(
  layer: BareLayer,
  value: tf.Tensor,
  kernel?: tf.Tensor,
  bias?: tf.Tensor,
): tf.Tensor {
  switch (layer.kind) {
    case 'conv2d':
      // Bias included in the convolution, the fastest that tfjs offers.
      return tf.fused.conv2d({
        x: value as tf.Tensor3D,
        filter: kernel as tf.Tensor4D,
        strides: 1,
        pad: layer.same ? 'same' : 'valid',
        bias: bias as tf.Tensor1D,
      });
    case 'maxPool2d':
      return tf.maxPool(value as tf.Tensor3D, layer.pool, layer.pool, 'valid');
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
