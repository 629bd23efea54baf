/** From a tensor in the backend to typed arrays: whole, some maps, or thumbnails. */
import type { Tensor, TensorFlow } from '../layers/contract';
import { sizeOf, type Shape } from '../layers/contract';
import { blockMeans, pickPlanes } from './planes';
import type { PhotoPixels, PlanarMaps } from './protocol';
import { valuesOf } from './valuesOf';

/** How many maps of a layer the filmstrip draws. */
const thumbnailCount = 16;
/** Longest side of a thumbnail, by how many share the frame: one may be large, many are small. */
const thumbnailSides = [
  { upTo: 1, side: 160 },
  { upTo: 4, side: 96 },
  { upTo: 16, side: 56 },
] as const;

/** Gives memory for so many numbers, which may hold anything. */
export type Take = (length: number) => Float32Array<ArrayBuffer>;

export const newNumbers: Take = (length) => new Float32Array(length);

/** Positions (rows × columns) and channels of a shape; a vector is one map of one row. */
export function planesOf(shape: Shape): {
  height: number;
  width: number;
  channels: number;
} {
  const [first = 1, second = 1, third = 1] = shape;
  return shape.length === 3
    ? { height: first, width: second, channels: third }
    : { height: 1, width: sizeOf(shape), channels: 1 };
}

/** The first channels of RGBA pixels as numbers 0..255, `[height × width × channels]`. */
export function firstChannels(
  { width, height, data }: PhotoPixels,
  channels: number,
): Float32Array {
  const values = new Float32Array(width * height * channels);
  for (let pixel = 0, at = 0; at < values.length; pixel += 4) {
    for (let channel = 0; channel < channels; channel++) values[at++] = data[pixel + channel]!;
  }
  return values;
}

/**
 * Picks maps out of values in tfjs' order (channel fastest). Unknown channels are left out. `take`: where
 * the memory for so many numbers comes from.
 */
export function pickMaps(
  values: Float32Array,
  shape: Shape,
  wanted: readonly number[],
  take: Take = newNumbers,
): PlanarMaps {
  const { height, width, channels } = planesOf(shape);
  const present = wanted.filter((channel) => channel >= 0 && channel < channels);
  const planar = take(present.length * height * width);
  pickPlanes(values, { height, width, channels }, present, planar);
  return { width, height, channels: present, values: planar };
}

/**
 * Reads some maps of a tensor. Where the backend's memory is not the processor's, the maps are
 * picked out over there, so that only they cross.
 */
export async function readMaps(
  tf: TensorFlow,
  tensor: Tensor,
  wanted: readonly number[],
): Promise<PlanarMaps> {
  const { height, width, channels } = planesOf(tensor.shape);
  if (livesInProcessorMemory(tf) || channels <= wanted.length || tensor.rank !== 3) {
    return pickMaps(await valuesOf(tf, tensor), tensor.shape, wanted);
  }
  const present = wanted.filter((channel) => channel >= 0 && channel < channels);
  if (present.length === 0) {
    return { width, height, channels: [], values: new Float32Array(0) };
  }
  const planar = tf.tidy(() =>
    tf.transpose(tf.gather(tensor, tf.tensor1d([...present], 'int32'), 2), [2, 0, 1]),
  );
  try {
    const values = (await planar.data()) as Float32Array<ArrayBuffer>;
    return { width, height, channels: present, values };
  } finally {
    planar.dispose();
  }
}

/** Whether the present backend keeps values where they can be read at once. */
export function livesInProcessorMemory(tf: TensorFlow): boolean {
  const backend = tf.getBackend();
  return backend === 'wasm' || backend === 'cpu';
}

/** Of longer vectors so many runs of numbers, each as its mean, are enough for a small picture. */
const longestVector = 4096;

/**
 * The first maps made small for the filmstrip, or a long vector's numbers; null for a short one, which is
 * sent whole in any case.
 */
export function thumbnailsOf(values: Float32Array, shape: Shape): PlanarMaps | null {
  if (shape.length !== 3) {
    return sizeOf(shape) > longestVector ? smallVector(values) : null;
  }
  const count = Math.min(planesOf(shape).channels, thumbnailCount);
  const side = thumbnailSides.find(({ upTo }) => count <= upTo)?.side ?? 56;
  return smallMaps(
    values,
    shape,
    Array.from({ length: count }, (_, index) => index),
    side,
  );
}

/** One row, each of its numbers the mean of a run of the vector's. */
function smallVector(values: Float32Array): PlanarMaps {
  const means = newNumbers(longestVector);
  let begin = 0;
  for (let place = 0; place < longestVector; place++) {
    const end = Math.floor(((place + 1) * values.length) / longestVector);
    let sum = 0;
    for (let at = begin; at < end; at++) sum += values[at]!;
    means[place] = sum / (end - begin);
    begin = end;
  }
  return { width: longestVector, height: 1, channels: [0], values: means };
}

/**
 * Maps made small by averaging over blocks of cells, proportions kept; those that are no larger stay
 * as they are. `values` in tfjs' order (channel fastest). Unknown channels are left out.
 */
export function smallMaps(
  values: Float32Array,
  shape: Shape,
  wanted: readonly number[],
  longestSide: number,
): PlanarMaps {
  const { height, width, channels } = planesOf(shape);
  const present = wanted.filter((channel) => channel >= 0 && channel < channels);
  const ratio = Math.min(1, longestSide / Math.max(height, width));
  const rows = Math.max(1, Math.round(height * ratio));
  const columns = Math.max(1, Math.round(width * ratio));
  const size = { height, width, channels };
  if (ratio === 1) return pickMaps(values, shape, present);
  const means = blockMeans(values, size, present, { rows, columns });
  return { width: columns, height: rows, channels: present, values: means };
}
