/** Statistics of feature maps, from values in tfjs' own order: channels next to each other. */
import { fineBins } from './passes';
import { merge, populationsOf, zeroBinOf, type Population } from './population';
import { histogramBins, robustQuantiles, type MapStatistics } from './protocol';
import { quantilesOf } from './quantiles';

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
  const maps = populationsOf(values, positions, channels);
  const histogram = new Uint32Array(channels * histogramBins);
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
    layer: layerOf(maps, values),
    notFinite: positions * channels - maps.reduce((total, { count }) => total + count, 0),
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

/** Range and quantiles of all maps together. */
function layerOf(maps: readonly Population[], all: Float32Array): MapStatistics['layer'] {
  const filled = maps.filter(({ count }) => count > 0);
  const [first] = filled;
  if (!first) return { minimum: 0, maximum: 0, low: 0, high: 0 };
  const layer = filled.length === 1 ? first : merge(filled, all);
  const [low, high] = quantilesOf(layer, robustQuantiles);
  return { minimum: layer.minimum, maximum: layer.maximum, low, high };
}
