/** The compiled inner loops of a convolution. */
import compiled from 'virtual:assembly/convolution';
import { instantiate, type Assembled } from '../../assembly/instance';

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

/** What `assembly/source/convolution.ts` exports. */
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
}

/** Null where WebAssembly has no vectors. */
export function convolutionModule(): Compiled | null {
  return instantiate(compiled) as Compiled | null;
}
