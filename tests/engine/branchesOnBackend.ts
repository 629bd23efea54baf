/** Networks with branches on one tfjs backend: values, keys, explanations and the way to the photo. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../../src/engine/run';
import { unheard, type RunEvents } from '../../src/engine/runEvents';
import { affineOf, type InputSettings } from '../../src/layers/input';
import { sizeOf } from '../../src/layers/contract';
import { combine } from '../../src/network/combine';
import { compose } from '../../src/network/compose';
import { nodeOf, withSettings, type Network } from '../../src/network/graph';
import { cellAt, sourceAt } from '../../src/network/strongest';
import { anyGraph, runGraph } from '../reference/graph';
import { shapesOf } from '../reference/networks';
import {
  cellOfNumber,
  numberOfCell,
  photoFor,
  valuesOf,
  weightsOf,
  withRun,
} from './explainedNetwork';

const seed = 5;
const weightsFor = weightsOf(seed);

function photoOf([height = 1, width = 1]: readonly number[], network: Network) {
  return photoFor({ network, facts: new Map(), nodeId: '', photo: { width, height }, seed });
}

/** The values of every node from the plain loops. */
function plainly(network: Network, photoShape: number[]) {
  const { pixels } = photoOf(photoShape, network);
  const settings = nodeOf(network, 'input1').settings as InputSettings;
  const { factor, offset } = affineOf(settings);
  const values = Float64Array.from({ length: sizeOf(photoShape) }, (_, at) => {
    return (pixels.data[Math.floor(at / 3) * 4 + (at % 3)] ?? NaN) * factor + offset;
  });
  return runGraph(network, { shape: photoShape, values }, (node, shapes) => {
    const [source] = node.inputs;
    const fanIn = shapes[0]?.slice(0, -1).reduce((a, b) => a * b, 1) ?? 1;
    const bare = { initializer: 'constant', constant: 0, seed: 0, fanIn, fanOut: 1 } as const;
    const byHand = { handmade: [], frozen: [], edits: [], silent: [], trained: 'none' };
    return source === undefined
      ? []
      : shapes.map((shape, i) =>
          weightsFor(node, { ...bare, ...byHand, shape, name: i === 0 ? 'kernel' : 'bias' }),
        );
  });
}

export function testBranchesOn(backend: string): void {
  describe(`branches on ${backend}`, () => {
    beforeAll(async () => {
      expect(await tf.setBackend(backend)).toBe(true);
    });

    afterEach(() => {
      expect(tf.memory().numTensors).toBe(0);
    });

    it('every node has the values of the plain loops', async () => {
      await fc.assert(
        fc.asyncProperty(anyGraph, async ({ network, facts, photoShape }) => {
          const photo = photoOf(photoShape, network);
          await withRun(tf, { network, photo, weightsFor }, async (executor) => {
            for (const [id, { shape, values }] of plainly(network, photoShape)) {
              expect(shapesOf(facts, id).shape).toEqual(shape);
              const computed = await valuesOf(executor, id, shape);
              const scale = values.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
              const error = values.reduce((most, x, i) => {
                return Math.max(most, Math.abs(x - (computed[i] ?? NaN)));
              }, 0);
              expect(computed.length).toBe(values.length);
              expect(error / scale, id).toBeLessThan(1e-5);
            }
          });
        }),
        { numRuns: 60 },
      );
    });

    it('a cell where branches meet is made of theirs, and the strongest way follows one of them', async () => {
      await fc.assert(
        fc.asyncProperty(anyGraph, fc.nat(), async ({ network, facts, photoShape }, pick) => {
          const photo = photoOf(photoShape, network);
          await withRun(tf, { network, photo, weightsFor }, async (executor) => {
            const joints = network.nodes.filter(({ inputs }) => inputs.length > 1);
            for (const { id, inputs, kind } of joints) {
              const { shape } = shapesOf(facts, id);
              const cell = cellOfNumber(pick % sizeOf(shape), shape);
              const reading = await executor.explain(id, cell);
              if (!reading) throw new RangeError(`no explanation of ${id}`);
              expect(reading.inputs.length).toBe(kind === 'add' ? inputs.length : 1);
              for (const [index, value] of reading.inputs.entries()) {
                const source = inputs[sourceAt(reading.terms, index)] ?? '';
                const before = shapesOf(facts, source).shape;
                const number = numberOfCell(cellAt(reading.terms, index), before) ?? NaN;
                expect(value).toBe((await valuesOf(executor, source, before))[number]);
              }
              const sum = combine(reading).value;
              expect(Math.abs(sum - reading.value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(sum)));
              const path = await executor.trace(id, cell);
              expect(inputs).toContain(path[1]?.nodeId);
              for (const [place, step] of path.entries()) {
                const next = path[place + 1];
                const sources = nodeOf(network, step.nodeId).inputs;
                if (next) expect(sources).toContain(next.nodeId);
                else expect(sources.length === 0 || path.length > 1).toBe(true);
              }
            }
          });
        }),
        { numRuns: 60 },
      );
    });

    it('after a change in one branch the others are not computed again', async () => {
      const network = compose([
        ['input'],
        {
          branches: [
            [['conv2d'], ['relu']],
            [['conv2d'], ['tanh']],
          ],
          join: 'add',
        },
        ['softplus'],
      ]);
      const executor = new Executor(tf, { budgetBytes: 2 ** 24 });
      const photo = photoOf([9, 9], network);
      const held: Record<string, string> = {};
      const run = async (present: Network) => {
        const told: string[] = [];
        const events: RunEvents = {
          ...unheard,
          node: ({ nodeId, key }) => {
            told.push(nodeId);
            held[nodeId] = key;
          },
        };
        await executor.run({ network: present, photo, wanted: [], held: { ...held } }, events);
        return told;
      };
      expect(await run(network)).toEqual(network.nodes.map(({ id }) => id));
      const changed = withSettings(network, 'conv2d2', { seed: 9 });
      expect(await run(changed)).toEqual(['conv2d2', 'tanh1', 'add1', 'softplus1']);
      // Going back takes what was kept.
      const { tensors } = executor.memory();
      expect(await run(network)).toEqual(['conv2d2', 'tanh1', 'add1', 'softplus1']);
      expect(executor.memory().tensors).toBe(tensors);
      executor.clear();
    });

    it('weights of a larger layer go when the smaller is gone back to', async () => {
      const small = compose([['input'], ['flatten'], ['dense', { units: 2 }]]);
      const large = withSettings(small, 'dense1', { units: 4000 });
      const executor = new Executor(tf, { budgetBytes: 2 ** 24 });
      const photo = photoOf([9, 9], small);
      const run = (network: Network) =>
        executor.run({ network, photo, wanted: [], held: {} }, unheard);
      await run(small);
      const before = executor.memory();
      await run(large);
      await run(small);
      // The large layer's value and bias are kept, its kernel is not; the small one's is made on demand.
      expect(executor.memory().bytes).toBeLessThanOrEqual(before.bytes + 2 * 4000 * 4);
      const reading = await executor.explain('dense1', { row: 0, column: 1, channel: 0 });
      expect(reading?.weights?.length).toBe(9 * 9 * 3);
      executor.clear();
    });

    it('what branches need stays while its budget is too small for anything else', async () => {
      const network = compose([
        ['input'],
        { branches: [[['conv2d']], [['conv2d']], [['conv2d']]], join: 'concatenate' },
      ]);
      const executor = new Executor(tf, { budgetBytes: 1, weightsFor });
      const photo = photoOf([9, 9], network);
      const shown: string[] = [];
      await executor.run(
        { network, photo, wanted: [], held: {} },
        { ...unheard, node: ({ nodeId }) => shown.push(nodeId) },
      );
      expect(shown.at(-1)).toBe('concatenate1');
      const values = await valuesOf(executor, 'concatenate1', [7, 7, 24]);
      const third = await valuesOf(executor, 'conv2d3', [7, 7, 8]);
      expect(values.slice(16, 24)).toEqual(third.slice(0, 8));
      executor.clear();
    });
  });
}
