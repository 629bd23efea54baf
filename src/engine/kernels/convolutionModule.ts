/** The compiled inner loops of convolutions. */
import compiled from 'virtual:assembly/convolution+winograd';
import type { backend_util } from '@tensorflow/tfjs-core';
import { instantiate, type Assembled } from '../../assembly/instance';

export type Convolution = backend_util.Conv2DInfo;

/** Cells behind the last that the inner loops may overwrite. */
export const slackCells = 7;

/** Addresses, steps and counts: see `assembly/source/convolution.ts`. */
type Convolve = (
  windows: number,
  shift: number,
  cells: number,
  down: number,
  downStep: number,
  across: number,
  acrossStep: number,
  runBytes: number,
  filters: number,
  bias: number,
  to: number,
  toStep: number,
  lanes: number,
) => void;

/** What `assembly/source/convolution.ts` and `winograd.ts` export. */
export interface Compiled extends Assembled {
  convolveEight: Convolve;
  convolveFour: Convolve;
  placeWindows(
    from: number,
    cells: number,
    columns: number,
    step: number,
    lineStep: number,
    windows: number,
  ): void;
  pack(
    from: number,
    rows: number,
    rowBytes: number,
    lanes: number,
    width: number,
    to: number,
  ): void;
  transformKernels(
    from: number,
    tapStep: number,
    filters: number,
    to: number,
    placeStep: number,
  ): void;
  transformTiles(
    from: number,
    cellStep: number,
    lineStep: number,
    tiles: number,
    channels: number,
    to: number,
    placeStep: number,
  ): void;
  transformResults(
    from: number,
    placeStep: number,
    tiles: number,
    filters: number,
    bias: number,
    columns: number,
    rows: number,
    to: number,
    cellStep: number,
    lineStep: number,
  ): void;
}

/** Null where WebAssembly has no vectors. */
export function convolutionModule(): Compiled | null {
  return instantiate(compiled) as Compiled | null;
}
