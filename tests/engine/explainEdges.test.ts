/** Cells that are not there, windows in padding, single pixels, and numbers that are not finite. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { IdentifiedPhoto } from '../../src/engine/nodeValues';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import type { WeightsFor } from '../../src/engine/weightTensors';
import { definitionOf } from '../../src/layers';
import { sizeOf, type Cell } from '../../src/layers/contract';
import { combine } from '../../src/network/combine';
import { chain, nodeOf } from '../../src/network/graph';
import type { Layer } from '../reference/networks';
import { weightsOf, withRun } from './explainedNetwork';
import { prepareWasm } from './prepareWasm';

prepareWasm();

/** Every value is 100 and more, so that none is 0. */
function photoOf(width: number, height: number): IdentifiedPhoto {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => 100 + (at % 150));
  return { id: `${width}×${height}`, pixels: { width, height, data } };
}

const first: Cell = { row: 0, column: 0, channel: 0 };

/** Runs layers behind a greyscale input; the kernels hold these numbers and biases are 0.5. */
function runOf<Result>(
  layers: readonly Layer[],
  { photo = photoOf(4, 4), kernel }: { photo?: IdentifiedPhoto; kernel?: readonly number[] },
  read: (executor: Executor) => Promise<Result>,
): Promise<Result> {
  const weightsFor: WeightsFor = (node, spec) => {
    if (spec.name === 'bias') return new Float32Array(sizeOf(spec.shape)).fill(0.5);
    return kernel ? Float32Array.from(kernel) : weightsOf(5)(node, spec);
  };
  const network = chain([['input', { greyscale: true }], ...layers]);
  return withRun(tf, { network, photo, weightsFor }, read);
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  afterEach(() => {
    expect(tf.memory().numTensors).toBe(0);
  });

  test.each<[string, Cell]>([
    ['row', { row: 3, column: 0, channel: 0 }],
    ['column', { row: 0, column: 3, channel: 0 }],
    ['channel', { row: 0, column: 0, channel: 2 }],
    ['negative', { row: -1, column: 0, channel: 0 }],
    ['between', { row: 0.5, column: 0, channel: 0 }],
    ['not a number', { row: 0, column: NaN, channel: 0 }],
  ])('a cell that is not there has no explanation and no way: %s', async (_, cell) => {
    const layers: Layer[] = [['conv2d', { filters: 2, kernelHeight: 2, kernelWidth: 2 }]];
    await runOf(layers, {}, async (executor) => {
      expect(await executor.explain('conv2d1', cell)).toBeNull();
      expect(await executor.trace('conv2d1', cell)).toEqual([]);
      expect(await executor.explain('conv2d1', first)).not.toBeNull();
    });
  });

  test('a vector has one row of one channel', async () => {
    await runOf([['flatten'], ['dense', { units: 3 }]], {}, async (executor) => {
      for (const nodeId of ['flatten1', 'dense1']) {
        expect(await executor.explain(nodeId, { ...first, column: 2 })).not.toBeNull();
        expect(await executor.explain(nodeId, { ...first, row: 1 })).toBeNull();
        expect(await executor.explain(nodeId, { ...first, channel: 1 })).toBeNull();
      }
    });
  });

  test('neither has a node that is not there, does not run, or of which nothing ran', async () => {
    await runOf([['conv2d', { kernelHeight: 9 }], ['relu']], {}, async (executor) => {
      for (const nodeId of ['conv2d1', 'relu1', 'conv2d7']) {
        expect(await executor.explain(nodeId, first)).toBeNull();
        expect(await executor.trace(nodeId, first)).toEqual([]);
      }
    });
    const idle = new Executor(tf, { budgetBytes: 1000 });
    expect(await idle.explain('input1', first)).toBeNull();
    expect(await idle.trace('input1', first)).toEqual([]);
  });

  test('a way is of one run: there is none where another run comes in between', async () => {
    const layers: Layer[] = [['relu'], ['tanh'], ['relu']];
    await runOf(layers, {}, async (executor) => {
      const explain = executor.explain.bind(executor);
      vi.spyOn(executor, 'explain').mockImplementationOnce(async (...cell) => {
        const reading = await explain(...cell);
        const request = { network: chain([['input'], ...layers]), wanted: [], held: {} };
        await executor.run({ ...request, photo: photoOf(5, 3) }, unheard);
        return reading;
      });
      expect(await executor.trace('relu2', first)).toEqual([]);
      expect(await executor.trace('relu2', first)).toHaveLength(4);
    });
  });

  test('a single pixel: one place of nine is on the map, and the way leads to it', async () => {
    const layers: Layer[] = [
      ['conv2d', { filters: 1, padding: 'same' }],
      ['maxPool2d', { padding: 'same' }],
    ];
    await runOf(layers, { photo: photoOf(1, 1) }, async (executor) => {
      const reading = await executor.explain('conv2d1', first);
      expect(reading?.shape).toEqual([1, 1, 1]);
      expect([...(reading?.inside ?? [])]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
      const path = await executor.trace('maxPool2d1', first);
      expect(path.map(({ nodeId }) => nodeId)).toEqual(['maxPool2d1', 'conv2d1', 'input1']);
      expect(path.every(({ cell }) => JSON.stringify(cell) === JSON.stringify(first))).toBe(true);
    });
  });

  test('a window wholly in padding leaves the bias alone, and no way leads on', async () => {
    const point = { filters: 1, kernelHeight: 1, kernelWidth: 1 };
    const layers: Layer[] = [
      ['conv2d', { ...point, padding: 'pixels', paddingPixels: 2 }],
      ['relu'],
    ];
    await runOf(layers, {}, async (executor) => {
      const reading = await executor.explain('conv2d1', first);
      if (!reading) throw new RangeError('no explanation');
      expect(reading.value).toBe(0.5);
      expect([...reading.inside]).toEqual([0]);
      const { value, count, products } = combine(reading);
      expect({ value, count, products }).toEqual({
        value: 0.5,
        count: 0,
        products: new Float64Array([0]),
      });
      const path = await executor.trace('relu1', first);
      expect(path.map(({ nodeId }) => nodeId)).toEqual(['relu1', 'conv2d1']);
    });
  });

  const twoWide: Layer = ['conv2d', { filters: 1, kernelHeight: 1, kernelWidth: 2 }];

  test.each([
    { kernel: [1, NaN], value: NaN, column: 1 },
    { kernel: [Infinity, 1], value: Infinity, column: 0 },
    { kernel: [1, -Infinity], value: -Infinity, column: 1 },
    { kernel: [Infinity, -Infinity], value: NaN, column: 0 },
    { kernel: [Infinity, NaN], value: NaN, column: 1 },
  ])(
    'a weight that is not finite: $kernel is summed to $value',
    async ({ kernel, value, column }) => {
      await runOf([twoWide, ['tanh']], { kernel }, async (executor) => {
        const reading = await executor.explain('conv2d1', first);
        if (!reading) throw new RangeError('no explanation');
        expect(reading.value).toBe(value);
        expect(combine(reading).value).toBe(value);
        // The way leads to what made the sum what it is.
        const path = await executor.trace('tanh1', first);
        expect(path.at(-1)).toMatchObject({
          nodeId: 'input1',
          cell: { row: 0, column, channel: 0 },
        });
      });
    },
  );

  test('what is not a number never is a maximum, not even where there is nothing else', async () => {
    await runOf([twoWide, ['maxPool2d']], { kernel: [1, NaN] }, async (executor) => {
      const reading = await executor.explain('maxPool2d1', first);
      if (!reading) throw new RangeError('no explanation');
      expect([...reading.inputs]).toEqual([NaN, NaN, NaN, NaN]);
      expect(reading.value).toBe(-Infinity);
      expect(combine(reading)).toMatchObject({ value: -Infinity, winners: [], count: 4 });
      expect((await executor.trace('maxPool2d1', first)).at(-1)?.nodeId).toBe('input1');
    });
  });

  test.each([
    'relu',
    'leakyRelu',
    'elu',
    'softplus',
    'sigmoid',
    'tanh',
    'flatten',
    'dropout',
    'softmax',
    'localResponseNormalization',
  ])('%s hands on what is not finite as its explanation says', async (kind) => {
    for (const weight of [NaN, Infinity, -Infinity]) {
      const layers: Layer[] = [['conv2d', { filters: 1, kernelHeight: 1, kernelWidth: 1 }], [kind]];
      await runOf(layers, { kernel: [weight] }, async (executor) => {
        const reading = await executor.explain(`${kind}1`, first);
        if (!reading) throw new RangeError('no explanation');
        const { settings } = nodeOf(chain([[kind]]), `${kind}1`);
        const curve = (x: number) => definitionOf(kind).curve?.(x, settings) ?? NaN;
        expect(reading.value).toBe(combine(reading, curve).value);
        const path = await executor.trace(`${kind}1`, first);
        expect(path.at(-1)?.nodeId).toBe('input1');
      });
    }
  });
});
