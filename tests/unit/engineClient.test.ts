/** The page's side of the engine's door: a Worker that is silent, goes on after Cancel, breaks or is gone. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/client';
import type { FromEngine, ToEngine } from '../../src/engine/protocol';
import { mostSilence, untilCancelled } from '../../src/engine/watch';
import { ClockByHand } from './clockByHand';

/** Hears what the page says, and says what a test wants. */
class FakeWorker {
  onmessage: ((event: { data: FromEngine }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly heard: ToEngine[] = [];
  isTerminated = false;

  postMessage(message: ToEngine): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(...messages: FromEngine[]): void {
    for (const data of messages) this.onmessage?.({ data });
  }
}

let worker = new FakeWorker();
vi.mock('../../src/thread/startWorker', () => ({ startWorker: () => worker }));
vi.mock('../../src/engine/worker?worker&url', () => ({ default: 'engine.js' }));

beforeEach(() => {
  worker = new FakeWorker();
});

function started() {
  const clock = new ClockByHand();
  const heard: FromEngine[] = [];
  const events = { silent: vi.fn(), unstoppable: vi.fn(), broke: vi.fn(), gone: vi.fn() };
  const engine = createEngine((message) => heard.push(message), events, clock.clock);
  return { clock, heard, events, engine };
}

function running(runId = 1) {
  const all = started();
  all.engine.send(start);
  worker.say(loading, ready);
  all.engine.send(run(runId));
  return all;
}

const start: ToEngine = { type: 'start', backend: null, weightsUrl: '', sources: [] };
const loading: FromEngine = { type: 'loading', step: 'library' };
const ready: FromEngine = { type: 'ready', backend: 'wasm', version: '' };
const explain: ToEngine = {
  type: 'explain',
  requestId: 1,
  nodeId: 'conv2d1',
  cell: { row: 0, column: 0, channel: 0 },
};

function run(runId: number): ToEngine {
  return {
    type: 'run',
    runId,
    network: { nodes: [] },
    photoId: 'a',
    wanted: [],
    held: {},
    gesture: null,
    spent: [],
  };
}

function done(runId: number): FromEngine {
  const memory = { tensors: 0, bytes: 0, weightBytes: 0, activationBytes: 0, keptBytes: 0 };
  return { type: 'done', runId, milliseconds: 1, memory };
}

describe('silence', () => {
  it('of an engine that never comes is told of', () => {
    const { clock, engine, events } = started();
    engine.send(start);
    clock.pass(mostSilence - 1);
    expect(events.silent).not.toHaveBeenCalled();
    clock.pass(1);
    expect(events.silent).toHaveBeenCalledExactlyOnceWith(true);
    expect(worker.isTerminated).toBe(false);
    worker.say(loading);
    expect(events.silent).toHaveBeenLastCalledWith(false);
  });

  it('in the middle of a run is told of, less and less often', () => {
    const { clock, events } = running();
    clock.pass(mostSilence);
    expect(events.silent).toHaveBeenCalledTimes(1);
    clock.pass(2 * mostSilence - 1);
    expect(events.silent).toHaveBeenCalledTimes(1);
    clock.pass(1);
    expect(events.silent).toHaveBeenCalledTimes(2);
    worker.say(done(1));
    expect(events.silent).toHaveBeenLastCalledWith(false);
    expect(clock.waiting).toBe(0);
  });

  it('is none while layers come, however long the run is', () => {
    const { clock, events } = running();
    for (let layer = 0; layer < 10; layer++) {
      clock.pass(mostSilence - 1);
      worker.say({ type: 'made', runId: 1, nodeId: `conv2d${layer}` });
    }
    expect(events.silent).not.toHaveBeenCalled();
  });

  it('is none while the newest run is still to be done', () => {
    const { clock, engine, events } = running();
    engine.send(run(2));
    worker.say(done(1));
    clock.pass(mostSilence);
    expect(events.silent).toHaveBeenCalledWith(true);
  });

  it('of an engine that owes nothing means nothing', () => {
    const { clock, engine, events } = running();
    worker.say(done(1));
    engine.send({ type: 'sight', nodeIds: [] });
    clock.pass(100 * mostSilence);
    expect(events.silent).not.toHaveBeenCalled();
  });

  describe.each<[string, ToEngine, FromEngine]>([
    ['an explanation', explain, { type: 'explained', requestId: 1, reading: null }],
    [
      'a way to the photo',
      { ...explain, type: 'trace' },
      { type: 'traced', requestId: 1, path: [] },
    ],
    ['maps', { type: 'readMaps', requestId: 1, wanted: [] }, { type: 'pong' }],
  ])('after %s was asked for', (_what, question, answer) => {
    it('of an engine that rests means that it is gone', () => {
      const { clock, engine, events } = running();
      worker.say(done(1));
      engine.send(question);
      clock.pass(mostSilence);
      expect(events.gone).toHaveBeenCalledOnce();
      expect(events.silent).not.toHaveBeenCalled();
    });

    it('of one that computes means that it may be slow', () => {
      const { clock, engine, events } = running();
      engine.send(question);
      clock.pass(mostSilence);
      expect(events.gone).not.toHaveBeenCalled();
      expect(events.silent).toHaveBeenCalledExactlyOnceWith(true);
    });

    it('is none where the answer comes', () => {
      const { clock, engine, events } = running();
      worker.say(done(1));
      engine.send(question);
      worker.say(answer);
      expect(clock.waiting).toBe(0);
      expect(events.gone).not.toHaveBeenCalled();
    });
  });
});

describe('Cancel', () => {
  it('that the engine heeds ends all waiting', () => {
    const { clock, engine, events } = running();
    engine.send({ type: 'cancel' });
    worker.say({ type: 'cancelled' });
    clock.pass(100 * mostSilence);
    expect(events.unstoppable).not.toHaveBeenCalled();
    expect(events.silent).not.toHaveBeenCalled();
  });

  it('that it does not heed is told of, although it speaks', () => {
    const { clock, engine, events } = running();
    engine.send({ type: 'cancel' });
    clock.pass(untilCancelled - 1);
    worker.say({ type: 'made', runId: 1, nodeId: 'conv2d1' });
    expect(events.unstoppable).not.toHaveBeenCalled();
    clock.pass(1);
    expect(events.unstoppable).toHaveBeenCalledOnce();
  });
});

describe('a Worker', () => {
  it('whose code is not found could not be loaded', () => {
    const { events, heard } = started();
    worker.onerror?.({});
    expect(heard).toMatchObject([{ type: 'problem', problem: { code: 'engineNotReached' } }]);
    expect(events.broke).not.toHaveBeenCalled();
  });

  it('whose code fails at once could not be loaded either, and why is told', () => {
    const { heard } = started();
    worker.onerror?.({ message: 'SyntaxError' });
    expect(heard).toMatchObject([
      { problem: { code: 'engineNotLoaded', values: { reason: 'SyntaxError' } } },
    ]);
  });

  it('that errs in the middle of its work broke, and is no matter of the connection', () => {
    const { events, heard } = running();
    heard.length = 0;
    worker.onerror?.({ message: 'out of memory' });
    expect(events.broke).toHaveBeenCalledExactlyOnceWith('out of memory');
    expect(heard).toEqual([]);
  });

  it('that the page ends says nothing any more', () => {
    const { clock, engine, events, heard } = running();
    heard.length = 0;
    engine.dispose();
    expect(worker.isTerminated).toBe(true);
    worker.say(done(1));
    worker.onerror?.({ message: 'late' });
    clock.pass(100 * mostSilence);
    expect(heard).toEqual([]);
    for (const event of Object.values(events)) expect(event).not.toHaveBeenCalled();
  });
});
