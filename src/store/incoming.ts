/** What the engine sends, gathered and put into the state once a frame. */
import type {
  FromEngine,
  NodeResult,
  PhotoPixels,
  PlanarMaps,
  WeightValues,
} from '../engine/protocol';
import type { NodeId } from '../network/graph';
import type { NodeFrame } from './state';
import type { RunState } from './state';
import { patch, store } from './store';

/** Values of a layer's maps kept on the page beyond those that are on screen, in numbers. */
const planeBudget = 16 * 1024 * 1024;

/** Results are shown without a frame after so many milliseconds. */
const frameless = 200;

let waiting: (() => void)[] = [];
let scheduled = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let prepared: PhotoPixels | undefined;
/** What else of the run's state changes with the results. */
let others: Partial<RunState> = {};
let frames: Map<NodeId, NodeFrame> | null = null;

/** Takes one message of results; the state changes before the next frame is painted. */
export function receiveResult(
  message: Extract<FromEngine, { type: 'prepared' | 'node' | 'maps' }>,
): void {
  waiting.push(() => {
    if (message.type === 'prepared') prepared = message.photo;
    else if (message.type === 'node') putNode(message.result);
    else putMaps(message);
  });
  schedule();
}

/**
 * Puts the last results of a run into the state at once, together with what else changes: canvases
 * painted now are on screen with the next frame, those painted in it one later.
 */
export function finishResults(changes: Partial<RunState>): void {
  others = changes;
  flushResults();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(flushResults);
  // A page that is hidden, or behind another window, has no frames.
  timer = setTimeout(flushResults, frameless);
}

/** Puts everything gathered into the state at once. */
function flushResults(): void {
  scheduled = false;
  clearTimeout(timer);
  const updates = waiting;
  waiting = [];
  frames = new Map(store.getState().run.frames);
  prepared = undefined;
  for (const update of updates) update();
  patch('run', { ...others, frames, ...(prepared ? { prepared } : {}) });
  others = {};
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
  const frame: NodeFrame = {
    ...result,
    weights: weights.map((weight, index) => unchanged(before?.weights[index], weight)),
    planes: same ? before.planes : new Map(),
    mapWidth: same ? before.mapWidth : (maps?.width ?? 0),
    mapHeight: same ? before.mapHeight : (maps?.height ?? 0),
    small: same ? before.small : null,
  };
  frames?.set(nodeId, maps ? withPlanes(frame, maps) : frame);
}

/** Of equal weights the ones of before, so that nothing that shows them is drawn again. */
function unchanged(before: WeightValues | undefined, now: WeightValues): WeightValues {
  const isEqual =
    before?.shape.length === now.shape.length &&
    before.shape.every((side, axis) => side === now.shape[axis]) &&
    before.values.every((value, index) => value === now.values[index]);
  return isEqual ? before : now;
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
  before: ReadonlyMap<number, Float32Array> | undefined,
  { width, height, channels, values }: PlanarMaps,
): Map<number, Float32Array> {
  const size = width * height;
  const planes = new Map(before);
  channels.forEach((channel, place) => {
    planes.delete(channel);
    planes.set(channel, values.subarray(place * size, (place + 1) * size));
  });
  return planes;
}

function withPlanes(frame: NodeFrame, maps: PlanarMaps): NodeFrame {
  const size = maps.width * maps.height;
  const planes = planesWith(frame.planes, maps);
  // Those read longest ago go first, never those that have just come.
  for (const channel of planes.keys()) {
    if (planes.size * size <= planeBudget || planes.size <= maps.channels.length) break;
    planes.delete(channel);
  }
  return { ...frame, planes, mapWidth: maps.width, mapHeight: maps.height };
}
