/** The compiled inner loops of statistics. */
import statistics from 'virtual:assembly/statistics';
import { instantiate, type Assembled } from '../assembly/instance';

/** What `assembly/source/statistics.ts` exports. */
export interface Compiled extends Assembled {
  measure(
    values: number,
    rows: number,
    lanes: number,
    minimum: number,
    maximum: number,
    sum: number,
    zero: number,
  ): void;
  count(
    values: number,
    rows: number,
    lanes: number,
    from: number,
    scale: number,
    bins: number,
    last: number,
  ): void;
  gather(
    values: number,
    rows: number,
    channels: number,
    low: number,
    high: number,
    lowEnds: number,
    highEnds: number,
  ): void;
  nth(from: number, to: number, n: number): number;
}

let instance: Compiled | null | undefined;

/** Null where WebAssembly has no vectors. */
export function statisticsModule(): Compiled | null {
  if (instance === undefined) instance = instantiate(statistics) as Compiled | null;
  return instance;
}
