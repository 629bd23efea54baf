/**
 * What made one cell: the numbers themselves, read out of the tensors that made the map. Only the
 * window's part of each tensor is read back, whatever the tensor's size.
 */
import { definitionOf } from '../layers';
import { sizeOf, type Cell, type CellTerms, type Shape, type Tensor } from '../layers/contract';
import type { TensorFlow } from '../layers/contract';
import type { InputSettings } from '../layers/input';
import type { NetworkNode } from '../network/graph';
import type { CellReading, PhotoPixels } from './protocol';
import { livesInProcessorMemory, planesOf } from './reading';
import { valuesOf } from './valuesOf';

/** A node with the tensors that its value was made of. */
export interface MadeNode {
  node: NetworkNode;
  output: Tensor;
  /** None for the network's input. */
  inputs: readonly Tensor[];
  weights: readonly Tensor[];
  /** Of the network's input: the photo as prepared. */
  prepared: PhotoPixels | null;
}

/** The numbers behind a cell; null where the node has no such cell. */
export async function readCell(
  tf: TensorFlow,
  made: MadeNode,
  cell: Cell,
): Promise<Omit<CellReading, 'nodeId' | 'key'> | null> {
  const { output } = made;
  if (!holds(output.shape, cell)) return null;
  const inputShape = made.inputs[0]?.shape ?? output.shape;
  const terms = termsOf(made, inputShape, cell);
  const [value, inputs, weights, bias] = await Promise.all([
    sliceOf(tf, output, indexOf(output.shape, cell), ones(output.shape)),
    made.inputs.length > 0 ? inputsOf(tf, made.inputs, terms) : photoBytes(made, cell),
    weightsOf(tf, made.weights, terms),
    terms.weights && made.weights[1]
      ? sliceOf(tf, made.weights[1], [terms.weights.bias], [1])
      : null,
  ]);
  return {
    cell,
    shape: [...output.shape],
    inputShape: [...inputShape],
    terms,
    value: value[0] ?? NaN,
    inputs: inputs.values,
    inside: inputs.inside,
    weights,
    bias: bias?.[0] ?? null,
  };
}

async function weightsOf(
  tf: TensorFlow,
  tensors: readonly Tensor[],
  { weights, affine }: CellTerms,
): Promise<Float32Array<ArrayBuffer> | null> {
  const [kernel] = tensors;
  if (weights && kernel) return sliceOf(tf, kernel, weights.begin, weights.size);
  if (!affine) return null;
  const own = await Promise.all(tensors.map((each) => sliceOf(tf, each, [affine.channel], [1])));
  return Float32Array.from(own.flatMap((values) => [...values]));
}

/** Whether maps, or a vector, have such a cell. */
export function holds(shape: Shape, { row, column, channel }: Cell): boolean {
  const { height, width, channels } = planesOf(shape);
  return (
    sizeOf(shape) > 0 &&
    [row, column, channel].every((index) => Number.isInteger(index) && index >= 0) &&
    row < height &&
    column < width &&
    channel < channels
  );
}

function termsOf({ node, inputs }: MadeNode, inputShape: Shape, cell: Cell): CellTerms {
  const definition = definitionOf(node.kind);
  const shapes = inputs.map(({ shape }) => shape);
  return definition.merge?.terms(shapes, cell) ?? definition.terms(inputShape, node.settings, cell);
}

/** Values of the window, padding as 0, and which of its places lie on the input: in the terms' order. */
interface WindowValues {
  values: Float32Array<ArrayBuffer>;
  inside: Uint8Array<ArrayBuffer>;
}

/** The window on each of the inputs that the terms name. */
async function inputsOf(
  tf: TensorFlow,
  inputs: readonly Tensor[],
  terms: CellTerms,
): Promise<WindowValues> {
  const sources = (terms.sources ?? [0]).flatMap((source) => inputs[source] ?? []);
  const windows = await Promise.all(sources.map((input) => windowOn(tf, input, terms)));
  const [only] = windows;
  if (only && windows.length === 1) return only;
  return {
    values: Float32Array.from(windows.flatMap(({ values }) => [...values])),
    inside: Uint8Array.from(windows.flatMap(({ inside }) => [...inside])),
  };
}

async function windowOn(tf: TensorFlow, input: Tensor, terms: CellTerms): Promise<WindowValues> {
  const { rows, columns, channels } = terms;
  const { height, width } = planesOf(input.shape);
  const values = new Float32Array(rows.length * columns.length * channels.count);
  const inside = new Uint8Array(rows.length * columns.length);
  const vertical = rangeWithin(rows, height);
  const horizontal = rangeWithin(columns, width);
  if (!vertical || !horizontal) return { values, inside };
  const isVector = input.rank !== 3;
  const region = await sliceOf(
    tf,
    input,
    isVector ? [horizontal.first] : [vertical.first, horizontal.first, channels.first],
    isVector ? [horizontal.count] : [vertical.count, horizontal.count, channels.count],
  );
  let place = 0;
  for (const row of rows) {
    for (const column of columns) {
      if (row >= 0 && row < height && column >= 0 && column < width) {
        inside[place] = 1;
        const from =
          ((row - vertical.first) * horizontal.count + column - horizontal.first) * channels.count;
        values.set(region.subarray(from, from + channels.count), place * channels.count);
      }
      place++;
    }
  }
  return { values, inside };
}

/** The network's input is made of the prepared photo's bytes. */
async function photoBytes({ prepared, node }: MadeNode, cell: Cell): Promise<WindowValues> {
  const { row, column, channel } = cell;
  const values = new Float32Array(1);
  if (prepared) {
    // A greyscale photo has the same value in all three.
    const from = (node.settings as InputSettings).greyscale ? 0 : channel;
    values[0] = prepared.data[(row * prepared.width + column) * 4 + from] ?? NaN;
  }
  return { values, inside: new Uint8Array([1]) };
}

/**
 * Numbers of a part of a tensor. Where its memory can be looked into they are picked out there: WASM's
 * own slice copies all of a large kernel first.
 */
async function sliceOf(
  tf: TensorFlow,
  tensor: Tensor,
  begin: readonly number[],
  size: readonly number[],
): Promise<Float32Array<ArrayBuffer>> {
  if (livesInProcessorMemory(tf)) {
    return pick(await valuesOf(tf, tensor), tensor.shape, begin, size);
  }
  const slice = tf.slice(tensor, [...begin], [...size]);
  try {
    return Float32Array.from(await slice.data());
  } finally {
    slice.dispose();
  }
}

/** The numbers from `begin` on, `size` of them along each axis, of values in row-major order. */
function pick(
  values: Float32Array,
  shape: Shape,
  begin: readonly number[],
  size: readonly number[],
): Float32Array<ArrayBuffer> {
  const picked = new Float32Array(sizeOf(size));
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  let at = 0;
  const walk = (axis: number, offset: number) => {
    const stride = strides[axis] ?? 1;
    const first = offset + (begin[axis] ?? 0) * stride;
    const count = size[axis] ?? 1;
    if (axis === shape.length - 1) {
      picked.set(values.subarray(first, first + count), at);
      at += count;
      return;
    }
    for (let index = 0; index < count; index++) walk(axis + 1, first + index * stride);
  };
  walk(0, 0);
  return picked;
}

function indexOf(shape: Shape, { row, column, channel }: Cell): number[] {
  return shape.length === 3 ? [row, column, channel] : [column];
}

function ones(shape: Shape): number[] {
  return shape.map(() => 1);
}

/** The part of some rows or columns that lies on the input; null where none does. */
function rangeWithin(
  places: readonly number[],
  side: number,
): { first: number; count: number } | null {
  const first = places.find((place) => place >= 0 && place < side);
  const last = places.findLast((place) => place >= 0 && place < side);
  return first === undefined || last === undefined ? null : { first, count: last - first + 1 };
}
