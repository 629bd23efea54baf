/** The list of layer kinds. A new kind is its file and one line here. */
import type { LayerDefinition } from './contract';
import { add } from './add';
import { averagePool2d } from './averagePool2d';
import { batchNormalization } from './batchNormalization';
import { concatenate } from './concatenate';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwiseConv2d';
import { dropout } from './dropout';
import { elu } from './elu';
import { flatten } from './flatten';
import { globalAveragePool2d } from './globalAveragePool2d';
import { input } from './input';
import { leakyRelu } from './leakyRelu';
import { localResponseNormalization } from './localResponseNormalization';
import { maxPool2d } from './maxPool2d';
import { relu } from './relu';
import { sigmoid } from './sigmoid';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { tanh } from './tanh';
import { zeroPadding2d } from './zeroPadding2d';

/** In the order in which the menu offers them. */
export const layerDefinitions: readonly LayerDefinition[] = [
  input,
  conv2d,
  depthwiseConv2d,
  zeroPadding2d,
  maxPool2d,
  averagePool2d,
  globalAveragePool2d,
  relu,
  leakyRelu,
  elu,
  softplus,
  sigmoid,
  tanh,
  softmax,
  batchNormalization,
  localResponseNormalization,
  dropout,
  flatten,
  dense,
  concatenate,
  add,
];

const byKind = new Map(layerDefinitions.map((definition) => [definition.kind, definition]));

/** The definition of a kind. Throws a RangeError for a kind that is not in the list. */
export function definitionOf(kind: string): LayerDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new RangeError(`no layer kind is called ${kind}`);
  return definition;
}

export function isLayerKind(kind: string): boolean {
  return byKind.has(kind);
}
