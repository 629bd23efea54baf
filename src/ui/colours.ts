/** How a layer's maps are coloured now: from the view's choices and the layers' statistics. */
import { useMemo } from 'react';
import { definitionOf } from '../layers';
import {
  colourMaps,
  lutOf,
  resolveColourMap,
  type ColourMapName,
  type Theme,
} from '../paint/colourMaps';
import { colourScale, unionOfRanges, type ColourScale, type ValueRange } from '../paint/scale';
import type { NodeId } from '../network/graph';
import { selectFacts } from '../store/derived';
import type { NodeFrame, State } from '../store/state';
import { useStore } from '../store/store';
import { useDrawnTheme } from './theme';

export interface Colours {
  name: ColourMapName;
  lut: Uint32Array;
  /** The scale of one map; they differ when each map has its own. */
  scaleOf(channel: number): ColourScale;
}

/** Range of everything that the network's layers hold. */
function selectNetworkRange(state: State): ValueRange {
  return networkRange(state.run.frames, selectFacts(state));
}

let remembered: { frames: unknown; facts: unknown; range: ValueRange } | null = null;

function networkRange(
  frames: State['run']['frames'],
  facts: ReturnType<typeof selectFacts>,
): ValueRange {
  if (remembered?.frames !== frames || remembered.facts !== facts) {
    const ranges = [...frames]
      .filter(([id]) => facts.get(id)?.state === 'runs')
      .map(([, frame]) => frame.statistics.layer);
    const range = unionOfRanges(ranges);
    const same = remembered && JSON.stringify(remembered.range) === JSON.stringify(range);
    remembered = { frames, facts, range: same ? remembered!.range : range };
  }
  return remembered.range;
}

const noNetwork: ValueRange = { minimum: 0, maximum: 0, low: 0, high: 0 };

export function useColours(nodeId: NodeId, frame: NodeFrame | undefined): Colours {
  const theme = useDrawnTheme();
  const colourMap = useStore((state) => state.view.colourMap);
  const scope = useStore((state) => state.view.scope);
  const range = useStore((state) => state.view.range);
  const kind = useStore((state) => state.network.nodes.find(({ id }) => id === nodeId)?.kind);
  const network = useStore(selectScopeRange);
  const statistics = frame?.statistics;
  return useMemo(
    () => coloursOf(kind, statistics, theme, { colourMap, scope, range }, network),
    [statistics, theme, colourMap, scope, range, kind, network],
  );
}

/** Range that the scales of all layers share, where they share any. */
export function selectScopeRange(state: State): ValueRange {
  return state.view.scope === 'network' ? selectNetworkRange(state) : noNetwork;
}

/** The colours of a layer of some kind with these statistics; `network` is the scope's range. */
export function coloursOf(
  kind: string | undefined,
  statistics: NodeFrame['statistics'] | undefined,
  theme: Theme,
  { colourMap, scope, range }: Pick<State['view'], 'colourMap' | 'scope' | 'range'>,
  network: ValueRange,
): Colours {
  const layer = statistics?.layer ?? noNetwork;
  const nonNegative = kind !== undefined && definitionOf(kind).outputSign === 'nonNegative';
  const name = resolveColourMap(colourMap, nonNegative ? 0 : layer.minimum);
  const { span } = colourMaps[name];
  return {
    name,
    lut: lutOf(name, theme),
    scaleOf: (channel) =>
      colourScale(scope, range, span, {
        map: statistics
          ? {
              minimum: statistics.minimum[channel] ?? 0,
              maximum: statistics.maximum[channel] ?? 0,
              low: statistics.low[channel] ?? 0,
              high: statistics.high[channel] ?? 0,
            }
          : noNetwork,
        layer,
        network,
      }),
  };
}

/**
 * Scales of three maps shown as red, green and blue: black is the low end, full colour the high
 * one, by the same scope and range as the maps alone.
 */
export function rgbScales(
  frame: NodeFrame,
  colours: Colours,
): readonly [ColourScale, ColourScale, ColourScale] {
  const scaleOf = (channel: number): ColourScale => {
    const scale = colours.scaleOf(channel);
    // A scale around zero would leave half of the colours to values that do not occur.
    const low = Math.max(scale.low, frame.statistics.layer.minimum);
    const high = Math.min(scale.high, frame.statistics.layer.maximum);
    return low < high ? { ...scale, low, high } : scale;
  };
  return [scaleOf(0), scaleOf(1), scaleOf(2)];
}
