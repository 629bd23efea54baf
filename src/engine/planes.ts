/**
 * From values in tfjs' order (channel fastest) to maps of their own: whole, or made small. In
 * WebAssembly where there is any, which takes a third of the time: see `assembly/source/planes.ts`.
 */
import compiledPlanes from 'virtual:assembly/planes';
import { instantiate, placesFor, type Assembled } from '../assembly/instance';

interface Compiled extends Assembled {
  pick(from: number, step: number, count: number, to: number): void;
  addRow(
    row: number,
    channels: number,
    wanted: number,
    count: number,
    ends: number,
    columns: number,
    sums: number,
  ): void;
  finishRow(
    sums: number,
    count: number,
    ends: number,
    columns: number,
    rows: number,
    to: number,
    planeBytes: number,
  ): void;
}

/** Numbers and positions, the more of them, that are picked from at a time. */
const blockValues = 16_384;
const blockPositions = 1024;
/** All channels are copied over to be picked from: not worth it for a smaller share of them. */
const leastShare = 1 / 64;

let compiled: Compiled | null | undefined;

function assembled(wanted: number, channels: number): Compiled | null {
  if (wanted < leastShare * channels) return null;
  if (compiled === undefined) compiled = instantiate(compiledPlanes) as Compiled | null;
  return compiled;
}

/** Cells and channels of values. */
export interface Size {
  height: number;
  width: number;
  channels: number;
}

/** How values are cut into blocks: a map's `rows × columns` means, each of the cells in its block. */
export interface Blocks {
  rows: number;
  columns: number;
}

/**
 * The maps of these channels, all of which are there, as `[wanted × height × width]` into numbers that
 * are all overwritten.
 */
export function pickPlanes(
  values: Float32Array,
  size: Size,
  wanted: readonly number[],
  planar: Float32Array,
): void {
  const module = assembled(wanted.length, size.channels);
  if (module) pickAssembled(module, values, size, wanted, planar);
  else pickPlainly(values, size, wanted, planar);
}

/** The means of these channels' blocks: `[wanted × rows × columns]`. */
export function blockMeans(
  values: Float32Array,
  size: Size,
  wanted: readonly number[],
  blocks: Blocks,
): Float32Array<ArrayBuffer> {
  const module = assembled(wanted.length, size.channels);
  return module
    ? meansAssembled(module, values, size, wanted, blocks)
    : meansPlainly(values, size, wanted, blocks);
}

function pickAssembled(
  module: Compiled,
  values: Float32Array,
  { height, width, channels }: Size,
  wanted: readonly number[],
  planar: Float32Array,
): void {
  const positions = height * width;
  const most = Math.max(blockPositions, Math.floor(blockValues / channels));
  const atATime = Math.min(positions, most);
  const places = placesFor(module, { values: atATime * channels * 4, plane: atATime * 4 });
  const { buffer } = module.memory;
  const block = new Float32Array(buffer, places.values, atATime * channels);
  const plane = new Float32Array(buffer, places.plane, atATime);
  for (let begin = 0; begin < positions; begin += atATime) {
    const count = Math.min(atATime, positions - begin);
    block.set(values.subarray(begin * channels, (begin + count) * channels));
    wanted.forEach((channel, place) => {
      module.pick(places.values + channel * 4, channels, count, places.plane);
      planar.set(count < atATime ? plane.subarray(0, count) : plane, place * positions + begin);
    });
  }
}

/** The same in plain TypeScript. */
export function pickPlainly(
  values: Float32Array,
  { height, width, channels }: Size,
  wanted: readonly number[],
  planar: Float32Array,
): void {
  const positions = height * width;
  wanted.forEach((channel, place) => {
    const plane = planar.subarray(place * positions, (place + 1) * positions);
    for (let position = 0, from = channel; position < positions; position++, from += channels) {
      plane[position] = values[from]!;
    }
  });
}

function meansAssembled(
  module: Compiled,
  values: Float32Array,
  { height, width, channels }: Size,
  wanted: readonly number[],
  { rows, columns }: Blocks,
): Float32Array<ArrayBuffer> {
  const rowValues = width * channels;
  const count = wanted.length;
  const places = placesFor(module, {
    row: rowValues * 4,
    wanted: count * 4,
    ends: columns * 4,
    sums: count * columns * 8,
    planes: count * rows * columns * 4,
  });
  const { buffer } = module.memory;
  const line = new Float32Array(buffer, places.row, rowValues);
  new Int32Array(buffer, places.wanted, count).set(wanted);
  new Int32Array(buffer, places.ends, columns).set(blockEnds(width, columns));
  new Float64Array(buffer, places.sums, count * columns).fill(0);
  const planes = new Float32Array(buffer, places.planes, count * rows * columns);
  let y = 0;
  blockEnds(height, rows).forEach((end, row) => {
    const begin = y;
    for (; y < end; y++) {
      line.set(values.subarray(y * rowValues, (y + 1) * rowValues));
      module.addRow(places.row, channels, places.wanted, count, places.ends, columns, places.sums);
    }
    const to = places.planes + row * columns * 4;
    const planeBytes = rows * columns * 4;
    module.finishRow(places.sums, count, places.ends, columns, end - begin, to, planeBytes);
  });
  return planes.slice();
}

/** The same in plain TypeScript. */
export function meansPlainly(
  values: Float32Array,
  { height, width, channels }: Size,
  wanted: readonly number[],
  { rows, columns }: Blocks,
): Float32Array<ArrayBuffer> {
  const planar = new Float32Array(wanted.length * rows * columns);
  const columnEnds = blockEnds(width, columns);
  const sums = new Float64Array(columns);
  let top = 0;
  blockEnds(height, rows).forEach((bottom, row) => {
    wanted.forEach((channel, place) => {
      sums.fill(0);
      for (let y = top; y < bottom; y++) {
        let x = 0;
        columnEnds.forEach((end, column) => {
          for (; x < end; x++) sums[column]! += values[(y * width + x) * channels + channel]!;
        });
      }
      const line = (place * rows + row) * columns;
      columnEnds.forEach((end, column) => {
        const across = end - (columnEnds[column - 1] ?? 0);
        planar[line + column] = sums[column]! / (across * (bottom - top));
      });
    });
    top = bottom;
  });
  return planar;
}

/** Where each of so many blocks of cells ends, as equal as whole cells can be. */
function blockEnds(cells: number, blocks: number): Int32Array {
  return Int32Array.from({ length: blocks }, (_, block) =>
    Math.floor(((block + 1) * cells) / blocks),
  );
}
