/** What the engine says of a cell's making, held against the tensors, on one tfjs backend. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CellReading } from '../../src/engine/protocol';
import type { Executor } from '../../src/engine/run';
import { definitionOf, layerDefinitions } from '../../src/layers';
import { sizeOf, type Cell } from '../../src/layers/contract';
import { inParts } from '../../src/layers/weightParts';
import { combine, type Combined } from '../../src/network/combine';
import { nodeOf } from '../../src/network/graph';
import { cellAt } from '../../src/network/strongest';
import { numbersFrom, shapesOf } from '../reference/networks';
import {
  cellOfNumber,
  networkEndingIn,
  numberOfCell,
  numbersNamed,
  valuesOf,
  weightsOf,
  withCase,
  type NetworkCase,
} from './explainedNetwork';

const kinds = layerDefinitions.map(({ kind }) => kind);
const picks = fc.array(fc.nat(), { minLength: 3, maxLength: 3 });

export function testExplanationsOn(backend: string): void {
  describe(`explanations on ${backend}`, () => {
    beforeAll(async () => {
      expect(await tf.setBackend(backend)).toBe(true);
    });

    afterEach(() => {
      expect(tf.memory().numTensors).toBe(0);
    });

    it.each(kinds)('%s: the terms combine to the value that the tensor holds', async (kind) => {
      await fc.assert(
        fc.asyncProperty(networkEndingIn(kind), picks, (networkCase, cells) =>
          withCase(tf, networkCase, async (executor) => {
            for (const reading of await readingsOf(executor, networkCase, cells)) {
              await expectTensorsOwn(executor, networkCase, reading);
              const { value } = combined(networkCase, reading);
              const error = Math.abs(value - reading.value);
              expect(error).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(reading.value)));
            }
          }),
        ),
        { numRuns: 120 },
      );
    });

    // Sums of bytes cancel: 32-bit sums are then as exact as their largest terms allow, no more.
    it.each(['conv2d', 'dense', 'averagePool2d'])(
      '%s: so do terms as large as bytes',
      async (kind) => {
        await fc.assert(
          fc.asyncProperty(networkEndingIn(kind, ['bytes']), picks, (networkCase, cells) =>
            withCase(tf, networkCase, async (executor) => {
              for (const reading of await readingsOf(executor, networkCase, cells)) {
                const { value, products } = combined(networkCase, reading);
                const summed = Array.from<number>(products ?? reading.inputs);
                const scale = summed.reduce((sum, term) => sum + Math.abs(term), 1);
                expect(Math.abs(value - reading.value)).toBeLessThanOrEqual(1e-6 * scale);
              }
            }),
          ),
          { numRuns: 80 },
        );
      },
    );

    it.each(kinds)('%s: the cells named are those that change the cell', async (kind) => {
      // Softmax of one number alone is 1 whatever it is.
      const cases = networkEndingIn(kind).filter(({ facts, nodeId }) => {
        const { inputShape } = shapesOf(facts, nodeId);
        return sizeOf(inputShape) <= 120 && (kind !== 'softmax' || inputShape.at(-1) !== 1);
      });
      await fc.assert(
        fc.asyncProperty(cases, picks, (networkCase, cells) =>
          withCase(tf, networkCase, async (executor) => {
            const { inputShape, shape } = shapesOf(networkCase.facts, networkCase.nodeId);
            const changedBy = changesOf(networkCase);
            for (const { cell, terms, inputs, inside } of await readingsOf(
              executor,
              networkCase,
              cells,
            )) {
              const own = numberOfCell(cell, shape) ?? NaN;
              const changing = changedBy.flatMap((changed, number) =>
                changed[own] ? [number] : [],
              );
              const named = numbersNamed(terms, inputs.length, inputShape);
              expect(new Set(changing)).toEqual(named);
              // None is named twice, and what is not on the maps is told to be padding.
              const places = inside.reduce((sum, each) => sum + each, 0);
              expect(places * terms.channels.count).toBe(named.size);
            }
          }),
        ),
        { numRuns: 40 },
      );
    });

    it('the strongest way goes from cell to cell of what each is made of, to the photo', async () => {
      const cases = fc.oneof(...kinds.map((kind) => networkEndingIn(kind)));
      await fc.assert(
        fc.asyncProperty(cases, fc.nat(), (networkCase, pick) =>
          withCase(tf, networkCase, async (executor) => {
            const { network, facts, nodeId } = networkCase;
            const { shape } = shapesOf(facts, nodeId);
            const cell = cellOfNumber(pick % sizeOf(shape), shape);
            const path = await executor.trace(nodeId, cell);
            expect(path[0]).toMatchObject({ nodeId, cell });
            for (const [index, step] of path.entries()) {
              const reading = await executor.explain(step.nodeId, step.cell);
              expect(reading?.value).toBe(step.value);
              if (!reading) return;
              const next = path[index + 1];
              const source = nodeOf(network, step.nodeId).inputs[0];
              if (source === undefined || !reading.inside.includes(1)) {
                expect(next).toBeUndefined();
                continue;
              }
              expect(next?.nodeId).toBe(source);
              expect(strongestCells(reading)).toContainEqual(next?.cell);
            }
          }),
        ),
        { numRuns: 500 },
      );
    });
  });
}

function combined({ network, nodeId }: NetworkCase, reading: CellReading): Combined {
  const { kind, settings } = nodeOf(network, nodeId);
  return combine(reading, (x) => definitionOf(kind).curve?.(x, settings) ?? NaN);
}

async function readingsOf(
  executor: Executor,
  { facts, nodeId }: NetworkCase,
  cells: readonly number[],
): Promise<CellReading[]> {
  const { shape } = shapesOf(facts, nodeId);
  return Promise.all(
    cells.map(async (pick) => {
      const reading = await executor.explain(nodeId, cellOfNumber(pick % sizeOf(shape), shape));
      if (!reading) throw new RangeError(`no explanation of ${pick}`);
      return reading;
    }),
  );
}

/** Value and inputs are those of the whole tensors, read back on their own; padding is 0. */
async function expectTensorsOwn(
  executor: Executor,
  { network, facts, nodeId }: NetworkCase,
  reading: CellReading,
): Promise<void> {
  const { inputShape, shape } = shapesOf(facts, nodeId);
  const { cell, terms, inputs, inside } = reading;
  expect(reading.shape).toEqual(shape);
  expect(reading.inputShape).toEqual(inputShape);
  const values = await valuesOf(executor, nodeId, shape);
  expect(reading.value).toBe(values[numberOfCell(cell, shape) ?? NaN]);
  const source = nodeOf(network, nodeId).inputs[0];
  if (source === undefined) return;
  const before = await valuesOf(executor, source, inputShape);
  expect(inputs.length).toBe(terms.rows.length * terms.columns.length * terms.channels.count);
  inputs.forEach((input, index) => {
    const number = numberOfCell(cellAt(terms, index), inputShape);
    expect(inside[Math.floor(index / terms.channels.count)]).toBe(number === null ? 0 : 1);
    expect(input).toBe(number === null ? 0 : before[number]);
  });
}

/**
 * For each number of a layer's input whether each of its output changes with it. The input is −1 to
 * 1 and 2 where it is changed: beyond every maximum, and on the side where no rectifier is flat.
 */
function changesOf({ network, facts, nodeId, seed }: NetworkCase): boolean[][] {
  const node = nodeOf(network, nodeId);
  const definition = definitionOf(node.kind);
  const { inputShape } = shapesOf(facts, nodeId);
  const next = numbersFrom(seed);
  const base = Float32Array.from({ length: sizeOf(inputShape) }, () => 2 * next() - 1);
  const weights = definition.weights(inputShape, node.settings).flatMap((spec) => {
    const whole = tf.tensor(weightsOf(seed)(node, spec), [...spec.shape]);
    const parts = inParts(tf, whole, spec);
    if (parts.length > 1) whole.dispose();
    return parts;
  });
  const outputOf = (values: Float32Array) =>
    tf.tidy(() =>
      definition
        .compute(tf, tf.tensor(values, [...inputShape]), node.settings, weights)
        .dataSync<'float32'>(),
    );
  const before = outputOf(base);
  const changes = Array.from(base, (_, number) => {
    const after = outputOf(base.with(number, 2));
    return Array.from(after, (value, index) => value !== before[index]);
  });
  tf.dispose(weights);
  return changes;
}

/** The cells that weigh as much as any other: of a maximum the largest, of a quotient its own. */
function strongestCells({ cell, terms, inputs, inside, weights }: CellReading): Cell[] {
  if (terms.combination === 'softmax' || terms.combination === 'normalised') return [cell];
  const indices = Array.from(inputs, (_, index) => index).filter(
    (index) => inside[Math.floor(index / terms.channels.count)] === 1,
  );
  const worth = (index: number) => {
    const input = inputs[index] ?? NaN;
    if (terms.combination === 'maximum') return input;
    return Math.abs(input * (weights?.[index] ?? 1));
  };
  const most = Math.max(...indices.map(worth));
  return indices.filter((index) => worth(index) === most).map((index) => cellAt(terms, index));
}
