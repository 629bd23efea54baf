/** The sums behind a layer's facts, written out with this layer's numbers. */
import { definitionOf } from '../../layers';
import { sizeOf, type Shape } from '../../layers/contract';
import type { NetworkNode } from '../../network/graph';
import { formatCount } from './formatCount';

/** Lines such as ⌊(266 − 3 + 2·0) / 1⌋ + 1 = 264: of the height and of the width, or of the vector. */
export interface ShapeSum {
  axis: 'height' | 'width' | 'values';
  text: string;
}

export function shapeSums(node: NetworkNode, input: Shape, shape: Shape): ShapeSum[] {
  const { kind, settings } = node;
  if (kind === 'flatten') {
    return [{ axis: 'values', text: `${input.join('·')} = ${formatCount(sizeOf(shape))}` }];
  }
  if (kind === 'zeroPadding2d') return paddedSums(node, input, shape);
  const reach = definitionOf(kind).reach(input, settings);
  const keepsSize = settings['padding'] === 'same' && settings['stride'] === 1;
  if (typeof reach === 'string' || keepsSize) return [];
  return ([0, 1] as const).map((axis) => ({
    axis: axis === 0 ? 'height' : 'width',
    text: windowSum({
      input: input[axis] ?? 0,
      output: shape[axis] ?? 0,
      size: reach.size[axis],
      stride: reach.stride[axis],
      dilation: reach.dilation[axis],
      padding: settings['padding'] === 'same' ? 'same' : reach.padBefore[axis],
      roundsUp: settings['rounding'] === 'ceil',
    }),
  }));
}

function paddedSums({ settings }: NetworkNode, input: Shape, shape: Shape): ShapeSum[] {
  const sides = { height: ['top', 'bottom'], width: ['left', 'right'] } as const;
  return (['height', 'width'] as const).map((axis, index) => {
    const [before, after] = sides[axis];
    const sum = [Number(settings[before]), input[index] ?? 0, Number(settings[after])].join(' + ');
    return { axis, text: `${sum} = ${shape[index]}` };
  });
}

interface WindowAxis {
  input: number;
  output: number;
  size: number;
  stride: number;
  dilation: number;
  /** Cells of padding on each side, or TensorFlow's `same`. */
  padding: number | 'same';
  roundsUp: boolean;
}

/** Dumoulin & Visin 2016, relationship 14. */
function windowSum(axis: WindowAxis): string {
  const { input, output, size, stride, dilation, padding, roundsUp } = axis;
  if (padding === 'same') {
    return `⌈${input} / ${stride}⌉ = ${output}`;
  }
  const span = dilation === 1 ? String(size) : `${dilation}·(${size} − 1) − 1`;
  const room = `${input} + 2·${padding} − ${span}`;
  if (!roundsUp) return `⌊(${room}) / ${stride}⌋ + 1 = ${output}`;
  const steps = Math.ceil((input + 2 * padding - (dilation * (size - 1) + 1)) / stride);
  // A last window that would begin behind the input is left out after all.
  return `⌈(${room}) / ${stride}⌉ + 1${steps + 1 > output ? ' − 1' : ''} = ${output}`;
}

/** The parameters as products, 3·3·3·8 + 8 = 224; null for a layer without any. */
export function parameterSum(node: NetworkNode, input: Shape, parameters: number): string | null {
  if (parameters === 0) return null;
  const [kernel, bias] = definitionOf(node.kind).weights(input, node.settings);
  if (!kernel) return null;
  const hasBias = bias !== undefined && parameters > sizeOf(kernel.shape);
  return `${kernel.shape.join('·')}${hasBias ? ` + ${sizeOf(bias.shape)}` : ''}`;
}

/** The multiply-adds as a product: each of the output's numbers weighs so many of the input's. */
export function macSum(node: NetworkNode, input: Shape, shape: Shape): string | null {
  const definition = definitionOf(node.kind);
  const [kernel] = definition.weights(input, node.settings);
  if (!kernel || definition.macs(input, node.settings) === 0) return null;
  // The kernel's axes that one number sums over.
  const axes = node.kind === 'depthwiseConv2d' ? 2 : -1;
  return `${shape.join('·')} × ${kernel.shape.slice(0, axes).join('·')}`;
}
