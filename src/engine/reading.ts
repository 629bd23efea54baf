/** From a tensor in the backend to typed arrays: whole, some maps, or thumbnails. */
import type { Tensor, TensorFlow } from '../layers/contract';
import { sizeOf, type Shape } from '../layers/contract';
import type { PhotoPixels, PlanarMaps } from './protocol';

/** How many maps of a layer the filmstrip draws. */
const thumbnailCount = 16;
/** Longest side of a thumbnail, by how many share the frame: one may be large, many are small. */
const thumbnailSides = [
  { upTo: 1, side: 160 },
  { upTo: 4, side: 96 },
  { upTo: 16, side: 56 },
] as const;

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

/** Picks maps out of values in tfjs' order (channel fastest). Unknown channels are left out. */
export function pickMaps(
  values: Float32Array,
  shape: Shape,
  wanted: readonly number[],
): PlanarMaps {
  const { height, width, channels } = planesOf(shape);
  const present = wanted.filter((channel) => channel >= 0 && channel < channels);
  const size = height * width;
  const planar = new Float32Array(present.length * size);
  present.forEach((channel, place) => {
    const plane = planar.subarray(place * size, (place + 1) * size);
    for (let position = 0, from = channel; position < size; position++, from += channels) {
      plane[position] = values[from]!;
    }
  });
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
    return pickMaps((await tensor.data()) as Float32Array, tensor.shape, wanted);
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

/** The first maps made small for the filmstrip; null for a vector. */
export function thumbnailsOf(values: Float32Array, shape: Shape): PlanarMaps | null {
  if (shape.length !== 3) return null;
  const count = Math.min(planesOf(shape).channels, thumbnailCount);
  const side = thumbnailSides.find(({ upTo }) => count <= upTo)?.side ?? 56;
  return smallMaps(
    values,
    shape,
    Array.from({ length: count }, (_, index) => index),
    side,
  );
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
  const planar = new Float32Array(present.length * rows * columns);
  const columnOf = new Uint16Array(width);
  for (let column = 0; column < columns; column++) {
    columnOf.fill(
      column,
      blockStart(column, width, columns),
      blockStart(column + 1, width, columns),
    );
  }
  const cells = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const top = blockStart(row, height, rows);
    const bottom = blockStart(row + 1, height, rows);
    for (let place = 0; place < present.length; place++) {
      const channel = present[place]!;
      cells.fill(0);
      for (let y = top; y < bottom; y++) {
        let from = y * width * channels + channel;
        for (let x = 0; x < width; x++, from += channels) cells[columnOf[x]!]! += values[from]!;
      }
      const line = (place * rows + row) * columns;
      for (let column = 0; column < columns; column++) {
        const across = blockStart(column + 1, width, columns) - blockStart(column, width, columns);
        planar[line + column] = cells[column]! / (across * (bottom - top));
      }
    }
  }
  return { width: columns, height: rows, channels: present, values: planar };
}

function blockStart(block: number, cells: number, blocks: number): number {
  return Math.floor((block * cells) / blocks);
}
