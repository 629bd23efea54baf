import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/layers/contract';
import {
  cellsReachedFrom,
  cellsSeenBy,
  photoField,
  seenOfPhoto,
  type CellGrid,
  type Rect,
  type SeenCells,
} from '../../src/network/field';
import type { Network, NodeId } from '../../src/network/graph';
import type { NodeFacts } from '../../src/network/shape';
import { Influence } from '../reference/influence';
import { layerOf, running, shapesOf, type Layer } from '../reference/networks';

interface Running {
  network: Network;
  facts: ReadonlyMap<NodeId, NodeFacts>;
  photoShape: readonly number[];
}

/** Layers that leave 0 where it is, so that perturbations show wherever they reach. */
const body = fc.array(
  layerOf(
    'conv2d',
    'conv2d',
    'depthwiseConv2d',
    'zeroPadding2d',
    'maxPool2d',
    'averagePool2d',
    'relu',
    'leakyRelu',
    'elu',
    'tanh',
    'batchNormalization',
    'dropout',
  ),
  { maxLength: 3 },
);
const tail = fc.constantFrom<Layer[]>(
  [],
  [['sigmoid']],
  [['softplus']],
  [['softmax']],
  [['flatten']],
  [['flatten'], ['relu'], ['flatten']],
  [['flatten'], ['softmax']],
  [['globalAveragePool2d']],
  [['globalAveragePool2d'], ['relu'], ['flatten']],
  [['globalAveragePool2d'], ['dense', { units: 3 }]],
  [['flatten'], ['dense', { units: 3 }]],
  [['flatten'], ['dense', { units: 3 }], ['tanh'], ['dense', { units: 2 }], ['softmax']],
);
const side = fc.integer({ min: 1, max: 8 });

/** Networks that run, on photos of two channels; a softmax shows every change. */
const anyRunning: fc.Arbitrary<Running> = fc
  .tuple(body, tail, side, side)
  .map(([layers, end, height, width]): Running | null => {
    const photoShape = [height, width, 2];
    const found = running([...layers, ...end], photoShape);
    return found && { ...found, photoShape };
  })
  .filter((found): found is Running => found !== null && !softmaxMayHide(found));

/**
 * Softmax does not show what adds the same to all its numbers: one number alone, or equal ones of
 * pools that overlap. Weights of a dense layer, or of a convolution, keep them apart.
 */
function softmaxMayHide({ network, facts }: Running): boolean {
  const kinds = network.nodes.map(({ kind }) => kind);
  const isPooled = kinds.some((kind) => kind.endsWith('Pool2d')) && !kinds.includes('dense');
  return network.nodes.some(
    ({ id, kind }) => kind === 'softmax' && (isPooled || shapesOf(facts, id).shape.at(-1) === 1),
  );
}

const lastOf = ({ network }: Running): NodeId => network.nodes.at(-1)?.id ?? '';

/** The cell of a number, in the order rows, columns, channels. */
function cellOf(index: number, shape: readonly number[]): Cell {
  const [, width = 1, channels = 1] = shape;
  if (shape.length === 1) return { row: 0, column: index, channel: 0 };
  const place = Math.floor(index / channels);
  return { row: Math.floor(place / width), column: place % width, channel: index % channels };
}

function cellsOf(shape: readonly number[]): Cell[] {
  return Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => cellOf(i, shape));
}

function holds({ rows, columns }: CellGrid, { row, column }: Omit<Cell, 'channel'>): boolean {
  return rows.includes(row) && columns.includes(column);
}

function sees(seen: SeenCells | undefined, cell: Cell): boolean {
  return seen !== undefined && holds(seen, cell) && seen.channels.includes(cell.channel);
}

function isUnder({ top, left, height, width }: Rect, { row, column }: Cell): boolean {
  return row >= top && row < top + height && column >= left && column < left + width;
}

/** Every change of a number of a node's, with what it changes in another. */
function changesBetween(net: Running, from: NodeId, to: NodeId): [Cell, readonly boolean[]][] {
  const { shape } = shapesOf(net.facts, from);
  const influence = new Influence(net.network, from, shape);
  return cellsOf(shape).map((cell, index) => [cell, influence.of(index).get(to) ?? []]);
}

describe('what a pixel reaches', () => {
  it('is what changes with it, in every node', () => {
    fc.assert(
      fc.property(anyRunning, fc.nat(), (net, pick) => {
        const { network, facts, photoShape } = net;
        const [height = 1, width = 1, channels = 1] = photoShape;
        const place = pick % (height * width);
        const pixel = { row: Math.floor(place / width), column: place % width };
        const influence = new Influence(network, 'input1', photoShape);
        const changes = Array.from({ length: channels }, (_, channel) =>
          influence.of(place * channels + channel),
        );
        const reached = cellsReachedFrom(network, facts, pixel);
        for (const { id } of network.nodes) {
          const changed = cellsOf(shapesOf(facts, id).shape).filter((_, index) =>
            changes.some((change) => change.get(id)?.[index]),
          );
          const grid = reached.get(id) ?? { rows: [], columns: [] };
          // Changed cells are of any channel; each place that is reached has changed in one.
          expect(placesOf(changed), id).toEqual(
            new Set(grid.rows.flatMap((row) => grid.columns.map((column) => `${row},${column}`))),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is nothing for a pixel beyond the border, and no node that does not run', () => {
    const broken = running([['conv2d'], ['relu']], [4, 5, 3]);
    if (!broken) throw new RangeError('the network runs');
    const { network, facts } = broken;
    expect(cellsReachedFrom(network, facts, { row: 4, column: 0 }).get('relu1')).toMatchObject({
      rows: [],
      columns: [],
    });
    const without = new Map([...facts].filter(([id]) => id !== 'relu1'));
    expect([...cellsReachedFrom(network, without, { row: 0, column: 0 }).keys()]).toEqual([
      'input1',
      'conv2d1',
    ]);
  });

  it('leaves out what stride and dilation pass by', () => {
    const dilated = { kernelHeight: 2, kernelWidth: 1, dilation: 3, stride: 2, filters: 1 };
    const net = running([['conv2d', dilated], ['flatten']], [10, 4, 1]);
    if (!net) throw new RangeError('the network runs');
    const rowsFrom = (row: number, column: number) =>
      cellsReachedFrom(net.network, net.facts, { row, column }).get('conv2d1');
    // Windows see rows 2r and 2r + 3, columns 2c.
    expect(rowsFrom(4, 2)).toEqual({ rows: [2], columns: [1] });
    expect(rowsFrom(3, 0)).toEqual({ rows: [0], columns: [0] });
    expect(rowsFrom(1, 0)).toMatchObject({ rows: [], columns: [] });
    expect(rowsFrom(4, 1)).toMatchObject({ rows: [], columns: [] });
    const flat = cellsReachedFrom(net.network, net.facts, { row: 4, column: 2 }).get('flatten1');
    expect(flat).toEqual({ rows: [0], columns: [5] });
  });
});

describe('what a cell sees', () => {
  it('is what it changes with, in any node before', () => {
    fc.assert(
      fc.property(anyRunning, fc.nat(), fc.nat(), (net, fromPick, cellPick) => {
        const last = lastOf(net);
        const before = net.network.nodes.slice(0, -1);
        const from = before[fromPick % Math.max(1, before.length)]?.id;
        fc.pre(from !== undefined);
        const { shape } = shapesOf(net.facts, last);
        const index = cellPick % shape.reduce((a, b) => a * b, 1);
        const seen = cellsSeenBy(net.network, net.facts, last, cellOf(index, shape)).get(from);
        for (const [cell, changed] of changesBetween(net, from, last)) {
          expect(sees(seen, cell), `${from} ${JSON.stringify(cell)}`).toBe(changed[index]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is what reaches it', () => {
    fc.assert(
      fc.property(anyRunning, fc.nat(), fc.nat(), (net, nodePick, pixelPick) => {
        const { network, facts } = net;
        const [height = 1, width = 1] = net.photoShape;
        const pixel = {
          row: Math.floor(pixelPick / width) % height,
          column: pixelPick % width,
        };
        const node = network.nodes[1 + (nodePick % Math.max(1, network.nodes.length - 1))];
        fc.pre(node !== undefined);
        const reached = cellsReachedFrom(network, facts, pixel).get(node.id);
        for (const cell of cellsOf(shapesOf(facts, node.id).shape)) {
          const seen = cellsSeenBy(network, facts, node.id, cell).get('input1');
          expect(seen !== undefined && holds(seen, pixel)).toBe(
            reached !== undefined && holds(reached, cell),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a locally normalised cell is those beside it', () => {
    const net = running([['localResponseNormalization', { depthRadius: 1 }]], [4, 5, 3]);
    if (!net) throw new RangeError('the network runs');
    const seenBy = (channel: number) =>
      cellsSeenBy(net.network, net.facts, 'localResponseNormalization1', {
        row: 2,
        column: 3,
        channel,
      }).get('input1');
    expect(seenBy(0)).toEqual({ rows: [2], columns: [3], channels: [0, 1] });
    expect(seenBy(1)).toEqual({ rows: [2], columns: [3], channels: [0, 1, 2] });
  });

  it('of a cell that is not there is nothing', () => {
    const net = running([['conv2d', { filters: 2 }], ['relu']], [5, 5, 3]);
    if (!net) throw new RangeError('the network runs');
    const beyond = { row: 3, column: 0, channel: 0 };
    for (const seen of cellsSeenBy(net.network, net.facts, 'relu1', beyond).values()) {
      expect(seen).toEqual({ rows: [], columns: [], channels: [] });
    }
  });
});

describe('the box on the photo', () => {
  it('holds all that changes the cell, and is no larger than that', () => {
    fc.assert(
      fc.property(anyRunning, fc.nat(), (net, pick) => {
        const last = lastOf(net);
        const facts = net.facts.get(last);
        if (facts?.state !== 'runs') throw new RangeError('the network runs');
        const index = pick % facts.shape.reduce((a, b) => a * b, 1);
        const cell = cellOf(index, facts.shape);
        const { inside, whole } = photoField(facts, cell, net.photoShape);
        const box = seenOfPhoto(net.network, net.facts, last, cell);
        const changing = changesBetween(net, 'input1', last)
          .filter(([, changed]) => changed[index])
          .map(([pixel]) => pixel);
        // Outside of the field nothing counts.
        for (const pixel of changing) expect(inside && isUnder(inside, pixel)).toBe(true);
        expect(box).toEqual(boxAround(changing));
        if (!inside || facts.receptiveField.stride[0] === 0) return;
        // Away from the border the literature's field is the box itself.
        if (inside.height === whole.height && inside.width === whole.width) {
          expect(box).toEqual(inside);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is that of the cells that a flatten unrolled, and everything behind a dense layer', () => {
    const layers: Layer[] = [['conv2d', { filters: 2, stride: 3 }], ['flatten'], ['dense']];
    const net = running(layers, [9, 12, 3]);
    const flat = net?.facts.get('flatten1');
    const dense = net?.facts.get('dense1');
    if (flat?.state !== 'runs' || dense?.state !== 'runs') throw new RangeError('the network runs');
    // Three rows of four cells of two channels: number 13 is row 1, column 2.
    const cell = { row: 0, column: 13, channel: 0 };
    const field = { top: 3, left: 6, height: 3, width: 3 };
    expect(photoField(flat, cell, [9, 12, 3])).toEqual({ inside: field, whole: field });
    const all = { top: 0, left: 0, height: 9, width: 12 };
    expect(photoField(dense, cell, [9, 12, 3])).toEqual({ inside: all, whole: all });
  });

  it('is none for a window wholly in padding, also in the middle of a network', () => {
    const far = { kernelHeight: 1, kernelWidth: 1, padding: 'pixels', paddingPixels: 3 };
    const net = running([['conv2d'], ['conv2d', far], ['relu']], [5, 6, 3]);
    const facts = net?.facts.get('relu1');
    if (!net || facts?.state !== 'runs') throw new RangeError('the network runs');
    const corner = { row: 0, column: 0, channel: 0 };
    expect(photoField(facts, corner, [5, 6, 3])).toEqual({
      inside: null,
      whole: { top: -3, left: -3, height: 3, width: 3 },
    });
    // Beside the first layer's maps: its field overlaps the photo, and yet nothing counts.
    const beside = { row: 2, column: 3, channel: 0 };
    expect(photoField(facts, beside, [5, 6, 3]).inside).not.toBeNull();
    expect(seenOfPhoto(net.network, net.facts, 'relu1', beside)).toBeNull();
    const onMaps = { row: 3, column: 3, channel: 0 };
    expect(seenOfPhoto(net.network, net.facts, 'relu1', onMaps)).toEqual({
      top: 0,
      left: 0,
      height: 3,
      width: 3,
    });
  });

  it('is no rectangle of negative size behind padding alone', () => {
    const blind = {
      kernelHeight: 1,
      kernelWidth: 1,
      padding: 'pixels',
      paddingPixels: 3,
      stride: 8,
    };
    const net = running([['conv2d', blind], ['flatten'], ['dense']], [1, 1, 3]);
    const facts = net?.facts.get('dense1');
    if (facts?.state !== 'runs') throw new RangeError('the network runs');
    expect(photoField(facts, { row: 0, column: 0, channel: 0 }, [1, 1, 3])).toEqual({
      inside: null,
      whole: { top: 0, left: 0, height: 0, width: 0 },
    });
  });

  it('of a pixel of the photo is the pixel', () => {
    const net = running([], [5, 6, 3]);
    const facts = net?.facts.get('input1');
    if (!net || facts?.state !== 'runs') throw new RangeError('the network runs');
    const pixel = { top: 4, left: 2, height: 1, width: 1 };
    const cell = { row: 4, column: 2, channel: 1 };
    expect(photoField(facts, cell, [5, 6, 3])).toEqual({ inside: pixel, whole: pixel });
    expect(seenOfPhoto(net.network, net.facts, 'input1', cell)).toEqual(pixel);
    const beyond = { ...cell, row: 5 };
    expect(seenOfPhoto(net.network, net.facts, 'input1', beyond)).toBeNull();
  });
});

function placesOf(cells: readonly Cell[]): Set<string> {
  return new Set(cells.map(({ row, column }) => `${row},${column}`));
}

function boxAround(pixels: readonly Cell[]): Rect | null {
  if (pixels.length === 0) return null;
  const rows = pixels.map(({ row }) => row);
  const columns = pixels.map(({ column }) => column);
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  return {
    top,
    left,
    height: Math.max(...rows) - top + 1,
    width: Math.max(...columns) - left + 1,
  };
}
