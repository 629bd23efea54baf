/** What the kinds that take several inputs share: nothing learned, every cell of single cells. */
import {
  defineLayer,
  oneCell,
  type Cell,
  type CellTerms,
  type LayerDefinition,
  type Merge,
  type Shape,
} from './contract';

interface MergingLayer {
  kind: string;
  code: string;
  merge: Omit<Merge, 'terms'> & { combination: 'sum' | 'copy' };
}

/** The definition of a kind by what it does with many inputs; of one input it is the same with one. */
export function merging({ kind, code, merge }: MergingLayer): LayerDefinition {
  const terms = (inputs: readonly Shape[], cell: Cell): CellTerms => {
    const isVector = inputs[0]?.length === 1;
    const place = isVector ? cell.column : cell.channel;
    const sources = inputs.flatMap((_, source) => {
      const { first, count } = merge.part(inputs, source);
      return place >= first && place < first + count ? [source] : [];
    });
    const own = place - merge.part(inputs, sources[0] ?? 0).first;
    return {
      combination: merge.combination,
      sources,
      ...oneCell(isVector ? { ...cell, column: own } : { ...cell, channel: own }),
    };
  };
  return defineLayer({
    kind,
    code,
    group: 'branch',
    settings: {},
    outputSign: 'asInput',
    merge: { ...merge, terms },
    outputShape: (input) => merge.outputShape([input]),
    parameters: () => 0,
    macs: () => 0,
    reach: () => 'sameCell',
    terms: (input, _settings, cell) => terms([input], cell),
    weights: () => [],
    compute: (tf, input) => merge.compute(tf, [input]),
  });
}

/** The channels of maps, or the numbers of a vector. */
export function depthOf(shape: Shape): number {
  return shape.at(-1) ?? 0;
}
