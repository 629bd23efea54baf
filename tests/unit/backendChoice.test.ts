/** Which backend is remembered, what is said of one that failed, and how often: with an engine made by hand. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromEngine, ToEngine } from '../../src/engine/protocol';
import type { SettingsState } from '../../src/store/state';

interface Engine {
  sent: ToEngine[];
  say: (message: FromEngine) => void;
  disposed: boolean;
}

const engines = vi.hoisted((): Engine[] => []);

vi.mock('../../src/engine/client', () => ({
  createEngine: (say: Engine['say']) => {
    const engine: Engine = { sent: [], say, disposed: false };
    engines.push(engine);
    return {
      send: (message: ToEngine) => engine.sent.push(message),
      dispose: () => {
        engine.disposed = true;
      },
    };
  },
}));

const storageKey = 'catscan.settings';
const storage = new Map<string, string>();

vi.stubGlobal('localStorage', {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => storage.set(key, value),
});
vi.stubGlobal('document', { baseURI: 'http://localhost/' });
// The photo is never presented: what is awaited of it is not of this test.
vi.mock('../../src/store/photo', () => ({
  photoOf: () => undefined,
  presentPhoto: () => Promise.resolve(),
}));

const ready = (backend: 'wasm' | 'webgl' | 'cpu'): FromEngine => ({
  type: 'ready',
  backend,
  version: '4',
});

const webglFailed: FromEngine = {
  type: 'backendFailed',
  backend: 'webgl',
  next: 'wasm',
  refusal: { code: 'wrong', values: { got: '∞', expected: '172,125' } },
};

/** A visit: the modules anew, with what the last one remembered. */
async function visit(remembered?: Partial<SettingsState>) {
  vi.resetModules();
  engines.length = 0;
  if (remembered) storage.set(storageKey, JSON.stringify(remembered));
  const { store } = await import('../../src/store/store');
  const conductor = await import('../../src/store/conductor');
  const trials = await import('../../src/store/backendTrials');
  conductor.startEngine();
  return { ...conductor, ...trials, store, engine: engines[0]! };
}

const settingsNow = () => JSON.parse(storage.get(storageKey) ?? '{}') as SettingsState;
const begunWith = ({ sent }: Engine) =>
  sent.flatMap((each) => (each.type === 'start' ? [each.backend] : []));

beforeEach(() => storage.clear());

describe('a backend that was remembered and fails', () => {
  test('is said once: the next visit begins with the one that ran', async () => {
    const first = await visit({ backend: 'webgl' });
    expect(begunWith(first.engine)).toEqual(['webgl']);
    first.engine.say(webglFailed);
    first.engine.say(ready('wasm'));
    expect(first.store.getState().notices).toHaveLength(1);
    expect(first.store.getState().notices[0]!.message).toEqual({
      code: 'backendFailed',
      values: {
        backend: 'webgl',
        next: 'wasm',
        refusal: 'wrong',
        got: '∞',
        expected: '172,125',
      },
    });
    const second = await visit();
    expect(begunWith(second.engine)).toEqual(['wasm']);
    expect(second.store.getState().settings.trials).toEqual([
      {
        backend: 'webgl',
        milliseconds: null,
        refusal: { code: 'wrong', values: { got: '∞', expected: '172,125' } },
      },
    ]);
  });

  test('with no other left has the next visit begin as the first did', async () => {
    const { engine } = await visit({ backend: 'cpu' });
    engine.say({
      type: 'backendFailed',
      backend: 'cpu',
      next: null,
      refusal: { code: 'failed', values: { reason: 'none' } },
    });
    expect(settingsNow().backend).toBeNull();
  });
});

describe('a backend that is chosen by hand', () => {
  test('is remembered when it runs, and not before', async () => {
    const { engine, store, chooseBackend } = await visit({ backend: 'wasm' });
    engine.say(ready('wasm'));
    chooseBackend('webgl');
    expect(store.getState().run.choosing).toBe('webgl');
    expect(store.getState().settings.backend).toBe('wasm');
    expect(engine.sent.at(-1)).toEqual({ type: 'useBackend', backend: 'webgl' });
    engine.say(ready('webgl'));
    expect(store.getState().run.choosing).toBeNull();
    expect(settingsNow().backend).toBe('webgl');
  });

  test('is not remembered when it fails, and can be chosen again', async () => {
    const { engine, store, chooseBackend } = await visit({ backend: 'wasm' });
    engine.say(ready('wasm'));
    chooseBackend('webgl');
    engine.say(webglFailed);
    engine.say(ready('wasm'));
    expect(store.getState().run.choosing).toBeNull();
    expect(settingsNow()).toMatchObject({ backend: 'wasm' });
    chooseBackend('webgl');
    engine.say(ready('webgl'));
    // What was held against it is no longer so.
    expect(settingsNow()).toMatchObject({ backend: 'webgl', trials: [] });
  });
});

describe('the trial', () => {
  test('is yet to come where none was chosen, whatever runs meanwhile', async () => {
    const { engine } = await visit();
    engine.say(webglFailed);
    engine.say(ready('wasm'));
    expect(settingsNow().backend).toBeNull();
  });

  test('has the fastest chosen and tells why others are refused', async () => {
    const { tryBackends, chooseBackend, engine, store } = await visit();
    engine.say(ready('wasm'));
    const tried = tryBackends(chooseBackend);
    const refusal = { code: 'wrong', values: { got: '0', expected: '172,125' } } as const;
    const trials = [
      { backend: 'wasm', milliseconds: 9, refusal: null },
      { backend: 'webgl', milliseconds: null, refusal },
    ] as const;
    engines[1]!.say({ type: 'trials', trials, chosen: 'wasm' });
    expect(await tried).toBeNull();
    expect(engines[1]!.disposed).toBe(true);
    engine.say(ready('wasm'));
    expect(settingsNow()).toMatchObject({ backend: 'wasm', trials });
    const again = await visit();
    expect(again.store.getState().settings.trials).toEqual(store.getState().settings.trials);
  });

  test('that finds none leaves the one that runs', async () => {
    const { tryBackends, chooseBackend, engine } = await visit();
    engine.say(ready('cpu'));
    const tried = tryBackends(chooseBackend);
    engines[1]!.say({ type: 'trials', trials: [], chosen: null });
    await tried;
    expect(engine.sent.map(({ type }) => type)).not.toContain('useBackend');
    expect(settingsNow().backend).toBe('cpu');
  });

  test('that never answers is ended, and says so', async () => {
    const { tryBackends, chooseBackend } = await visit();
    const rings: (() => void)[] = [];
    const tried = tryBackends(chooseBackend, (_milliseconds, ring) => {
      rings.push(ring);
      return () => undefined;
    });
    rings.forEach((ring) => ring());
    expect(await tried).toEqual({ code: 'trialLate', values: { seconds: 150 } });
    expect(engines[1]!.disposed).toBe(true);
  });

  test('of an earlier version is remembered without a reason', async () => {
    const trials = [{ backend: 'webgl', milliseconds: null }, { backend: 'none' }, 7];
    storage.set(storageKey, JSON.stringify({ backend: 'wasm', trials }));
    const { store } = await visit();
    expect(store.getState().settings.trials).toEqual([
      { backend: 'webgl', milliseconds: null, refusal: null },
    ]);
  });
});
