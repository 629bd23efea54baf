/**
 * Convolution with kernels of 3 × 3 in less than half of the multiplications: Winograd's minimal filtering
 * F(2×2, 3×3), Lavin & Gray 2016, "Fast Algorithms for Convolutional Neural Networks". The sums are those of
 * the definition; they are rounded in other places, by as little.
 */
import { placesFor } from '../../assembly/instance';
import { slackCells, type Compiled, type Convolution } from './convolutionModule';
import { copyLines } from './inputLines';

/** What a tile and a kernel become: 4 × 4 numbers. */
const placeCount = 16;
/** Channels and filters from which on transforming them is worth it. */
const leastDepth = 16;
/** Cells of a map likewise. */
const leastCells = 16;
/** Transformed, kernels take 16/9 of their memory: not those of the largest layers. */
const mostKernelBytes = 8 * 1024 * 1024;
/** Bytes of tiles and products that a band has, about: as many as the kernels', within these. */
const leastBandBytes = 1024 * 1024;
const mostBandBytes = 4 * 1024 * 1024;
/** Numbers of kernels transformed at a time. */
const blockNumbers = 16_384;

export function isForWinograd(convolution: Convolution, groups: number): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth } = convolution;
  const { dilationHeight, dilationWidth, outHeight, outWidth, inChannels, outChannels } =
    convolution;
  const channels = inChannels / groups;
  return (
    [filterHeight, filterWidth].every((side) => side === 3) &&
    [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1) &&
    channels % 4 === 0 &&
    outChannels % 8 === 0 &&
    Math.min(channels, outChannels) >= leastDepth &&
    outHeight * outWidth >= leastCells &&
    placeCount * channels * outChannels * 4 <= mostKernelBytes
  );
}

/** By a tensor's identity, which goes with it: a tensor's values never change. */
const transformed = new WeakMap<object, Float32Array>();

/**
 * The kernels of a filter tensor as `[16, filters / 8, channels, 8]` numbers, made once.
 *
 * @param values `[3 × 3 × channels × filters]` numbers, filter fastest
 */
export function transformedKernels(
  module: Compiled,
  identity: object,
  values: Float32Array,
  filters: number,
): Float32Array {
  const known = transformed.get(identity);
  if (known) return known;
  const kernels = transform(module, values, filters);
  transformed.set(identity, kernels);
  return kernels;
}

function transform(module: Compiled, values: Float32Array, filters: number): Float32Array {
  const channels = values.length / 9 / filters;
  const panels = filters / 8;
  const kernels = new Float32Array(placeCount * channels * filters);
  const channelsAtATime = Math.min(channels, Math.max(1, Math.floor(blockNumbers / filters)));
  const most = channelsAtATime * filters;
  const places = placesFor(module, {
    taps: 9 * most * 4,
    transformed: placeCount * most * 4,
    panel: channelsAtATime * 8 * 4,
  });
  const { buffer } = module.memory;
  for (let begin = 0; begin < channels; begin += channelsAtATime) {
    const count = Math.min(channelsAtATime, channels - begin);
    const size = count * filters;
    const taps = new Float32Array(buffer, places.taps, 9 * size);
    for (let tap = 0; tap < 9; tap++) {
      const from = (tap * channels + begin) * filters;
      taps.set(values.subarray(from, from + size), tap * size);
    }
    module.transformKernels(places.taps, size * 4, size, places.transformed, size * 4);
    const panel = new Float32Array(buffer, places.panel, count * 8);
    for (let place = 0; place < placeCount; place++) {
      for (let index = 0; index < panels; index++) {
        const from = places.transformed + (place * size + index * 8) * 4;
        module.pack(from, count, filters * 4, 8, 8, places.panel);
        kernels.set(panel, ((place * panels + index) * channels + begin) * 8);
      }
    }
  }
  return kernels;
}

/** The filters that see a group's channels; all of them where there are no groups. */
export interface TransformedGroup {
  kernels: Float32Array;
  biases: Float32Array;
}

/** `outChannels` of the convolution are a group's. */
export function convolveByTiles(
  module: Compiled,
  convolution: Convolution,
  input: Float32Array,
  groups: readonly TransformedGroup[],
  output: Float32Array,
): void {
  const { batchSize, inHeight, inWidth, inChannels } = convolution;
  const { outHeight, outWidth, outChannels, padInfo } = convolution;
  const channels = inChannels / groups.length;
  const filters = outChannels * groups.length;

  const tilesAcross = Math.ceil(outWidth / 2);
  const tileRows = Math.ceil(outHeight / 2);
  const tileBytes = channels * 4;
  const productBytes = outChannels * 4;
  const rowsAtATime = tileRowsOfABand(tileRows, tilesAcross, channels, outChannels);
  const tilesAtATime = rowsAtATime * tilesAcross;
  const coveredWidth = 2 * tilesAcross + 2;
  const rowBytes = coveredWidth * inChannels * 4;
  const linesAtATime = 2 * rowsAtATime + 2;
  const cellBytes = filters * 4;
  const biasBytes = groups[0]!.biases.byteLength;
  const places = placesFor(module, {
    lines: linesAtATime * rowBytes,
    windows: (tilesAtATime + slackCells) * 4,
    biases: biasBytes * groups.length,
    none: 8 * 4,
    kernels: channels * outChannels * 4,
    tiles: placeCount * tilesAtATime * tileBytes,
    products: (placeCount * tilesAtATime + slackCells) * productBytes,
    output: 2 * rowsAtATime * outWidth * cellBytes,
  });
  const { buffer } = module.memory;
  new Float32Array(buffer, places.none, 8).fill(0);
  groups.forEach(({ biases }, group) => {
    new Float32Array(buffer, places.biases + group * biasBytes, biases.length).set(biases);
  });
  module.placeWindows(places.tiles, tilesAtATime, tilesAtATime, tileBytes, 0, places.windows);
  const tileStep = tilesAtATime * tileBytes;
  const productStep = tilesAtATime * productBytes;
  const lines = new Float32Array(buffer, places.lines, (linesAtATime * rowBytes) / 4);
  const inPlace = new Float32Array(buffer, places.kernels, channels * outChannels);

  const multiply = (kernels: Float32Array, tiles: number) => {
    for (let place = 0; place < placeCount; place++) {
      const begin = place * inPlace.length;
      inPlace.set(kernels.subarray(begin, begin + inPlace.length));
      for (let first = 0; first < outChannels; first += 8) {
        module.convolveEight(
          places.windows,
          place * tileStep,
          tiles,
          ...oneRun,
          tileBytes,
          places.kernels + first * tileBytes,
          places.none,
          places.products + place * productStep + first * 4,
          productBytes,
          8,
        );
      }
    }
  };

  const inputSize = inHeight * inWidth * inChannels;
  const outputSize = outHeight * outWidth * filters;
  for (let picture = 0; picture < batchSize; picture++) {
    const values = input.subarray(picture * inputSize, (picture + 1) * inputSize);
    const results = output.subarray(picture * outputSize, (picture + 1) * outputSize);
    for (let firstRow = 0; firstRow < tileRows; firstRow += rowsAtATime) {
      const rows = Math.min(rowsAtATime, tileRows - firstRow);
      const top = 2 * firstRow;
      const resultRows = Math.min(2 * rows, outHeight - top);
      copyLines(lines, values, convolution, { top: top - padInfo.top, width: coveredWidth });
      groups.forEach(({ kernels }, group) => {
        for (let row = 0; row < rows; row++) {
          module.transformTiles(
            places.lines + group * tileBytes + 2 * row * rowBytes,
            inChannels * 4,
            rowBytes,
            tilesAcross,
            channels,
            places.tiles + row * tilesAcross * tileBytes,
            tileStep,
          );
        }
        multiply(kernels, rows * tilesAcross);
        for (let row = 0; row < rows; row++) {
          module.transformResults(
            places.products + row * tilesAcross * productBytes,
            productStep,
            tilesAcross,
            outChannels,
            places.biases + group * biasBytes,
            outWidth,
            Math.min(2, resultRows - 2 * row),
            places.output + 2 * row * outWidth * cellBytes + group * productBytes,
            cellBytes,
            outWidth * cellBytes,
          );
        }
      });
      const made = new Float32Array(buffer, places.output, resultRows * outWidth * filters);
      results.set(made, top * outWidth * filters);
    }
  }
}

/** A window that is one run of numbers. */
const oneRun = [1, 0, 1, 0] as const;

/** Rows of tiles that are worked on at a time. */
function tileRowsOfABand(
  tileRows: number,
  tilesAcross: number,
  channels: number,
  filters: number,
): number {
  const kernelBytes = placeCount * channels * filters * 4;
  const bandBytes = Math.min(mostBandBytes, Math.max(leastBandBytes, kernelBytes));
  const rows = Math.floor(bandBytes / (placeCount * tilesAcross * (channels + filters) * 4));
  return Math.min(tileRows, Math.max(1, rows));
}
