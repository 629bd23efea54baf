/**
 * 2-D convolution on WASM, in two thirds of the time of tfjs' own kernel: more sums stay in registers at
 * once, and runs of the input's numbers are read as they lie. The input is worked on in bands of
 * rows, padded with zeros as they are copied over, that stay in the processor's cache.
 */
import {
  backend_util,
  Conv2D,
  FusedConv2D,
  type Conv2DAttrs,
  type FusedConv2DAttrs,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { placesFor } from '../../assembly/instance';
import { groupedConvolution } from '../../layers/groupedConvolution';
import { convolutionModule, type Compiled } from './convolutionModule';
import { panelsOf, type Panel } from './packedFilters';
import { addKernel, replaceKernel } from './replaceKernel';

type Convolution = backend_util.Conv2DInfo;

/**
 * Bytes of input and output that a band has, about: as many as the filters', which are gone through for
 * each band, within these.
 */
const leastBandBytes = 65_536;
const mostBandBytes = 524_288;
/** Cells behind the last that the inner loops may overwrite. */
const slackCells = 7;

/** Does nothing where WebAssembly has no vectors. */
export function registerConvolution(): void {
  const module = convolutionModule();
  if (!module) return;
  for (const name of [Conv2D, FusedConv2D]) {
    replaceKernel(name, (tfjsOwn) => (request) => {
      const { activation, dataFormat } = request.attrs as unknown as Attributes;
      const isOurs = dataFormat === 'NHWC' && (activation ?? 'linear') === 'linear';
      if (!isOurs) return tfjsOwn(request);
      const { filter, bias } = request.inputs;
      return run(module, request, [{ filter: filter!, bias }]);
    });
  }
  addKernel(groupedConvolution, (request) => {
    const { inputs } = request;
    const groups = (Object.keys(inputs).length - 1) / 2;
    const parts = Array.from({ length: groups }, (_, group) => ({
      filter: inputs[`filter${group}`]!,
      bias: inputs[`bias${group}`],
    }));
    return run(module, request, parts);
  });
}

type Attributes = Conv2DAttrs & Partial<FusedConv2DAttrs>;

/** The filters that see a group's channels, in order; all of them where there are no groups. */
interface Part {
  filter: TensorInfo;
  bias: TensorInfo | undefined;
}

function run(
  module: Compiled,
  { inputs, attrs, backend }: Parameters<KernelFunc>[0],
  parts: readonly Part[],
): TensorInfo {
  const { x } = inputs as { x: TensorInfo };
  const [{ filter }] = parts as [Part];
  const { strides, pad, dilations, dimRoundingMode } = attrs as unknown as Attributes;
  const convolution = backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { batchSize, outHeight, outWidth, outChannels } = convolution;
  const wasm = backend as BackendWasm;
  const outShape = [batchSize, outHeight, outWidth, outChannels * parts.length];
  const output = wasm.makeOutput(outShape, 'float32');
  // Only now: making room for the output may have moved the memory.
  const numbersOf = (tensor: TensorInfo) => wasm.typedArrayFromHeap(tensor) as Float32Array;
  const groups = parts.map(({ filter, bias }): Group => {
    const biases = new Float32Array(Math.ceil(outChannels / 8) * 8);
    if (bias) biases.set(numbersOf(bias));
    return { panels: panelsOf(module, filter.dataId, numbersOf(filter), outChannels), biases };
  });
  convolve(module, convolution, numbersOf(x), groups, numbersOf(output));
  return output;
}

interface Group {
  panels: readonly Panel[];
  /** As many as there are filters, and zeros up to a whole panel. */
  biases: Float32Array;
}

/** `outChannels` of the convolution are a group's. */
function convolve(
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

/** Copies rows of a picture over, from `top` on, as many as fit, with zeros where there are none. */
function copyLines(
  lines: Float32Array,
  values: Float32Array,
  { inHeight, inWidth, inChannels, padInfo }: Convolution,
  { top, width }: { top: number; width: number },
): void {
  const size = width * inChannels;
  const left = Math.min(width, padInfo.left);
  const columns = Math.min(inWidth, width - left);
  for (let begin = 0, row = top; begin < lines.length; begin += size, row++) {
    if (row < 0 || row >= inHeight) {
      lines.fill(0, begin, begin + size);
      continue;
    }
    const first = begin + left * inChannels;
    const from = row * inWidth * inChannels;
    const end = first + columns * inChannels;
    if (first > begin) lines.fill(0, begin, first);
    lines.set(values.subarray(from, from + columns * inChannels), first);
    if (end < begin + size) lines.fill(0, end, begin + size);
  }
}
