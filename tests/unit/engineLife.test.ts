/** The page with an engine that breaks, is gone or does not end: another one is begun, and nothing is lost. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineEvents } from '../../src/engine/client';
import type { FromEngine, NodeResult, ToEngine } from '../../src/engine/protocol';
import { withSettings } from '../../src/network/graph';
import { cancelRun, chooseBackend, startEngine } from '../../src/store/conductor';
import { beginAnew, waitForEngine } from '../../src/store/engineLife';
import { explainCell, followToPhoto } from '../../src/store/explain';
import { findPatches } from '../../src/store/patches';
import { keepPhoto } from '../../src/store/photo';
import { patch, store } from '../../src/store/store';

/** An engine of which everything that it is told is kept. */
class FakeEngine {
  readonly told: ToEngine[] = [];
  readonly say: (message: FromEngine) => void;
  readonly events: EngineEvents;
  isDisposed = false;

  constructor(receive: (message: FromEngine) => void, events: EngineEvents) {
    this.say = receive;
    this.events = events;
    engines.push(this);
  }

  send(message: ToEngine): void {
    expect(this.isDisposed).toBe(false);
    this.told.push(message);
  }

  dispose(): void {
    this.isDisposed = true;
  }

  all<Type extends ToEngine['type']>(type: Type): Extract<ToEngine, { type: Type }>[] {
    return this.told.filter(
      (message): message is Extract<ToEngine, { type: Type }> => message.type === type,
    );
  }

  /** Carries the newest run out: what it does not hold is sent. */
  finish(): void {
    const { runId, network, held } = this.all('run').at(-1)!;
    for (const { id, settings } of network.nodes) {
      const key = JSON.stringify(settings);
      if (held[id] !== key) this.say({ type: 'node', runId, result: resultOf(id, key) });
    }
    const memory = { tensors: 0, bytes: 0, weightBytes: 0, activationBytes: 0, keptBytes: 0 };
    this.say({ type: 'done', runId, milliseconds: 1, memory });
  }
}

const engines: FakeEngine[] = [];
const photo = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
vi.mock('../../src/photo/galleryAside', () => ({ galleryPixels: async () => photo }));
vi.mock('../../src/engine/client', () => ({
  createEngine: (receive: (message: FromEngine) => void, events: EngineEvents) =>
    new FakeEngine(receive, events),
}));

function resultOf(nodeId: string, key: string): NodeResult {
  const none = new Float32Array(1);
  return {
    nodeId,
    key,
    shape: [1, 1, 1],
    statistics: {
      minimum: none,
      maximum: none,
      mean: none,
      zeroShare: none,
      low: none,
      high: none,
      histogram: new Uint32Array(64),
      layer: { minimum: 0, maximum: 0, low: 0, high: 0 },
      notFinite: 0,
    },
    thumbnails: null,
    maps: null,
    weights: [],
    milliseconds: 1,
  };
}

const ready = { type: 'ready', backend: 'wasm', version: '' } as const;
const newest = () => engines.at(-1)!;
const run = () => store.getState().run;

vi.stubGlobal('document', { baseURI: 'http://localhost/' });
vi.stubGlobal('requestAnimationFrame', () => 0);
vi.useFakeTimers();
keepPhoto(store.getState().photoRef, {
  name: 'chelsea',
  type: 'webp',
  width: 2,
  height: 2,
  photo,
});
startEngine();

beforeEach(() => {
  // Another network: what broke before is forgotten, and an engine is there that has run it.
  const { network } = store.getState();
  patch('view', { weights: 'trained' });
  const seed = Number(network.nodes[1]!.settings['seed']) + 1;
  store.setState({ network: withSettings(network, network.nodes[1]!.id, { seed }), notices: [] });
  beginAnew();
  newest().say(ready);
  newest().finish();
});

/** What the first messages to an engine begun anew are to hold. */
function expectWhole(engine: FakeEngine): void {
  const { network, photo: shown } = store.getState();
  expect(engine.told.slice(0, 2).map(({ type }) => type)).toEqual(['budget', 'start']);
  engine.say(ready);
  expect(engine.all('photo')).toMatchObject([{ photoId: shown.present?.ref.id }]);
  const { runId, photoId } = engine.all('run').at(-1)!;
  expect(photoId).toBe(shown.present?.ref.id);
  expect(engine.all('run').at(-1)!.network).toEqual(network);
  engine.finish();
  expect(run().busy).toBe(false);
  expect(runId).toBeGreaterThan(0);
}

describe.each<[string, string, (engine: FakeEngine) => void]>([
  ['breaks', 'engineBroke', ({ events }) => events.broke('out of memory')],
  ['is gone', 'engineGone', ({ events }) => events.gone()],
])('an engine that %s', (_what, code, breakDown) => {
  it('is begun anew with network, photo and maps kept, and it is said', () => {
    const before = newest();
    const { frames } = run();
    breakDown(before);
    expect(before.isDisposed).toBe(true);
    expect(newest()).not.toBe(before);
    expect(run().engine.state).toBe('loading');
    expect(run().frames).toBe(frames);
    expect(store.getState().notices).toMatchObject([{ message: { code } }]);
    expectWhole(newest());
    // What the page had is not sent again.
    expect(Object.keys(newest().all('run')[0]!.held)).toHaveLength(frames.size);
  });

  it('again and again is begun anew when the person says so', () => {
    breakDown(newest());
    newest().say(ready);
    breakDown(newest());
    newest().say(ready);
    const last = newest();
    breakDown(last);
    expect(newest()).toBe(last);
    expect(last.isDisposed).toBe(true);
    expect(run().engine).toMatchObject({ state: 'failed', problem: { code: `${code}Again` } });
    beginAnew();
    expectWhole(newest());
  });
});

it('one that could not be loaded is loaded when the person says so', () => {
  const problem = { code: 'engineNotReached' };
  newest().say({ type: 'problem', runId: null, nodeId: null, problem });
  expect(run().engine).toEqual({ state: 'failed', problem });
  beginAnew();
  expectWhole(newest());
});

it('a problem of one layer is said, and the engine goes on', () => {
  const engine = newest();
  const problem = { code: 'layerTooLarge' };
  engine.say({ type: 'problem', runId: 1, nodeId: 'conv2d1', problem });
  expect(run().engine.state).toBe('ready');
  expect(store.getState().notices).toMatchObject([{ message: problem }]);
});

it('an engine that is silent is the person’s to end', () => {
  const before = newest();
  before.events.silent(true);
  expect(run().isSilent).toBe(true);
  waitForEngine();
  expect(run().isSilent).toBe(false);
  expect(newest()).toBe(before);
  before.events.silent(true);
  beginAnew();
  expect(before.isDisposed).toBe(true);
  expect(run().isSilent).toBe(false);
  expectWhole(newest());
});

describe('a run that Cancel does not end', () => {
  function cancelled(): FakeEngine {
    patch('view', { weights: 'random' });
    vi.advanceTimersByTime(500);
    expect(run().busy).toBe(true);
    cancelRun();
    expect(run().busy).toBe(false);
    newest().events.unstoppable();
    newest().say(ready);
    return newest();
  }

  it('ends with its engine, and is not begun again unasked', () => {
    const engine = cancelled();
    expect(store.getState().notices).toMatchObject([{ message: { code: 'engineUnstoppable' } }]);
    expect(engine.all('run')).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(run().busy).toBe(false);
  });

  it('gives way to another backend', () => {
    const engine = cancelled();
    chooseBackend('cpu');
    engine.say({ ...ready, backend: 'cpu' });
    expect(engine.all('run')).toHaveLength(1);
  });

  it('gives way to the next change', () => {
    const engine = cancelled();
    const { network } = store.getState();
    store.setState({ network: withSettings(network, network.nodes[1]!.id, { seed: 77 }) });
    expect(engine.all('run')).toHaveLength(1);
    expect(engine.all('photo')).toHaveLength(1);
  });
});

describe('what was asked of an engine that is gone', () => {
  it('is asked again of the next where it is what excites maps, photos and all', async () => {
    const { id } = store.getState().network.nodes[1]!;
    const sent = () =>
      newest()
        .all('excite')
        .at(-1)!
        .photos.map(({ pixels }) => pixels !== null);
    await findPatches(id, 'photos\nnodes');
    const { requestId } = newest().all('excite')[0]!;
    newest().say({ type: 'exciting', requestId, done: 1, of: 4 });
    expect(store.getState().patches.underWay).toMatchObject({ done: 1 });
    expect(sent()).toEqual([true, true, true, true]);

    newest().events.gone();
    expect(store.getState().patches.underWay).toBeNull();
    expectWhole(newest());
    await findPatches(id, 'photos\nnodes');
    expect(sent()).toEqual([true, true, true, true]);
  });

  it('is asked again where a cell is explained', () => {
    const { id } = store.getState().network.nodes[1]!;
    explainCell(id, { row: 0, column: 0, channel: 0 });
    expect(newest().all('explain')).toHaveLength(1);
    newest().events.gone();
    expectWhole(newest());
    expect(newest().all('explain')).toMatchObject([{ nodeId: id }]);
    followToPhoto();
    expect(newest().all('trace')).toHaveLength(1);
  });

  it('is asked again where maps are missing', () => {
    const wanted = newest()
      .all('readMaps')
      .flatMap((each) => each.wanted);
    expect(wanted.length).toBeGreaterThan(0);
    newest().events.gone();
    expectWhole(newest());
    expect(
      newest()
        .all('readMaps')
        .flatMap((each) => each.wanted),
    ).toEqual(wanted);
  });
});
