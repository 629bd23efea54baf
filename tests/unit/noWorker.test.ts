/** Where no Worker can be made, the engine says so, as any other problem. */
import { afterEach, expect, test, vi } from 'vitest';
import { createEngine } from '../../src/engine/client';
import type { FromEngine } from '../../src/engine/protocol';
import { store } from '../../src/store/store';
import { tryBackends } from '../../src/store/backendTrials';

afterEach(() => {
  vi.unstubAllGlobals();
});

function refusing(): void {
  throw new DOMException('Workers are forbidden here', 'SecurityError');
}

test.each([
  ['there is none', undefined],
  ['its constructor throws', refusing],
])('where %s, that is told once, and messages to it are no errors', async (_, Worker) => {
  vi.stubGlobal('Worker', Worker);
  const heard: FromEngine[] = [];
  const engine = createEngine((message) => heard.push(message));
  engine.send({ type: 'measureBackends' });
  // Who starts it has to be able to hold on to it first.
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toMatchObject([{ type: 'problem', runId: null, problem: { code: 'noWorker' } }]);
  engine.dispose();
});

test('a trial of the backends then ends without figures', async () => {
  vi.stubGlobal('Worker', refusing);
  const { trials } = store.getState().settings;
  await tryBackends(() => expect.unreachable('nothing was measured'));
  expect(store.getState().settings.trials).toBe(trials);
});
