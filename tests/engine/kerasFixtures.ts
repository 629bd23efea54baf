/** What Keras and PyTorch computed, as the scripts of tests/fixtures/keras and torch wrote it down. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Settings } from '../../src/layers/settings';

/** Numbers written out, or the seed of a formula where they are too many. */
export interface Numbers {
  shape: number[];
  values?: number[];
  hashed?: { seed: number; limit: number };
}

export interface KerasOutput {
  /** The name of the class. */
  layer: string;
  /** Kernel, then bias; or gamma, beta, mean and variance. */
  weights: Numbers[];
  shape: number[];
  min: number;
  max: number;
  mean: number;
  std: number;
  zeroShare: number;
  /** Some of the values, at positions in the order rows, columns, channels. */
  positions: number[];
  values: number[];
}

export interface KerasExperiment {
  photo: string;
  layers: KerasOutput[];
}

export interface KerasCase extends KerasOutput {
  kind: string;
  settings: Settings;
  input: Numbers;
}

export interface KerasNode extends KerasOutput {
  id: string;
  kind: string;
  settings: Settings;
  /** The nodes whose outputs feed this one, in order; `input1` is the network's input. */
  inputs: string[];
}

export interface KerasNetwork {
  name: string;
  input: Numbers;
  /** In topological order, without the input. */
  nodes: KerasNode[];
}

const folder = new URL('../fixtures/', import.meta.url);

export function loadExperiment(number: number): KerasExperiment {
  return JSON.parse(
    readFileSync(new URL(`keras/exp${number}.json`, folder), 'utf8'),
  ) as KerasExperiment;
}

export function loadCases(library: 'keras' | 'torch'): KerasCase[] {
  const text = readFileSync(new URL(`${library}/cases.json`, folder), 'utf8');
  return (JSON.parse(text) as { cases: KerasCase[] }).cases;
}

/** Networks whose branches meet. */
export function loadBranches(): KerasNetwork[] {
  const text = readFileSync(new URL('keras/branches.json', folder), 'utf8');
  return (JSON.parse(text) as { networks: KerasNetwork[] }).networks;
}

/** The numbers themselves. The formula is `hashed` of written.py, bit for bit. */
export function numbersOf({ shape, values, hashed }: Numbers): Float32Array {
  if (values) return Float32Array.from(values);
  const count = shape.reduce((product, side) => product * side, 1);
  const { seed, limit } = hashed ?? { seed: 0, limit: 0 };
  return Float32Array.from({ length: count }, (_, index) => {
    let bits = Math.imul(index + seed * 1_000_003, 2654435761);
    bits ^= bits >>> 15;
    bits = Math.imul(bits, 2246822519);
    bits ^= bits >>> 13;
    return (((bits >>> 0) / 2 ** 32) * 2 - 1) * limit;
  });
}

/** The bytes of a photo of the gallery, 0..255 in the order rows, columns, channels. */
export async function photoBytes(name: string): Promise<{ shape: number[]; bytes: Float32Array }> {
  const path = new URL(`../../public/photos/${name}`, import.meta.url);
  const { data, info } = await sharp(readFileSync(path))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { shape: [info.height, info.width, info.channels], bytes: Float32Array.from(data) };
}
