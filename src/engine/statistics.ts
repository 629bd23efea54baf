/** Statistics of feature maps, from values in tfjs' own order: channels next to each other. */
import { fineBins, type Basics } from './passes';
import { merge, populationOfAll, populationsOf, zeroBinOf, type Population } from './population';
import { histogramBins, robustQuantiles, type MapStatistics } from './protocol';
import { quantilesOf } from './quantiles';
import { mostSmallCells, smallMapsOf, type EachMap } from './smallMaps';

const finePerBin = fineBins / histogramBins;

/**
 * Minimum, maximum, mean, share of zeros, quantiles and histogram of every map, and of the layer.
 * NaN and infinities are counted apart and left out of everything else.
 *
 * @param values `positions × channels` numbers, channel fastest
 */
export function statisticsOf(
  values: Float32Array,
  positions: number,
  channels: number,
): MapStatistics {
  if (positions <= mostSmallCells) {
    const { basics, ...maps } = smallMapsOf(values, positions, channels);
    const counted = basics.finite.reduce((total, each) => total + each, 0);
    const notFinite = positions * channels - counted;
    return { ...maps, layer: layerOfAll(values, basics), notFinite };
  }
  const maps = populationsOf(values, positions, channels);
  const { counted, ...each } = largeMapsOf(maps);
  const filled = maps.filter(({ count }) => count > 0);
  const layer = filled.length > 1 ? merge(filled, values) : filled[0];
  return { ...each, layer: layerOf(layer), notFinite: positions * channels - counted };
}

function largeMapsOf(maps: readonly Population[]): EachMap & { counted: number } {
  const histogram = new Uint32Array(maps.length * histogramBins);
  maps.forEach((map, channel) => fillHistogram(histogram.subarray(channel * histogramBins), map));
  const quantiles = maps.map((map) => quantilesOf(map, robustQuantiles));
  return {
    minimum: Float32Array.from(maps, ({ minimum }) => minimum),
    maximum: Float32Array.from(maps, ({ maximum }) => maximum),
    mean: Float32Array.from(maps, ({ sum, count }) => (count === 0 ? 0 : sum / count)),
    zeroShare: Float32Array.from(maps, ({ zero, count }) => (count === 0 ? 0 : zero / count)),
    low: Float32Array.from(quantiles, ([low]) => low),
    high: Float32Array.from(quantiles, ([, high]) => high),
    histogram,
    counted: maps.reduce((total, { count }) => total + count, 0),
  };
}

function fillHistogram(histogram: Uint32Array, { minimum, maximum, zero, bins }: Population): void {
  for (let bin = 0, fine = 0; bin < histogramBins; bin++) {
    let count = 0;
    for (const end = fine + finePerBin; fine < end; fine++) count += bins[fine]!;
    histogram[bin] = count;
  }
  if (zero > 0) histogram[Math.floor(zeroBinOf(minimum, maximum) / finePerBin)]! += zero;
}

/** The same of values as one: of few, as exact as their maps'. */
function layerOfAll(values: Float32Array, maps: Basics): MapStatistics['layer'] {
  if (values.length > mostSmallCells) return layerOf(populationOfAll(values, maps));
  const { minimum, maximum, low, high } = smallMapsOf(values, values.length, 1);
  return { minimum: minimum[0]!, maximum: maximum[0]!, low: low[0]!, high: high[0]! };
}

/** Range and quantiles of all maps together. */
function layerOf(all: Population | undefined): MapStatistics['layer'] {
  if (!all || all.count === 0) return { minimum: 0, maximum: 0, low: 0, high: 0 };
  const [low, high] = quantilesOf(all, robustQuantiles);
  return { minimum: all.minimum, maximum: all.maximum, low, high };
}
