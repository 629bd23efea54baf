import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, test, vi } from 'vitest';
import { BackendInUse, type Backends } from '../../src/engine/backendInUse';
import { OperatorFailed } from '../../src/engine/failedOperators';
import type { BackendName, FromEngine } from '../../src/engine/protocol';
import { Executor } from '../../src/engine/run';
import { weightValues } from '../../src/engine/weights';

const MiB = 1024 * 1024;

/** Backends that only say that they have started, WASM and the processor alone. */
function setUp() {
  const said: FromEngine[] = [];
  const budgets: number[] = [];
  const losing: ((reason: Error) => void)[] = [];
  const discard = vi.fn<Backends['discard']>();
  const backends: Backends = {
    activate: async (backend, lost) => {
      if (backend !== 'wasm' && backend !== 'cpu') throw new Error(`no ${backend} here`);
      losing.push(lost);
    },
    discard,
    measure: async () => [
      { backend: 'wasm', milliseconds: 7, refusal: null },
      { backend: 'cpu', milliseconds: null, refusal: { code: 'absent' } },
    ],
  };
  const newExecutor = (budgetBytes: number) => {
    budgets.push(budgetBytes);
    return new Executor(tf, { budgetBytes, weights: (spec) => weightValues(spec) });
  };
  const inUse = new BackendInUse(backends, newExecutor, (message) => said.push(message));
  return { inUse, said, budgets, losing, discard };
}

function fill(inUse: BackendInUse, keptBytes: number): void {
  const memory = inUse.executor.memory();
  vi.spyOn(inUse.executor, 'memory').mockReturnValue({ ...memory, keptBytes });
}

const ready = (said: readonly FromEngine[]): BackendName[] =>
  said.flatMap((message) => (message.type === 'ready' ? [message.backend] : []));

describe('the backend in use', () => {
  test('works once one has been started, with an executor of its own', async () => {
    const { inUse, said } = setUp();
    const before = inUse.executor;
    expect(inUse.works).toBe(false);
    await inUse.use('wasm');
    expect(inUse.works).toBe(true);
    expect(inUse.executor).not.toBe(before);
    const { executor } = inUse;
    await inUse.use('wasm');
    expect(inUse.executor).toBe(executor);
    expect(ready(said)).toEqual(['wasm', 'wasm']);
  });

  test('tells when it is lost, the present one alone', async () => {
    const { inUse, losing } = setUp();
    await inUse.use('wasm');
    await inUse.use('cpu');
    const heard = vi.fn();
    inUse.lost.catch(heard);
    losing[0]!(new Error('wasm is gone'));
    await Promise.resolve();
    expect(heard).not.toHaveBeenCalled();
    losing[1]!(new Error('cpu is gone'));
    await expect(inUse.lost).rejects.toThrow('cpu is gone');
  });

  test('is watched anew after it was measured', async () => {
    const { inUse, said, losing } = setUp();
    await inUse.use('cpu');
    await inUse.measure();
    expect(said.at(-1)).toMatchObject({ type: 'trials', chosen: 'wasm' });
    losing.at(-1)!(new Error('gone'));
    await expect(inUse.lost).rejects.toThrow('gone');
  });

  test.each([
    ['half of what was kept', 100 * MiB, 50 * MiB],
    ['something in any case', 1 * MiB, 16 * MiB],
    ['half of what may be kept', 900 * MiB, 60 * MiB],
  ])('keeps %s after its memory was full', async (_what, kept, budget) => {
    const { inUse, said, budgets, discard } = setUp();
    await inUse.use('wasm');
    inUse.setBudget(120 * MiB);
    fill(inUse, kept);
    expect(await inUse.recover(1, new OperatorFailed('no memory'))).toBe(true);
    expect(discard.mock.calls).toEqual([['wasm']]);
    expect(said).toContainEqual({ type: 'budgetLowered', bytes: budget });
    expect(budgets.at(-1)).toBe(budget);
    expect(ready(said)).toEqual(['wasm', 'wasm']);
  });

  test('does not keep more after its memory was full', async () => {
    const { inUse, said, budgets } = setUp();
    await inUse.use('wasm');
    inUse.setBudget(10 * MiB);
    await inUse.recover(1, new OperatorFailed('no memory'));
    expect(said.map(({ type }) => type)).not.toContain('budgetLowered');
    expect(budgets.at(-1)).toBe(10 * MiB);
  });

  test('is begun anew once a run; the next one takes over when that does not help', async () => {
    const { inUse, said, discard } = setUp();
    await inUse.use('wasm');
    const failure = new OperatorFailed('no memory');
    await inUse.recover(1, failure);
    await inUse.recover(2, failure);
    expect(discard).toHaveBeenCalledTimes(2);
    await inUse.recover(2, failure);
    expect(discard).toHaveBeenCalledTimes(2);
    expect(ready(said)).toEqual(['wasm', 'wasm', 'wasm', 'cpu']);
  });

  test('one that has failed is tried again when it is asked for, and otherwise not', async () => {
    const { inUse, said } = setUp();
    await inUse.use('wasm');
    await inUse.recover(1, new Error('context lost'));
    expect(ready(said).at(-1)).toBe('cpu');
    await inUse.use('wasm');
    expect(ready(said).at(-1)).toBe('wasm');
    await inUse.recover(2, new Error('context lost'));
    expect(await inUse.recover(3, new Error('context lost'))).toBe(false);
    expect(said.at(-1)).toEqual({
      type: 'backendFailed',
      backend: 'cpu',
      next: null,
      refusal: { code: 'failed', values: { reason: 'context lost' } },
    });
  });
});
