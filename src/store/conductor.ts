/**
 * Between the state and the engine: asks for a run whenever the network or the photo changed, and
 * for maps whenever others come on screen. Which runs are carried out is the engine's to say.
 */
import type { BackendName, FromEngine, ToEngine, WantedMaps } from '../engine/protocol';
import type { NodeId } from '../network/graph';
import { giveUp, settleOn } from './backendChoice';
import { tryBackendsOnce } from './backendTrials';
import { selectFacts } from './derived';
import { beginEngine, forgetBreaks, tellEngine } from './engineLife';
import { followExplained, forgetExplained, receiveExplained, resumeExplained } from './explain';
import { presentGesture } from './history';
import { finishResults, forgetFrames, receiveProgress, receiveResult } from './incoming';
import { budgetBytes } from './memoryBudget';
import { notify } from './notices';
import { secondsLeft, workDone } from './progress';
import { photoOf, presentPhoto } from './photo';
import { runLimit, whatFits } from './runLimit';
import { rememberSettings } from './settings';
import { forgetSight, setFramesInSight, sightNews } from './sight';
import { takeSpent } from './spentMaps';
import type { RunState } from './state';
import { networkToRun } from './shownNetwork';
import { patch, store } from './store';
import { askForMissing, forgetAsked, mapsNearby, mapsOnScreen, setVisible } from './wanted';

/** Runs that are over sooner are not worth a word. */
const unnoticedMilliseconds = 400;

/** No run for so long: there is time for what is not on screen. */
const restMilliseconds = 150;

export type ExcitedMessage =
  | Extract<FromEngine, { type: 'exciting' | 'excited' }>
  /** The engine that was asked is gone, with all that it had. */
  | { type: 'lost' };
type ExciteMessage = Extract<ToEngine, { type: 'excite' | 'stopExciting' }>;

let photoInEngine: string | null = null;
let runId = 0;
let requestId = 0;
/** Who waits for what excites maps. */
let hearExcited: ((message: ExcitedMessage) => void) | null = null;
/** Whether the newest run asked for is yet to be done. */
let awaited = false;
let awaitedSince = 0;
/** An engine that is begun anew computes nothing before something changes. */
let rests = false;
let restTimer: ReturnType<typeof setTimeout> | undefined;
let busyTimer: ReturnType<typeof setTimeout> | undefined;

/** Starts the engine and keeps it in step with the state from here on. */
export function startEngine(): void {
  const { photoRef } = store.getState();
  beginEngine({ receive, lost });
  followExplained();
  void presentPhoto();
  let photoRefBefore = photoRef;
  store.subscribe((state, before) => {
    if (state.settings !== before.settings) rememberSettings(state.settings);
    if (state.settings.memoryBudget !== before.settings.memoryBudget) {
      tellEngine({ type: 'budget', bytes: budgetBytes(state.settings) });
    }
    if (state.photoRef !== photoRefBefore) {
      photoRefBefore = state.photoRef;
      void presentPhoto();
    }
    if (state.network !== before.network) {
      const present = new Set(state.network.nodes.map((node) => node.id));
      forgetFrames((id) => present.has(id));
    }
    const isOther =
      state.photo.present !== before.photo.present ||
      state.network !== before.network ||
      state.view.weights !== before.view.weights ||
      runLimit(state.settings) !== runLimit(before.settings);
    if (isOther) {
      forgetBreaks();
      requestRun();
    } else if (state.view.playhead !== before.view.playhead) {
      tellSight();
      read(mapsOnScreen(state));
    }
  });
}

/** Tells which frames of the filmstrip are near the screen; they are told of first. */
export function showFrames(ids: readonly NodeId[]): void {
  setFramesInSight(ids);
  tellSight();
}

/** Tells the engine which nodes have a picture on screen, where that has changed. */
export function tellSight(): void {
  const nodeIds = sightNews(store.getState());
  if (nodeIds) tellEngine({ type: 'sight', nodeIds });
}

/** Tells which maps of which layer are on screen; they are computed and read first. */
export function showMaps(nodeId: NodeId, channels: readonly number[]): void {
  setVisible(nodeId, channels);
  read(mapsOnScreen(store.getState()));
}

/** Changes the backend, by hand or by the trial. It is remembered once it runs. */
export function chooseBackend(backend: BackendName): void {
  rests = false;
  patch('run', { choosing: backend });
  tellEngine({ type: 'useBackend', backend });
}

/** Asks what excites maps; the code that knows what to do with the answers comes when it is shown. */
export function askExcited(
  message: ExciteMessage,
  transfer: Transferable[],
  hear: (message: ExcitedMessage) => void,
): void {
  hearExcited = hear;
  tellEngine(message, transfer);
}

export function cancelRun(): void {
  finishRun();
  tellEngine({ type: 'cancel' });
  patch('run', { busy: false });
}

/** Asks once more for trained weights that could not be loaded. */
export function retryWeights(): void {
  const { weights } = store.getState().run;
  const others = Object.entries(weights).filter(([, { state }]) => state !== 'failed');
  patch('run', { weights: Object.fromEntries(others) });
  tellEngine({ type: 'retryWeights' });
  requestRun();
}

/** The engine is gone with all that it knew and was asked for; another one begins. */
function lost(isToRest: boolean): void {
  rests = isToRest;
  photoInEngine = null;
  finishRun();
  forgetAsked();
  forgetSight();
  forgetExplained();
  hearExcited?.({ type: 'lost' });
}

/** Sends the present network, where there is an engine and a photo; else it is sent once they come. */
function requestRun(): void {
  const state = store.getState();
  rests = false;
  if (state.run.engine.state !== 'ready') return;
  const { present } = state.photo;
  const photo = present && photoOf(present.ref);
  if (!present || !photo) return;
  if (photoInEngine !== present.ref.id) {
    photoInEngine = present.ref.id;
    const data = photo.photo.data.slice();
    tellEngine({ type: 'photo', photoId: present.ref.id, photo: { ...photo.photo, data } }, [
      data.buffer,
    ]);
  }
  runId++;
  forgetAsked();
  tellSight();
  // The overview paints over several frames, and holds on to maps meanwhile.
  const spent = state.view.overview ? [] : takeSpent();
  const run: ToEngine = {
    type: 'run',
    runId,
    network: whatFits(networkToRun(state), selectFacts(state)),
    photoId: present.ref.id,
    wanted: mapsOnScreen(state),
    held: Object.fromEntries([...state.run.frames].map(([id, { key }]) => [id, key])),
    gesture: presentGesture(),
    spent,
  };
  tellEngine(run, spent);
  if (!awaited) awaitRun();
}

/** From here on the page waits for a run; after a while it says so. */
function awaitRun(): void {
  awaited = true;
  awaitedSince = performance.now();
  clearTimeout(busyTimer);
  busyTimer = setTimeout(
    () => patch('run', { busy: true, progress: 0, secondsLeft: null }),
    unnoticedMilliseconds,
  );
}

/** Asks for maps that the page neither has nor has asked for. */
export function read(wanted: readonly WantedMaps[]): void {
  const missing = askForMissing(store.getState(), wanted);
  if (missing.length === 0) return;
  tellEngine({ type: 'readMaps', requestId: ++requestId, wanted: missing });
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
      settleOn(message.backend);
      finishRun();
      if (!rests) requestRun();
      return;
    case 'weights': {
      const { type: _, source, ...state } = message;
      patch('run', { weights: { ...store.getState().run.weights, [source]: state } });
      if (message.state === 'failed') notify('problem', message.problem);
      return;
    }
    case 'made':
      if (awaited && store.getState().run.busy) receiveProgress(() => progressAt(message.nodeId));
      return;
    case 'node':
    case 'prepared':
    case 'maps':
      receiveResult(message);
      return;
    case 'exciting':
    case 'excited':
      hearExcited?.(message);
      return;
    case 'explained':
    case 'traced':
      receiveExplained(message);
      return;
    case 'done':
      // The last run before it was cancelled.
      if (!awaited) return;
      finishRun();
      finishResults({
        busy: false,
        milliseconds: message.milliseconds,
        memory: message.memory,
      });
      if (message.runId === runId) {
        readRest();
        resumeExplained();
      } else awaitRun();
      return;
    case 'problem':
      finishRun();
      patch('run', { busy: false });
      // What is no layer's is the engine's own: it goes on no more.
      if (message.nodeId !== null) notify('problem', message.problem);
      else {
        patch('run', { engine: { state: 'failed', problem: message.problem }, choosing: null });
      }
      return;
    case 'backendFailed':
      giveUp(message);
      return;
    case 'budgetLowered':
      notify('info', {
        code: 'budgetLowered',
        values: { size: Math.round(message.bytes / 1024 / 1024) },
      });
      return;
    case 'trials':
    case 'cancelled':
    case 'pong':
  }
}

function finishRun(): void {
  awaited = false;
  clearTimeout(busyTimer);
}

/**
 * After a run: the maps on screen that are still missing. Once no other run follows, as in a drag,
 * those that may be looked at next.
 */
function readRest(): void {
  forgetAsked();
  read(mapsOnScreen(store.getState()));
  clearTimeout(restTimer);
  restTimer = setTimeout(() => {
    if (awaited) return;
    read(mapsNearby(store.getState()));
    tryBackendsOnce(chooseBackend);
  }, restMilliseconds);
}

/** How far a run is once a node is made. */
function progressAt(nodeId: NodeId): Partial<RunState> {
  const state = store.getState();
  const progress = workDone(state.network, selectFacts(state), nodeId);
  const left = secondsLeft(progress, performance.now() - awaitedSince);
  return { progress, secondsLeft: left };
}
