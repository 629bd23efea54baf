/**
 * What a layer file must hold. One file a kind: everything catscan knows about that kind is in it,
 * and the rest of the program asks it. To add a kind: write the file, add it to the list in
 * `index.ts`, name it in the locale files and test it against the plain-loop reference.
 *
 * No React, no DOM; of tfjs the types alone (the engine hands the library in).
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { FrozenDraw, KernelNumber } from './filterChanges';
import type { HandmadeKernel, Settings, SettingSpecs } from './settings';

/** The part of tfjs that layers compute with, handed in by the engine. */
export type TensorFlow = typeof tfjs;
export type Tensor = tfjs.Tensor;

/** `[height, width, channels]` of feature maps, or `[units]` of a vector. Never a batch axis. */
export type Shape = readonly number[];

/** Something that a person should be told: a key of the locale files and the values it names. */
export interface Problem {
  code: string;
  values?: Readonly<Record<string, string | number>>;
}

export type ShapeResult = { ok: true; shape: Shape } | { ok: false; problem: Problem };

/**
 * Which input cells an output cell can see.
 * - a window: output row r sees input rows r·stride − padBefore + i·dilation, i in 0..size−1;
 * - `sameCell`: the input cell at the same place (all its channels, or only its own); the cells of a
 *   vector made from maps are theirs in the order rows, columns, channels;
 * - `everything`: the whole input, or the whole of one of its maps.
 */
export type Reach = WindowGeometry | 'sameCell' | 'everything';

/** Window over the input, each pair `[vertical, horizontal]`, in input cells. */
export interface WindowGeometry {
  size: readonly [number, number];
  stride: readonly [number, number];
  dilation: readonly [number, number];
  /** Padding added above and at the left. */
  padBefore: readonly [number, number];
}

/** One number of maps; the i-th of a vector is row 0, column i, channel 0. */
export interface Cell {
  row: number;
  column: number;
  channel: number;
}

/**
 * What is done with the input cells that an output cell is made of:
 * - `weightedSum`: each times its weight, summed, plus the bias;
 * - `maximum`, `mean`: of the cells that lie on the maps, padding left out;
 * - `function`: the layer's curve at the one cell;
 * - `softmax`: eˣ of the one at `own` over the sum of eˣ of all;
 * - `normalised`: the one at `own` over (k + alpha · Σx²)^beta, the sum over all;
 * - `affine`: gamma · (x − mean) / √(variance + epsilon) + beta of the one cell, with the numbers of
 *   its channel;
 * - `copy`: the one cell as it is, or 0 where that lies in the padding;
 * - `sum`: the cell at the same place of each input.
 */
export type Combination =
  | 'weightedSum'
  | 'maximum'
  | 'mean'
  | 'function'
  | 'softmax'
  | 'normalised'
  | 'affine'
  | 'copy'
  | 'sum';

/** How an output cell comes about: the input cells that it is made of, and what is done with them. */
export interface CellTerms {
  combination: Combination;
  /** Of a kind with several inputs: which of them the cells are of, in ascending order; else the first. */
  sources?: readonly number[];
  /** Rows and columns of the window; those outside of the input are padding. */
  rows: readonly number[];
  columns: readonly number[];
  /** Channels `first` up to but not `first + count`. The order is sources, rows, columns, channels. */
  channels: { first: number; count: number };
  /** The part of the kernel that holds the cells' weights, in the cells' order; and of the bias. */
  weights?: { begin: readonly number[]; size: readonly number[]; bias: number };
  /** Of softmax and of what is normalised: which of the cells stands above the line. */
  own?: number;
  normalisation?: { k: number; alpha: number; beta: number };
  /** Where in the layer's four weights, gamma, beta, mean and variance, the cell's own are. */
  affine?: { channel: number; epsilon: number };
}

/** How the weights of a layer are made; the engine's initialisers read this. */
export interface WeightSpec {
  name: 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';
  /**
   * Kernel `[rows, columns, channels in, filters]` or `[units in, units]`; bias `[filters]`; the
   * others `[channels]`.
   */
  shape: readonly number[];
  /** `compute` takes it in so many equal parts along its last axis; whole where absent. */
  parts?: number;
  initializer: 'glorotUniform' | 'heNormal' | 'constant';
  /** The value of `constant`. */
  constant: number;
  seed: number;
  /** Numbers that feed one output, and outputs that one input feeds: Glorot & Bengio 2010, He 2015. */
  fanIn: number;
  fanOut: number;
  handmade: readonly HandmadeKernel[];
  /** Filters that are drawn in their own way. */
  frozen: readonly ({ filter: number; fanOut: number; trained: string } & Pick<
    FrozenDraw,
    'initializer' | 'constant' | 'seed'
  >)[];
  /** Numbers that take the place of all these, by filter; a bias is the one of a 1 × 1 kernel. */
  edits: readonly (KernelNumber & { filter: number })[];
  /** Filters whose numbers are all 0, whatever else is said of them. */
  silent: readonly number[];
  /**
   * The trained layer, as the setting has it, whose numbers of this name take the place of drawn ones as far
   * as the shapes overlap; `none` where there is none. A frozen filter has its own.
   */
  trained: string;
}

/** Whether the outputs can be negative: decides between a diverging and a sequential colour scale. */
export type OutputSign = 'signed' | 'nonNegative' | 'asInput';

/**
 * What a kind that takes several inputs does with them. The definition's own functions tell the same
 * of one input, so that who knows of one alone need not know of this.
 */
export interface Merge {
  outputShape(inputs: readonly Shape[]): ShapeResult;
  /** The channels of the output (numbers of a vector) that an input's first and following are in. */
  part(inputs: readonly Shape[], source: number): { first: number; count: number };
  terms(inputs: readonly Shape[], cell: Cell): CellTerms;
  compute(tf: TensorFlow, inputs: readonly Tensor[]): Tensor;
}

export interface LayerDefinition<S extends Settings = Settings> {
  /** Name used in the network, the locale files and, where Keras has the layer, close to Keras'. */
  readonly kind: string;
  /** One to three letters that name the kind in the page's address. */
  readonly code: string;
  readonly group:
    'input' | 'convolution' | 'activation' | 'pooling' | 'training' | 'dense' | 'branch';
  readonly settings: SettingSpecs;
  readonly outputSign: OutputSign;
  /** A sentence that stands with the settings: its key in the locale files. */
  readonly remark?: string;
  /** Only kinds that take several inputs have it. */
  readonly merge?: Merge;

  /** Shape of the output, or the sentence that says why there is none and what would give one. */
  outputShape(input: Shape, settings: S): ShapeResult;
  /** Trainable parameters. The input shape must be one that `outputShape` accepts. */
  parameters(input: Shape, settings: S): number;
  /** Numbers that training gathers but does not learn; none when absent. */
  fixedParameters?(input: Shape, settings: S): number;
  /** Multiply-accumulate operations of one pass; only layers with weights have any. */
  macs(input: Shape, settings: S): number;
  /** Bytes that the computation lays out beside input, output and weights, where it does. */
  workBytes?(input: Shape, settings: S): number;
  reach(input: Shape, settings: S): Reach;
  /** What makes an output cell. The cell must be one of the output's. */
  terms(input: Shape, settings: S, cell: Cell): CellTerms;
  /** Of an activation that sees one number: what it makes of it, in 64-bit arithmetic. */
  curve?(x: number, settings: S): number;
  /** The weights that `compute` takes, in its order, each of them in its parts: see `inParts`. */
  weights(input: Shape, settings: S): readonly WeightSpec[];
  /** The tfjs operations. `input` has no batch axis; the result is a new tensor. */
  compute(tf: TensorFlow, input: Tensor, settings: S, weights: readonly Tensor[]): Tensor;
}

/** The window of layers that see the cell at the same place alone. */
export function oneCell({
  row,
  column,
  channel,
}: Cell): Pick<CellTerms, 'rows' | 'columns' | 'channels'> {
  return { rows: [row], columns: [column], channels: { first: channel, count: 1 } };
}

/** Gives a layer file its settings' types while it stays assignable to the general definition. */
export function defineLayer<S extends Settings>(definition: LayerDefinition<S>): LayerDefinition {
  return definition;
}

export function shapeOk(...shape: number[]): ShapeResult {
  return { ok: true, shape };
}

export function shapeProblem(code: string, values: Problem['values'] = {}): ShapeResult {
  return { ok: false, problem: { code, values } };
}

/** Height, width and channels of a shape that is known to be `[height, width, channels]`. */
export function mapsOf(shape: Shape): { height: number; width: number; channels: number } {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new RangeError(`expected [height, width, channels], got [${shape.join(', ')}]`);
  }
  return { height, width, channels };
}

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}
