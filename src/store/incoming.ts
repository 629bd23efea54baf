/** What the engine sends, gathered and put into the state once a frame. */
import type {
  FromEngine,
  NodeResult,
  PhotoPixels,
  PlanarMaps,
  SentWeights,
  WeightValues,
} from '../engine/protocol';
import type { NodeId } from '../network/graph';
import type { NodeFrame } from './state';
import type { RunState } from './state';
import { selectPlayhead, selectStageNode } from './derived';
import { budgetBytes } from './memoryBudget';
import { replaceMaps, spendReplaced } from './spentMaps';
import { patch, store } from './store';
import { forgetAsked } from './wanted';

/** Maps that may be on screen at a time. */
const screenful = 128;

/** Results are shown without a frame after so many milliseconds. */
const frameless = 200;

let waiting: (() => void)[] = [];
let scheduled = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let prepared: PhotoPixels | undefined;
/** What else of the run's state changes with the results. */
let others = nothing;
let frames: Map<NodeId, NodeFrame> | null = null;

/** Takes how far a run is, for the next frame: of several calls what the last one gave. */
export function receiveProgress(changes: () => Partial<RunState>): void {
  others = changes;
  schedule();
}

/**
 * Takes one message of results; the state changes before the next frame is painted. What is on the stage
 * is shown at once: with a slider in hand, a frame later is a frame too late.
 */
export function receiveResult(
  message: Extract<FromEngine, { type: 'prepared' | 'node' | 'maps' }>,
): void {
  waiting.push(() => {
    if (message.type === 'prepared') prepared = message.photo;
    else if (message.type === 'node') putNode(message.result);
    else putMaps(message);
  });
  if (message.type === 'node' && isOnStage(message.result)) flushResults();
  else schedule();
}

function isOnStage({ nodeId, maps }: NodeResult): boolean {
  return maps !== null && selectStageNode(store.getState()).id === nodeId;
}

/**
 * Puts the last results of a run into the state at once, together with what else changes: canvases
 * painted now are on screen with the next frame, those painted in it one later.
 */
export function finishResults(changes: Partial<RunState>): void {
  others = () => changes;
  flushResults();
}

function nothing(): Partial<RunState> {
  return {};
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    if (scheduled) flushResults();
  });
  // A page that is hidden, or behind another window, has no frames.
  timer = setTimeout(flushResults, frameless);
}

/** Puts everything gathered into the state at once. */
function flushResults(): void {
  scheduled = false;
  clearTimeout(timer);
  const updates = waiting;
  waiting = [];
  spendReplaced();
  prepared = undefined;
  if (updates.length > 0) {
    frames = new Map(store.getState().run.frames);
    for (const update of updates) update();
    dropDistant(frames);
  }
  patch('run', { ...others(), ...(frames ? { frames } : {}), ...(prepared ? { prepared } : {}) });
  others = nothing;
  frames = null;
}

/** Drops the values of nodes that are no longer in the network. */
export function forgetFrames(isPresent: (id: NodeId) => boolean): void {
  const { frames: present } = store.getState().run;
  const remaining = new Map([...present].filter(([id]) => isPresent(id)));
  if (remaining.size < present.size) patch('run', { frames: remaining });
}

function putNode({ nodeId, maps, weights, ...result }: NodeResult): void {
  const before = frames?.get(nodeId);
  const same = before?.key === result.key;
  if (before && !same) replaceMaps([...before.planes.values(), ...small(before)]);
  const frame: NodeFrame = {
    ...result,
    weights: weights.flatMap((sent) => {
      const known = before?.weights.find(({ name }) => name === sent.name);
      return unchanged(known, sent) ?? [];
    }),
    planes: same ? before.planes : new Map(),
    mapWidth: same ? before.mapWidth : (maps?.width ?? 0),
    mapHeight: same ? before.mapHeight : (maps?.height ?? 0),
    small: same ? before.small : null,
  };
  frames?.set(nodeId, maps ? withPlanes(frame, maps) : frame);
}

function small({ thumbnails }: NodeFrame): Float32Array<ArrayBuffer>[] {
  return thumbnails ? [thumbnails.values] : [];
}

/** Of equal weights the ones of before, so that nothing that shows them is drawn again. */
function unchanged(before: WeightValues | undefined, now: SentWeights): WeightValues | undefined {
  const { values } = now;
  if (!values) return before;
  const isEqual =
    before?.shape.length === now.shape.length &&
    before.shape.every((side, axis) => side === now.shape[axis]) &&
    before.values.every((value, index) => value === values[index]);
  return isEqual ? before : { ...now, values };
}

function putMaps({ nodeId, key, maps, isSmall }: Extract<FromEngine, { type: 'maps' }>): void {
  const frame = frames?.get(nodeId);
  if (frame?.key !== key) return;
  const { width, height } = maps;
  frames?.set(
    nodeId,
    isSmall
      ? { ...frame, small: { width, height, planes: planesWith(frame.small?.planes, maps) } }
      : withPlanes(frame, maps),
  );
}

/** The planes of before and those that have come, these last. */
function planesWith(
  before: NodeFrame['planes'] | undefined,
  { width, height, channels, values }: PlanarMaps,
): Map<number, Float32Array<ArrayBuffer>> {
  const size = width * height;
  const planes = new Map(before);
  channels.forEach((channel, place) => {
    planes.delete(channel);
    planes.set(channel, values.subarray(place * size, (place + 1) * size));
  });
  return planes;
}

function withPlanes(frame: NodeFrame, maps: PlanarMaps): NodeFrame {
  const planes = planesWith(frame.planes, maps);
  return { ...frame, planes, mapWidth: maps.width, mapHeight: maps.height };
}

/**
 * Drops maps once they are more than the memory budget: those of the layers furthest from the
 * playhead first; of the layer under it those that came longest ago, but for a screenful.
 */
function dropDistant(frames: Map<NodeId, NodeFrame>): void {
  const state = store.getState();
  const most = budgetBytes(state.settings) / 4;
  let total = 0;
  for (const frame of frames.values()) total += numbersOf(frame);
  if (total <= most) return;
  const playhead = selectPlayhead(state);
  const furthestFirst = state.network.nodes
    .map(({ id }, index) => ({ id, distance: Math.abs(index - playhead) }))
    .toSorted((a, b) => b.distance - a.distance);
  for (const { id, distance } of furthestFirst) {
    const frame = frames.get(id);
    if (!frame || frame.planes.size === 0) continue;
    const planes = new Map(frame.planes);
    const size = frame.mapWidth * frame.mapHeight;
    for (const channel of frame.planes.keys()) {
      if (total <= most || (distance < 1 && planes.size <= screenful)) break;
      planes.delete(channel);
      total -= size;
    }
    frames.set(id, { ...frame, planes });
    forgetAsked(id);
    if (total <= most) return;
  }
}

function numbersOf({ planes, mapWidth, mapHeight }: NodeFrame): number {
  return planes.size * mapWidth * mapHeight;
}
