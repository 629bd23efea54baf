/** 2-D convolution on WASM in our own kernels: by its definition, or as Winograd's where that is less work. */
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
import { groupedConvolution } from '../../layers/groupedConvolution';
import { convolutionModule, type Compiled } from './convolutionModule';
import { convolveDirectly } from './directConvolution';
import { panelsOf } from './packedFilters';
import { addKernel, replaceKernel } from './replaceKernel';
import { convolveByTiles, isForWinograd, transformedKernels } from './winograd';

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
  const biasesOf = (bias: TensorInfo | undefined) => {
    const biases = new Float32Array(Math.ceil(outChannels / 8) * 8);
    if (bias) biases.set(numbersOf(bias));
    return biases;
  };
  if (isForWinograd(convolution, parts.length)) {
    const groups = parts.map(({ filter, bias }) => ({
      kernels: transformedKernels(module, filter.dataId, numbersOf(filter), outChannels),
      biases: biasesOf(bias),
    }));
    convolveByTiles(module, convolution, numbersOf(x), groups, numbersOf(output));
  } else {
    const groups = parts.map(({ filter, bias }) => ({
      panels: panelsOf(module, filter.dataId, numbersOf(filter), outChannels),
      biases: biasesOf(bias),
    }));
    convolveDirectly(module, convolution, numbersOf(x), groups, numbersOf(output));
  }
  return output;
}
