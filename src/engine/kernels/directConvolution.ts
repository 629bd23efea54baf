/**
 * Convolution by its definition: sums stay in registers until they are done, and runs of the input's
 * numbers are read as they lie. The input is worked on in bands of rows, padded with zeros as they
 * are copied over, that stay in the processor's cache.
 */
import { placesFor } from '../../assembly/instance';
import { slackCells, type Compiled, type Convolution } from './convolutionModule';
import { copyLines } from './inputLines';
import type { Panel } from './packedFilters';

/**
 * Bytes of input and output that a band has, about: as many as the filters', which are gone through for
 * each band, within these.
 */
const leastBandBytes = 65_536;
const mostBandBytes = 524_288;

/** The filters that see a group's channels; all of them where there are no groups. */
export interface Group {
  panels: readonly Panel[];
  /** As many as there are filters, and zeros up to a whole panel. */
  biases: Float32Array;
}

/** `outChannels` of the convolution are a group's. */
export function convolveDirectly(
  module: Compiled,
  convolution: Convolution,
  input: Float32Array,
  groups: readonly Group[],
  output: Float32Array,
): void {
  const { batchSize, inHeight, inWidth, inChannels } = convolution;
  const { outHeight, outWidth, outChannels } = convolution;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = convolution;
  const { dilationHeight, dilationWidth, padInfo } = convolution;
  const seenChannels = inChannels / groups.length;
  const filters = outChannels * groups.length;

  // What the windows of a row of cells cover, padding included.
  const coveredWidth = (outWidth - 1) * strideWidth + (filterWidth - 1) * dilationWidth + 1;
  const coveredHeight = (filterHeight - 1) * dilationHeight + 1;
  const cellBytes = inChannels * 4;
  const rowBytes = coveredWidth * cellBytes;
  const rowsAtATime = rowsOfABand(convolution, groups, rowBytes, outWidth * filters * 4);
  const linesAtATime = (rowsAtATime - 1) * strideHeight + coveredHeight;
  const cellsAtATime = rowsAtATime * outWidth;
  const biasBytes = groups[0]!.biases.byteLength;
  const panelBytes = groups[0]!.panels.map(({ values }) => values.byteLength);
  const places = placesFor(module, {
    lines: linesAtATime * rowBytes,
    windows: (cellsAtATime + slackCells) * 4,
    biases: biasBytes * groups.length,
    panel: Math.max(...panelBytes),
    output: (cellsAtATime + slackCells) * filters * 4,
  });
  const { buffer } = module.memory;
  groups.forEach(({ biases }, group) => {
    new Float32Array(buffer, places.biases + group * biasBytes, biases.length).set(biases);
  });
  module.placeWindows(
    places.lines,
    cellsAtATime,
    outWidth,
    strideWidth * cellBytes,
    strideHeight * rowBytes,
    places.windows,
  );
  // A row of a window is one run of numbers where nothing is left out between its cells.
  const isRowOneRun = dilationWidth === 1 && groups.length === 1;
  const across = isRowOneRun ? 1 : filterWidth;
  const runBytes = isRowOneRun ? filterWidth * cellBytes : seenChannels * 4;
  const lines = new Float32Array(buffer, places.lines, (linesAtATime * rowBytes) / 4);
  const inputSize = inHeight * inWidth * inChannels;
  const outputSize = outHeight * outWidth * filters;

  for (let picture = 0; picture < batchSize; picture++) {
    const values = input.subarray(picture * inputSize, (picture + 1) * inputSize);
    const results = output.subarray(picture * outputSize, (picture + 1) * outputSize);
    for (let row = 0; row < outHeight; row += rowsAtATime) {
      const cells = Math.min(rowsAtATime, outHeight - row) * outWidth;
      const top = row * strideHeight - padInfo.top;
      copyLines(lines, values, convolution, { top, width: coveredWidth });
      groups.forEach(({ panels }, group) => {
        for (const { first, count, width, values } of panels) {
          new Float32Array(buffer, places.panel, values.length).set(values);
          const run = width === 8 ? module.convolveEight : module.convolveFour;
          run(
            places.windows,
            group * seenChannels * 4,
            cells,
            filterHeight,
            dilationHeight * rowBytes,
            across,
            dilationWidth * cellBytes,
            runBytes,
            places.panel,
            places.biases + group * biasBytes + first * 4,
            places.output + (group * outChannels + first) * 4,
            filters * 4,
            count,
          );
        }
      });
      const made = new Float32Array(buffer, places.output, cells * filters);
      results.set(made, row * outWidth * filters);
    }
  }
}

/** Rows of the output that are made at a time: see `leastBandBytes`. */
function rowsOfABand(
  { outHeight, strideHeight }: Convolution,
  groups: readonly Group[],
  rowBytes: number,
  outRowBytes: number,
): number {
  const filterBytes = groups
    .flatMap(({ panels }) => panels)
    .reduce((total, { values }) => total + values.byteLength, 0);
  const bandBytes = Math.min(mostBandBytes, Math.max(leastBandBytes, filterBytes));
  const rows = Math.floor(bandBytes / (strideHeight * rowBytes + outRowBytes));
  return Math.min(outHeight, Math.max(1, rows));
}
