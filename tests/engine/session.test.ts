import * as tf from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Backends } from '../../src/engine/backendInUse';
import { listenForFailedOperators } from '../../src/engine/failedOperators';
import type {
  BackendName,
  FromEngine,
  PhotoPixels,
  ToEngine,
  WantedMaps,
} from '../../src/engine/protocol';
import { Executor } from '../../src/engine/run';
import { Session, type Patience } from '../../src/engine/session';
import { chain, nodesBefore, withSettings, type Network } from '../../src/network/graph';
import { presetOf } from '../../src/presets';

/** Stands for WASM: computes as the processor does, until it is told to break. */
class BreakableBackend extends MathBackendCPU {
  static broken = false;
  /** There is no memory for tensors of more numbers than this. */
  static mostNumbers = Infinity;

  override write(...args: Parameters<MathBackendCPU['write']>) {
    if (BreakableBackend.broken) throw new Error('context lost');
    return super.write(...args);
  }

  override makeTensorInfo(...args: Parameters<MathBackendCPU['makeTensorInfo']>) {
    if (BreakableBackend.broken) throw new Error('context lost');
    const numbers = tf.util.sizeFromShape(args[0]);
    if (numbers > BreakableBackend.mostNumbers) {
      throw new RangeError(`Invalid typed array length: ${numbers}`);
    }
    return super.makeTensorInfo(...args);
  }
}

tf.registerBackend('wasm', () => new BreakableBackend());
for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
  tf.registerKernel({ kernelName, kernelFunc, backendName: 'wasm' });
}

const noWeights = { weightsUrl: 'http://localhost/weights/', sources: [] };

const network = chain([['input'], ['conv2d'], ['relu'], ['maxPool2d'], ['flatten'], ['dense']]);
const last = 'dense1';

const pixels: PhotoPixels = {
  width: 20,
  height: 16,
  data: new Uint8ClampedArray(20 * 16 * 4).map((_, at) => (at * 29) % 256),
};

/** A session of which everything said is kept; of its backends only WASM and the processor work. */
class Listener {
  readonly said: FromEngine[] = [];
  readonly activate = vi.fn(async (backend: BackendName) => {
    if (backend !== 'wasm' && backend !== 'cpu') throw new Error(`no ${backend} here`);
    await tf.setBackend(backend);
  });
  readonly discard = vi.fn<Backends['discard']>();
  readonly session: Session;
  /** Milliseconds. It stands still, so that nothing in a test depends on how fast the machine is. */
  clock = 0;
  /** Milliseconds that pass between any two looks at the clock. */
  tick = 0;
  /** Called the moment a node is told of, in the middle of the run. */
  atNode: ((nodeId: string) => void) | null = null;
  /** Called whenever so many pictures have been searched for what excites maps. */
  atExciting: ((done: number) => void) | null = null;

  constructor(backends: Partial<Backends> = {}, patience: Patience = { untilStage: 0, inAll: 0 }) {
    const hear = (message: FromEngine) => {
      this.said.push(message);
      if (message.type === 'node') this.atNode?.(message.result.nodeId);
      if (message.type === 'exciting') this.atExciting?.(message.done);
    };
    const { activate, discard } = this;
    const own = { activate, discard, measure: async () => [], ...backends };
    this.session = new Session(hear, {
      backends: own,
      patience,
      now: () => (this.clock += this.tick),
    });
  }

  send(...messages: ToEngine[]): void {
    for (const message of messages) this.session.receive(message);
  }

  run(runId: number, of: Network = network, photoId = 'a', wanted: WantedMaps[] = []): void {
    this.send({
      type: 'run',
      runId,
      network: of,
      photoId,
      wanted,
      held: {},
      gesture: null,
      spent: [],
    });
  }

  all<Type extends FromEngine['type']>(type: Type): Extract<FromEngine, { type: Type }>[] {
    return this.said.filter(
      (message): message is Extract<FromEngine, { type: Type }> => message.type === type,
    );
  }

  /** Waits for a state, named for whoever reads of it in vain; the limit is there for what hangs. */
  async until(state: string, isSo: () => boolean): Promise<void> {
    const check = () => {
      if (isSo()) return;
      const said = this.said.map(({ type }) => type).join(', ');
      throw new Error(`waited in vain until ${state}; said so far: ${said || 'nothing'}`);
    };
    await vi.waitFor(check, { timeout: 60_000, interval: 2 });
  }

  /** Waits until so many messages of a type have been said. */
  told(type: FromEngine['type'], count = 1): Promise<void> {
    return this.until(`'${type}' was said ${count} times`, () => this.all(type).length >= count);
  }

  ran(runId: number): Promise<void> {
    const isDone = () => this.all('done').some((done) => done.runId === runId);
    return this.until(`run ${runId} was done`, isDone);
  }

  /** Waits until all is done that stands in line: what is asked for now has its answer last. */
  async settle(): Promise<void> {
    const before = this.all('trials').length;
    this.send({ type: 'measureBackends' });
    await this.told('trials', before + 1);
  }
}

const seeded = (seed: number) => withSettings(network, 'conv2d1', { seed });

async function started(backends: Partial<Backends> = {}, patience?: Patience): Promise<Listener> {
  const listener = new Listener(backends, patience);
  listener.send(
    { type: 'start', backend: null, ...noWeights },
    { type: 'photo', photoId: 'a', photo: pixels },
  );
  await listener.told('ready');
  return listener;
}

afterEach(() => {
  BreakableBackend.broken = false;
  BreakableBackend.mostNumbers = Infinity;
});

describe('a session', () => {
  test('starts, runs, and tells of every node and of the end', async () => {
    const engine = await started();
    expect(engine.said.map(({ type }) => type)).toEqual(['loading', 'ready']);
    expect(engine.all('ready')[0]).toMatchObject({ backend: 'wasm', version: tf.version_core });
    engine.run(1);
    await engine.ran(1);
    const types = engine.said.slice(2).map(({ type }) => type);
    expect(types).toEqual(['prepared', ...network.nodes.map(() => 'node'), 'done']);
    const [done] = engine.all('done');
    expect(done!.memory.keptBytes).toBeGreaterThan(0);
    expect(done!.memory.tensors).toBe(tf.memory().numTensors);
  });

  test('a run says how far it is once it has taken long enough for that to be of use', async () => {
    const engine = await started();
    engine.atNode = (nodeId) => {
      if (nodeId === 'relu1') engine.clock += 1_000;
    };
    engine.run(1);
    await engine.ran(1);
    const made = engine.all('made').map(({ nodeId }) => nodeId);
    expect(made).toEqual(['relu1', 'maxPool2d1', 'flatten1', 'dense1']);
    expect(engine.all('done')[0]!.milliseconds).toBe(1_000);
  });

  test('maps are written into memory that the page gives back, and are the same', async () => {
    const engine = await started();
    const wanted = [{ nodeId: 'conv2d1', channels: [1, 0] }];
    const mapsOf = (runId: number) =>
      engine.all('node').find((told) => told.runId === runId && told.result.nodeId === 'conv2d1')!
        .result.maps!.values;
    engine.run(1, seeded(5), 'a', wanted);
    await engine.ran(1);
    engine.run(2, seeded(6), 'a', wanted);
    await engine.ran(2);
    const known = mapsOf(1).slice();
    const spent = new Float32Array(known.length).fill(NaN).buffer;
    const tooSmall = new ArrayBuffer(known.byteLength - 4);
    engine.send({
      type: 'run',
      runId: 3,
      network: seeded(5),
      photoId: 'a',
      wanted,
      held: {},
      gesture: null,
      spent: [tooSmall, spent],
    });
    await engine.ran(3);
    expect(mapsOf(3).buffer).toBe(spent);
    expect(mapsOf(3)).toEqual(known);
    // Given away with the message: it is not taken twice.
    engine.run(4, seeded(6), 'a', wanted);
    await engine.ran(4);
    expect(mapsOf(4).buffer).not.toBe(spent);
  });

  test('what has no picture on screen is told of after the end', async () => {
    const engine = await started();
    engine.send({ type: 'sight', nodeIds: ['relu1'] });
    engine.run(1);
    await engine.settle();
    const told = engine.said.flatMap((message) => {
      if (message.type === 'node') return message.result.nodeId;
      return message.type === 'done' ? 'done' : [];
    });
    const late = ['conv2d1', 'maxPool2d1'];
    expect(told).toEqual(['input1', 'relu1', 'flatten1', 'dense1', 'done', ...late]);
  });

  test('a run that comes in before the backend is ready waits for it', async () => {
    const engine = new Listener();
    engine.send(
      { type: 'start', backend: 'cpu', ...noWeights },
      { type: 'photo', photoId: 'a', photo: pixels },
    );
    engine.run(1);
    await engine.ran(1);
    expect(engine.all('ready')[0]!.backend).toBe('cpu');
  });

  test('of many runs at once the newest is carried out, the others are replaced', async () => {
    const engine = await started();
    for (let runId = 1; runId <= 40; runId++) engine.run(runId, seeded(runId));
    await engine.ran(40);
    await engine.settle();
    expect(engine.all('done').map(({ runId }) => runId)).toEqual([40]);
    expect(new Set(engine.all('node').map(({ runId }) => runId))).toEqual(new Set([40]));
  });

  test('a newer run ends the one under way between two layers', async () => {
    const engine = await started();
    engine.atNode = (nodeId) => {
      if (nodeId !== 'conv2d1') return;
      engine.atNode = null;
      engine.run(2, seeded(2));
    };
    engine.run(1, seeded(1));
    await engine.ran(2);
    await engine.settle();
    expect(engine.all('done').map(({ runId }) => runId)).toEqual([2]);
    const first = engine.all('node').filter(({ runId }) => runId === 1);
    expect(first.map(({ result }) => result.nodeId)).toEqual(['input1', 'conv2d1']);
  });

  test.each([
    ['goes on to the stage while there is patience, and no farther', 1e6, 0, 'relu1'],
    ['goes on behind the stage too while there is patience for that', 1e6, 1e6, last],
  ])('a run with a newer one waiting %s', async (_what, untilStage, inAll, until) => {
    const engine = await started({}, { untilStage, inAll });
    engine.atNode = () => {
      engine.atNode = null;
      engine.run(2, seeded(2));
    };
    engine.run(1, seeded(1), 'a', [{ nodeId: 'relu1', channels: [0] }]);
    await engine.ran(2);
    const first = engine.all('node').filter(({ runId }) => runId === 1);
    expect(first.at(-1)!.result.nodeId).toBe(until);
    expect(engine.all('done').map(({ runId }) => runId)).toEqual(until === last ? [1, 2] : [2]);
  });

  test('a run for another photo does not wait', async () => {
    const engine = await started({}, { untilStage: 1e6, inAll: 1e6 });
    engine.atNode = () => {
      engine.atNode = null;
      engine.send({ type: 'photo', photoId: 'b', photo: pixels });
      engine.run(2, network, 'b');
    };
    engine.run(1);
    await engine.ran(2);
    expect(engine.all('node').filter(({ runId }) => runId === 1)).toHaveLength(1);
  });

  test('while a slider moves, runs that are given time are all carried out', async () => {
    const engine = await started();
    for (let runId = 1; runId <= 5; runId++) {
      engine.run(runId, seeded(runId));
      await engine.ran(runId);
    }
    expect(engine.all('done').map(({ runId }) => runId)).toEqual([1, 2, 3, 4, 5]);
    const [first, ...others] = engine.all('done').map(({ memory }) => memory.tensors);
    expect(first).toBeGreaterThan(0);
    expect(others.length).toBe(4);
  });

  test('cancelling ends the run under way, and the one that waits never begins', async () => {
    const engine = await started();
    engine.atNode = () => {
      engine.atNode = null;
      engine.send({ type: 'cancel' });
      engine.run(2, seeded(2));
      engine.send({ type: 'cancel' });
    };
    engine.run(1);
    await engine.settle();
    expect(engine.all('node')).toHaveLength(1);
    expect(engine.all('done')).toEqual([]);
    // Both are confirmed, once the run has ended.
    expect(engine.all('cancelled')).toHaveLength(2);
    engine.run(3);
    await engine.ran(3);
  });

  test('cancelling is not confirmed while the run goes on', async () => {
    let go: (() => void) | undefined;
    const engine = await started({
      activate: async (backend) => {
        if (backend === 'cpu') await new Promise<void>((resolve) => (go = resolve));
        await tf.setBackend(backend);
      },
    });
    engine.send({ type: 'useBackend', backend: 'cpu' }, { type: 'cancel' }, { type: 'ping' });
    // It hears, and is not through.
    await engine.until('it heard', () => go !== undefined && engine.all('pong').length === 1);
    expect(engine.all('cancelled')).toEqual([]);
    go?.();
    await engine.told('cancelled');
  });

  describe('while trained weights do not come', () => {
    const trained = presetOf('digits').network;

    async function waitingForWeights(): Promise<Listener> {
      vi.stubGlobal('fetch', () => new Promise(() => undefined));
      const engine = await started();
      engine.run(1, trained);
      // The photo does not wait for them.
      await engine.told('node');
      return engine;
    }

    afterEach(() => vi.unstubAllGlobals());

    test('a run that needs them can be cancelled', async () => {
      const engine = await waitingForWeights();
      engine.send({ type: 'cancel' });
      await engine.told('cancelled');
      expect(engine.all('done')).toEqual([]);
    });

    test('a run that needs none is carried out', async () => {
      const engine = await waitingForWeights();
      engine.run(2);
      await engine.ran(2);
    });
  });

  test('a run for a photo that is not there is passed over', async () => {
    const engine = await started();
    engine.run(1, network, 'b');
    await engine.settle();
    expect(engine.all('node')).toEqual([]);
    engine.send({ type: 'photo', photoId: 'b', photo: pixels });
    engine.run(2, network, 'b');
    await engine.ran(2);
  });

  test('reads more maps of the newest run', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    const wanted = [
      { nodeId: 'conv2d1', channels: [5] },
      { nodeId: 'nobody', channels: [0] },
      { nodeId: 'relu1', channels: [5, 6] },
    ];
    engine.send({ type: 'readMaps', requestId: 7, wanted });
    await engine.told('maps', 2);
    const [conv, relu] = engine.all('maps');
    expect(conv).toMatchObject({ requestId: 7, nodeId: 'conv2d1', maps: { channels: [5] } });
    expect(relu!.maps.channels).toEqual([5, 6]);
    expect(relu!.key).toBe(engine.all('node')[2]!.result.key);
    const rectified = conv!.maps.values.map((value) => Math.max(0, value));
    expect(relu!.maps.values.slice(0, rectified.length)).toEqual(rectified);
  });

  test('are made small where a longest side is asked for, and say so', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    const channels = [0, 3];
    const wanted: WantedMaps[] = [
      { nodeId: 'conv2d1', channels },
      { nodeId: 'conv2d1', channels, longestSide: 9 },
      { nodeId: 'conv2d1', channels, longestSide: 900 },
    ];
    engine.send({ type: 'readMaps', requestId: 8, wanted });
    await engine.told('maps', 3);
    const [full, small, unchanged] = engine.all('maps');
    expect(engine.all('maps').map(({ isSmall }) => isSmall)).toEqual([false, true, true]);
    expect(small!.maps).toMatchObject({ width: 9, height: 7, channels });
    expect(small!.maps.values).toHaveLength(2 * 7 * 9);
    expect(unchanged!.maps).toEqual(full!.maps);
    expect(small!.key).toBe(full!.key);
  });
});

describe('backends', () => {
  test('one that does not start gives way to the next, with a message', async () => {
    const engine = new Listener();
    engine.send({ type: 'start', backend: 'webgpu', ...noWeights });
    await engine.told('ready');
    expect(engine.all('backendFailed')).toEqual([
      {
        type: 'backendFailed',
        backend: 'webgpu',
        next: 'wasm',
        refusal: { code: 'failed', values: { reason: 'no webgpu here' } },
      },
    ]);
    expect(engine.all('ready')[0]!.backend).toBe('wasm');
  });

  test('one that breaks in the middle of a run gives way, and the run is completed', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    BreakableBackend.broken = true;
    engine.run(2, seeded(2));
    await engine.ran(2);
    expect(engine.all('backendFailed').map(({ backend, next }) => [backend, next])).toEqual([
      ['wasm', 'webgl'],
      ['webgl', 'webgpu'],
      ['webgpu', 'cpu'],
    ]);
    expect(engine.all('backendFailed')[0]!.refusal.values).toEqual({ reason: 'context lost' });
    expect(engine.all('ready').at(-1)!.backend).toBe('cpu');
    const told = engine.all('node').filter(({ runId }) => runId === 2);
    expect(told.at(-1)!.result.nodeId).toBe(last);
    expect(engine.all('problem')).toEqual([]);
  });

  /** As tfjs does when an operator of the WASM backend cannot be set up. */
  const complain = () =>
    // oxlint-disable-next-line no-console
    console.warn(
      'XNN status for xnn_setup_max_pooling2d_nhwc_f32 is not successful. Got status 6.',
    );

  test('an operator that failed has the backend begun anew, and the run is completed', async () => {
    listenForFailedOperators();
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    engine.atNode = (nodeId) => {
      if (nodeId !== 'conv2d1') return;
      engine.atNode = null;
      complain();
    };
    engine.run(2, seeded(2));
    await engine.ran(2);
    expect(engine.discard.mock.calls).toEqual([['wasm']]);
    expect(engine.all('backendFailed')).toEqual([]);
    expect(engine.all('ready').map(({ backend }) => backend)).toEqual(['wasm', 'wasm']);
    const told = engine.all('node').filter(({ runId }) => runId === 2);
    expect(told.at(-1)!.result.nodeId).toBe(last);
  });

  test('an operator that fails again has the next backend take over', async () => {
    listenForFailedOperators();
    const engine = await started();
    let failures = 0;
    engine.atNode = (nodeId) => {
      if (nodeId === 'conv2d1' && ++failures <= 2) complain();
    };
    engine.run(1);
    await engine.ran(1);
    expect(engine.discard).toHaveBeenCalledTimes(1);
    expect(engine.all('backendFailed')[0]).toMatchObject({ backend: 'wasm', next: 'webgl' });
    expect(engine.all('ready').at(-1)!.backend).toBe('cpu');
    expect(tf.memory().numTensors).toBeGreaterThan(0);
  });

  test('a layer that there is no memory for is told once, and the backend stays', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    const tensors = tf.memory().numTensors;
    // The convolution's maps are 14 × 18 × 8.
    BreakableBackend.mostNumbers = 2000;
    engine.run(2, seeded(2));
    await engine.until('WASM was in use', () => engine.all('problem').length > 0);
    BreakableBackend.mostNumbers = Infinity;
    const mebibytes = 1;
    expect(engine.all('problem')).toEqual([
      {
        type: 'problem',
        runId: 2,
        nodeId: 'conv2d1',
        problem: { code: 'layerTooLarge', values: { node: 'conv2d1', mebibytes } },
      },
    ]);
    expect(engine.all('backendFailed')).toEqual([]);
    // Begun anew in silence: the page would ask for the same again.
    expect(engine.all('ready')).toHaveLength(1);
    engine.run(3);
    await engine.ran(3);
    expect(tf.getBackend()).toBe('wasm');
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('a layer that fits once others are let go is computed', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    BreakableBackend.mostNumbers = 2000;
    const { discard } = engine;
    discard.mockImplementation(() => {
      BreakableBackend.mostNumbers = Infinity;
    });
    vi.spyOn(Executor.prototype, 'memory').mockReturnValueOnce({
      tensors: 1,
      bytes: 1e9,
      weightBytes: 0,
      activationBytes: 0,
      keptBytes: 1e9,
    });
    engine.run(2, seeded(2));
    await engine.ran(2);
    expect(engine.all('problem')).toEqual([]);
    expect(engine.all('backendFailed')).toEqual([]);
  });

  test('where none works the engine says so', async () => {
    const engine = new Listener({ activate: () => Promise.reject(new Error('nothing works')) });
    engine.send({ type: 'start', backend: null, ...noWeights });
    await engine.told('problem');
    expect(engine.all('backendFailed').at(-1)).toMatchObject({ backend: 'cpu', next: null });
    expect(engine.all('problem')).toEqual([
      {
        type: 'problem',
        runId: null,
        nodeId: null,
        problem: { code: 'engineFailed', values: { reason: 'nothing works' } },
      },
    ]);
    expect(engine.all('ready')).toEqual([]);
  });

  test('switching by hand frees the old one’s tensors and tells everything anew', async () => {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    const before = tf.memory().numTensors;
    engine.send({ type: 'useBackend', backend: 'cpu' });
    await engine.told('ready', 2);
    engine.run(2);
    await engine.ran(2);
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.memory().numTensors).toBe(before);
    const keys = engine.all('node').map(({ result }) => result.key);
    expect(new Set(keys).size).toBe(2 * network.nodes.length);
  });

  test('choosing the present one again leaves nobody waiting for the run that it cut short', async () => {
    const engine = await started();
    engine.atNode = () => {
      engine.atNode = null;
      engine.send({ type: 'useBackend', backend: 'wasm' });
    };
    engine.run(1);
    await engine.told('ready', 2);
    expect(engine.activate).toHaveBeenCalledTimes(1);
    expect(engine.all('done')).toEqual([]);
    engine.run(2);
    await engine.ran(2);
  });

  test('one that failed is tried again when it is asked for by name', async () => {
    const engine = await started();
    BreakableBackend.broken = true;
    engine.run(1);
    await engine.ran(1);
    BreakableBackend.broken = false;
    engine.send({ type: 'useBackend', backend: 'wasm' });
    await engine.until('WASM was ready', () => engine.all('ready').at(-1)?.backend === 'wasm');
    engine.run(2);
    await engine.ran(2);
    expect(tf.getBackend()).toBe('wasm');
  });

  test('measuring them all leaves the chosen one in place', async () => {
    const trials = [
      { backend: 'wasm', milliseconds: 3, refusal: null },
      { backend: 'webgl', milliseconds: null, refusal: { code: 'absent' } },
      { backend: 'cpu', milliseconds: 40, refusal: null },
    ] as const;
    const engine = await started({
      measure: async () => {
        await tf.setBackend('cpu');
        return trials;
      },
    });
    engine.send({ type: 'measureBackends' });
    engine.run(1);
    await engine.ran(1);
    expect(engine.all('trials')).toEqual([{ type: 'trials', trials, chosen: 'wasm' }]);
    expect(tf.getBackend()).toBe('wasm');
  });
});

describe('what excites the maps of a layer', () => {
  const photos = ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    pixels: { ...pixels, data: pixels.data.slice() },
  }));
  const request = (requestId: number, nodeId = 'relu1', of = network) => {
    const nodes = JSON.stringify(nodesBefore(of, nodeId));
    return { type: 'excite', requestId, nodeId, nodes, photos, perMap: 3 } as const;
  };

  /** A session that has run, with a layer that takes its time. */
  async function ready(): Promise<Listener> {
    const engine = await started();
    engine.run(1);
    await engine.ran(1);
    return engine;
  }

  const answers = (engine: Listener) =>
    engine.all('excited').map(({ requestId, found }) => ({
      requestId,
      found: typeof found === 'string' ? found : 'places',
    }));

  test('is looked for in every photo, beside the run’s own values', async () => {
    const engine = await ready();
    const before = tf.memory().numTensors;
    engine.send(request(1));
    await engine.told('excited');
    const [{ found }] = engine.all('excited') as [Extract<FromEngine, { type: 'excited' }>];
    if (typeof found === 'string') throw new Error(found);
    expect(found.pictures.map(({ photoId }) => photoId)).toEqual(['a', 'b', 'c', 'd']);
    expect(found.places.values).toHaveLength(8 * 3);
    expect(engine.all('exciting').at(-1)).toMatchObject({ requestId: 1, done: 4, of: 4 });
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    [
      'a newer run',
      {
        type: 'run',
        runId: 2,
        network,
        photoId: 'a',
        wanted: [],
        held: {},
        gesture: null,
        spent: [],
      },
    ],
    ['a newer request', request(2)],
    ['the person', { type: 'stopExciting' }],
    ['another backend', { type: 'useBackend', backend: 'cpu' }],
  ] as const)('is given up for %s', async (_who, message) => {
    const engine = await ready();
    const before = tf.memory().numTensors;
    // Messages are let in between any two layers, as on a slow machine.
    engine.tick = 20;
    engine.atExciting = (done) => {
      if (done !== 1) return;
      engine.atExciting = null;
      engine.send(message);
    };
    engine.send(request(1));
    await engine.told('excited');
    expect(answers(engine)[0]).toEqual({ requestId: 1, found: 'stopped' });
    await engine.settle();
    if (message.type === 'excite') {
      expect(answers(engine)[1]).toEqual({ requestId: 2, found: 'places' });
    }
    if (message.type === 'run') expect(engine.all('done').at(-1)!.runId).toBe(2);
    if (message.type !== 'useBackend') expect(tf.memory().numTensors).toBe(before);
  });

  test('is not found where the last run has no such maps, or was another network’s', async () => {
    const engine = await ready();
    engine.send(request(1, 'dense1'));
    engine.send(request(2, 'gone'));
    engine.send(request(3, 'relu1', seeded(8)));
    await engine.told('excited', 3);
    expect(new Set(answers(engine).map(({ found }) => found))).toEqual(new Set(['stopped']));
  });

  test('a backend that fails meanwhile is the next run’s to find out', async () => {
    const engine = await ready();
    BreakableBackend.broken = true;
    engine.send(request(1));
    await engine.told('excited');
    expect(answers(engine)).toEqual([{ requestId: 1, found: 'failed' }]);
    expect(engine.all('problem')).toEqual([]);
    engine.run(2, seeded(5));
    await engine.ran(2);
    expect(tf.getBackend()).toBe('cpu');
  });
});
