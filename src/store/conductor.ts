/**
 * Between the state and the engine: asks for a run whenever the network or the photo changed, for
 * maps whenever others come on screen, and never has more than one run under way.
 */
import { createEngine, type EngineClient } from '../engine/client';
import type { BackendName, FromEngine, WantedMaps } from '../engine/protocol';
import type { NodeId } from '../network/graph';
import { selectFacts, selectPlayhead, selectStageNode } from './derived';
import { flushResults, forgetFrames, receiveResult } from './incoming';
import { notify } from './notices';
import { photoOf, presentPhoto } from './photo';
import { rememberSettings } from './settings';
import type { State } from './state';
import { patch, store } from './store';

/** A run that has gone on longer than this without reaching the stage is replaced by a newer one. */
const patienceMilliseconds = 250;
/** Values (not bytes) of maps that are fetched ahead, so that scrubbing finds them there. */
const fetchAhead = 12 * 1024 * 1024;
/** Maps of a layer fetched ahead. */
const mapsAhead = 64;

let engine: EngineClient | null = null;
let photoInEngine: string | null = null;
let runId = 0;
let requestId = 0;
/** The run under way: when it began and whether the stage's layer has come. */
let underWay: { id: number; began: number; stageDone: boolean } | null = null;
let wantsRun = false;
let patienceTimer: ReturnType<typeof setTimeout> | undefined;
let visible: WantedMaps = { nodeId: '', channels: [] };
let asked = new Map<NodeId, { key: string; channels: Set<number> }>();

/** Starts the engine and keeps it in step with the state from here on. */
export function startEngine(): void {
  engine = createEngine(receive);
  const { settings, photoRef } = store.getState();
  engine.send({ type: 'start', backend: settings.backend });
  void presentPhoto();
  let photoRefBefore = photoRef;
  store.subscribe((state, before) => {
    if (state.settings !== before.settings) rememberSettings(state.settings);
    if (state.photoRef !== photoRefBefore) {
      photoRefBefore = state.photoRef;
      void presentPhoto();
    }
    if (state.network !== before.network) {
      const present = new Set(state.network.nodes.map((node) => node.id));
      forgetFrames((id) => present.has(id));
    }
    if (state.photo.present !== before.photo.present || state.network !== before.network) {
      requestRun();
    } else if (state.view.playhead !== before.view.playhead) readMissing();
  });
}

/** Tells which maps of which layer are on screen; they are computed and read first. */
export function showMaps(nodeId: NodeId, channels: readonly number[]): void {
  visible = { nodeId, channels };
  readMissing();
}

/** Changes the backend by hand. */
export function chooseBackend(backend: BackendName): void {
  patch('settings', { backend });
  engine?.send({ type: 'useBackend', backend });
}

export function cancelRun(): void {
  wantsRun = false;
  underWay = null;
  engine?.send({ type: 'cancel' });
  patch('run', { busy: false });
}

/** Measures all backends in a Worker of its own, remembers the figures and takes the fastest. */
export function measureBackends(): Promise<void> {
  return new Promise((resolve) => {
    const trial = createEngine((message) => {
      if (message.type !== 'trials' && message.type !== 'problem') return;
      trial.dispose();
      if (message.type === 'trials') {
        patch('settings', { trials: message.trials });
        chooseBackend(message.chosen);
      }
      resolve();
    });
    trial.send({ type: 'measureBackends' });
  });
}

function requestRun(): void {
  wantsRun = true;
  considerRun();
}

/** Sends the newest network, unless a run under way should be let come to the stage first. */
function considerRun(): void {
  const state = store.getState();
  if (!wantsRun || !engine || state.run.engine.state !== 'ready') return;
  const { present } = state.photo;
  const photo = present && photoOf(present.ref);
  if (!present || !photo) return;
  if (underWay && !underWay.stageDone) {
    const left = underWay.began + patienceMilliseconds - performance.now();
    if (left > 0) {
      clearTimeout(patienceTimer);
      patienceTimer = setTimeout(considerRun, left);
      return;
    }
  }
  if (photoInEngine !== present.ref.id) {
    photoInEngine = present.ref.id;
    const data = photo.photo.data.slice();
    engine.send({ type: 'photo', photoId: present.ref.id, photo: { ...photo.photo, data } }, [
      data.buffer,
    ]);
  }
  wantsRun = false;
  underWay = { id: ++runId, began: performance.now(), stageDone: false };
  asked = new Map();
  engine.send({
    type: 'run',
    runId,
    network: state.network,
    photoId: present.ref.id,
    wanted: wantedNow(state),
    held: Object.fromEntries([...state.run.frames].map(([id, { key }]) => [id, key])),
  });
  patch('run', { busy: true, progress: 0 });
}

/** The maps on screen: those the stage has told of, or the first of a layer it has not met yet. */
function wantedNow(state: State): WantedMaps[] {
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(node.id);
  if (facts?.state !== 'runs') return [];
  const count = facts.shape.length === 3 ? (facts.shape[2] ?? 1) : 1;
  if (visible.nodeId === node.id) {
    // A layer that has just grown shows maps that the stage could not tell of yet.
    const shown = visible.channels.length;
    const channels = [...visible.channels, ...range(Math.min(count, mapsAhead)).slice(shown)];
    return [{ nodeId: node.id, channels: [...new Set(channels)].filter((c) => c < count) }];
  }
  return [{ nodeId: node.id, channels: range(Math.min(count, mapsAhead)) }];
}

/** Asks for maps on screen that the page does not have. */
function readMissing(): void {
  const state = store.getState();
  if (underWay) return;
  const node = selectStageNode(state);
  const wanted = visible.nodeId === node.id ? [visible] : wantedNow(state);
  read(wanted);
}

function read(wanted: readonly WantedMaps[]): void {
  const { frames } = store.getState().run;
  const missing = wanted.flatMap(({ nodeId, channels }): WantedMaps[] => {
    const frame = frames.get(nodeId);
    if (!frame) return [];
    const earlier = asked.get(nodeId);
    const known = earlier?.key === frame.key ? earlier.channels : new Set<number>();
    const needed = channels.filter((channel) => !frame.planes.has(channel) && !known.has(channel));
    for (const channel of needed) known.add(channel);
    asked.set(nodeId, { key: frame.key, channels: known });
    return needed.length > 0 ? [{ nodeId, channels: needed }] : [];
  });
  if (missing.length > 0)
    engine?.send({ type: 'readMaps', requestId: ++requestId, wanted: missing });
}

/** After a run: the maps of the other layers, nearest to the playhead first, while they are few. */
function readAhead(): void {
  const state = store.getState();
  const playhead = selectPlayhead(state);
  const near = state.network.nodes
    .map((node, index) => ({ node, distance: Math.abs(index - playhead) }))
    .toSorted((a, b) => a.distance - b.distance);
  let left = fetchAhead;
  const wanted: WantedMaps[] = [];
  for (const { node } of near) {
    const facts = selectFacts(state).get(node.id);
    if (facts?.state !== 'runs' || facts.shape.length !== 3) continue;
    const [height = 0, width = 0, channels = 0] = facts.shape;
    const count = Math.min(channels, mapsAhead);
    left -= height * width * count;
    if (left < 0) break;
    wanted.push({ nodeId: node.id, channels: range(count) });
  }
  read(wanted);
}

function receive(message: FromEngine): void {
  switch (message.type) {
    case 'loading':
      patch('run', { engine: { state: 'loading', step: message.step } });
      return;
    case 'ready':
      patch('run', {
        engine: { state: 'ready', backend: message.backend, version: message.version },
      });
      underWay = null;
      requestRun();
      return;
    case 'prepared':
    case 'node':
      receiveResult(message);
      if (message.type === 'node' && message.runId === underWay?.id) {
        noteProgress(message.result.nodeId);
        noteStage(message.result.nodeId);
      }
      return;
    case 'maps':
      receiveResult(message);
      return;
    case 'done':
      if (message.runId !== underWay?.id) return;
      underWay = null;
      flushResults();
      patch('run', { busy: false, milliseconds: message.milliseconds, memory: message.memory });
      if (wantsRun) considerRun();
      else {
        readMissing();
        readAhead();
        measureOnce();
      }
      return;
    case 'problem':
      if (message.runId === null)
        patch('run', { engine: { state: 'failed', problem: message.problem } });
      notify('problem', message.problem);
      underWay = null;
      patch('run', { busy: false });
      return;
    case 'backendFailed':
      notify('problem', {
        code: message.next ? 'backendFailed' : 'backendFailedLast',
        values: { backend: message.backend, next: message.next ?? '', reason: message.reason },
      });
      return;
    case 'trials':
  }
}

function noteProgress(nodeId: NodeId): void {
  const { nodes } = store.getState().network;
  const index = nodes.findIndex((node) => node.id === nodeId);
  patch('run', { progress: (index + 1) / nodes.length });
}

/** The stage's layer has come: a newer network need not wait any longer. */
function noteStage(nodeId: NodeId): void {
  if (!underWay || nodeId !== selectStageNode(store.getState()).id) return;
  underWay.stageDone = true;
  if (wantsRun) considerRun();
}

let measured = false;

/** On the first visit: once the first maps are there, find out which backend is fastest. */
function measureOnce(): void {
  if (measured) return;
  measured = true;
  const { settings } = store.getState();
  if (settings.backend === null) void measureBackends();
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
