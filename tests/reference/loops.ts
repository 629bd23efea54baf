/** Every layer kind as plain loops over 64-bit numbers, written from its definition. */
import { windowsAlong, type Padding } from './windows';

export interface Values {
  /** `[height, width, channels]` or `[units]`. */
  shape: number[];
  values: Float64Array;
}

export interface ConvolutionSettings {
  filters: number;
  kernelHeight: number;
  kernelWidth: number;
  stride: number;
  padding: Padding;
  paddingPixels: number;
  dilation: number;
  groups: number;
}

export interface DepthwiseSettings extends Omit<ConvolutionSettings, 'filters' | 'groups'> {
  depthMultiplier: number;
}

export interface PoolSettings {
  poolHeight: number;
  poolWidth: number;
  stride: number;
  padding: Padding;
  paddingPixels: number;
  rounding: 'floor' | 'ceil';
}

/** Zeros on each side, in cells. */
export interface PaddedSides {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Convolved extends Values {
  /** Multiplications in the loop, those of padding's zeros included. */
  multiplications: number;
}

/**
 * Cross-correlation. Kernel `[rows, columns, channels / groups, filters]`; null when the window never
 * fits, or the groups are not equal.
 */
export function convolve(
  input: Values,
  s: ConvolutionSettings,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): Convolved | null {
  const [height = 0, width = 0, channels = 0] = input.shape;
  const along = { stride: s.stride, dilation: s.dilation };
  const pad = { padding: s.padding, pixels: s.paddingPixels };
  const rows = windowsAlong(height, { size: s.kernelHeight, ...along, ...pad });
  const columns = windowsAlong(width, { size: s.kernelWidth, ...along, ...pad });
  if (rows.length === 0 || columns.length === 0) return null;
  if (channels % s.groups > 0 || s.filters % s.groups > 0) return null;
  const depth = channels / s.groups;
  let multiplications = 0;
  const values: number[] = [];
  for (const rowWindow of rows) {
    for (const columnWindow of columns) {
      for (let filter = 0; filter < s.filters; filter++) {
        let sum = bias[filter] ?? 0;
        // Filters 0, 1, … of the first group, then those of the second.
        let group = 0;
        while (filter >= ((group + 1) * s.filters) / s.groups) group++;
        rowWindow.forEach((y, i) => {
          columnWindow.forEach((x, j) => {
            for (let channel = 0; channel < depth; channel++) {
              const from = group * depth + channel;
              const cell =
                y === null || x === null ? 0 : input.values[(y * width + x) * channels + from]!;
              const place = ((i * s.kernelWidth + j) * depth + channel) * s.filters + filter;
              sum += cell * kernel[place]!;
              multiplications++;
            }
          });
        });
        values.push(sum);
      }
    }
  }
  const shape = [rows.length, columns.length, s.filters];
  return { shape, values: Float64Array.from(values), multiplications };
}

/** Every channel alone under filters of its own. Kernel `[rows, columns, channels, multiplier]`. */
export function convolveEach(
  input: Values,
  s: DepthwiseSettings,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): Convolved | null {
  const [height = 0, width = 0, channels = 0] = input.shape;
  const times = s.depthMultiplier;
  const alone = { ...s, filters: 1, groups: 1 };
  const maps: Float64Array[] = [];
  let shape: number[] = [];
  let multiplications = 0;
  for (let filter = 0; filter < channels * times; filter++) {
    const channel = Math.floor(filter / times);
    const map = input.values.filter((_, at) => at % channels === channel);
    const weights = Array.from(kernel).filter((_, at) => at % (channels * times) === filter);
    const one = convolve({ shape: [height, width, 1], values: map }, alone, weights, [
      bias[filter] ?? 0,
    ]);
    if (!one) return null;
    maps.push(one.values);
    shape = [...one.shape.slice(0, 2), channels * times];
    multiplications += one.multiplications;
  }
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float64Array.from({ length: size }, (_, at) => {
    return maps[at % maps.length]![Math.floor(at / maps.length)]!;
  });
  return { shape, values, multiplications };
}

/** Maximum or mean of what a window holds of each map; null when there is no such output. */
export function pool(
  input: Values,
  s: PoolSettings,
  reduce: (values: number[]) => number,
): Values | null {
  const [height = 0, width = 0, channels = 0] = input.shape;
  const { padding, rounding } = s;
  const pad = { padding, rounding, pixels: s.paddingPixels, dilation: 1 };
  const rowStride = s.stride === 0 ? s.poolHeight : s.stride;
  const columnStride = s.stride === 0 ? s.poolWidth : s.stride;
  const rows = windowsAlong(height, { size: s.poolHeight, stride: rowStride, ...pad });
  const columns = windowsAlong(width, { size: s.poolWidth, stride: columnStride, ...pad });
  if (rows.length === 0 || columns.length === 0) return null;
  const values: number[] = [];
  for (const rowWindow of rows) {
    for (const columnWindow of columns) {
      for (let channel = 0; channel < channels; channel++) {
        const seen: number[] = [];
        for (const y of rowWindow) {
          for (const x of columnWindow) {
            if (y !== null && x !== null) {
              seen.push(input.values[(y * width + x) * channels + channel]!);
            }
          }
        }
        if (seen.length === 0) return null;
        values.push(reduce(seen));
      }
    }
  }
  return { shape: [rows.length, columns.length, channels], values: Float64Array.from(values) };
}

export const reductions = {
  maxPool2d: (values: number[]) => Math.max(...values),
  averagePool2d: (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length,
};

/** The mean of every map as a whole. */
export function poolWhole(input: Values): Values {
  const channels = input.shape[2] ?? 0;
  const sums = new Float64Array(channels);
  input.values.forEach((value, at) => (sums[at % channels] = sums[at % channels]! + value));
  return {
    shape: [channels],
    values: sums.map((sum) => (sum * channels) / input.values.length),
  };
}

/** A map of zeros with every number put in its place. */
export function padWithZeros(input: Values, { top, bottom, left, right }: PaddedSides): Values {
  const [height = 0, width = 0, channels = 0] = input.shape;
  const shape = [height + top + bottom, width + left + right, channels];
  const values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        const to = ((y + top) * (width + left + right) + x + left) * channels + channel;
        values[to] = input.values[(y * width + x) * channels + channel]!;
      }
    }
  }
  return { shape, values };
}

/** One number through an activation. */
export const activations: Record<string, (x: number, alpha: number) => number> = {
  relu: (x) => (x > 0 ? x : 0),
  leakyRelu: (x, alpha) => (x > 0 ? x : alpha * x),
  elu: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: (x) => Math.tanh(x),
};

/** Every unit's weighted sum of the whole input. Kernel `[inputs, units]`. */
export function connect(
  input: Values,
  units: number,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
): Convolved {
  let multiplications = 0;
  const values = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    let sum = bias[unit] ?? 0;
    for (let i = 0; i < input.values.length; i++) {
      sum += input.values[i]! * kernel[i * units + unit]!;
      multiplications++;
    }
    values[unit] = sum;
  }
  return { shape: [units], values, multiplications };
}

/** eˣ over the sum of eˣ along the last axis. */
export function softmax(input: Values): Values {
  const last = input.shape.at(-1) ?? 1;
  const values = Float64Array.from(input.values);
  for (let start = 0; start < values.length; start += last) {
    const group = values.subarray(start, start + last);
    const largest = Math.max(...group);
    const powers = group.map((x) => Math.exp(x - largest));
    const total = powers.reduce((a, b) => a + b, 0);
    group.set(powers.map((power) => power / total));
  }
  return { shape: input.shape, values };
}
