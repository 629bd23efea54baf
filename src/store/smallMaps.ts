/**
 * Maps made small, for views that show very many at once: asked for layer by layer as the layers'
 * values come in, for as long as somebody wants them.
 */
import type { NodeId } from '../network/graph';
import { read, tellSight } from './conductor';
import { selectFacts } from './derived';
import { addToSight } from './sight';
import type { State } from './state';
import { patch, store } from './store';
import { allMaps, forgetAsked } from './wanted';

/** Longest side of a small map, in cells, where a view does not say. */
const usualSide = 32;
/** Values (not bytes) of full maps that the page keeps of layers that are not looked at. */
const keptValues = 12 * 1024 * 1024;

/** The layers that each view wants, and how large their maps are to be. */
interface SmallView {
  ids: readonly NodeId[];
  longestSide: number;
}

const views = new Set<SmallView>();
let unfollow: (() => void) | null = null;
let isSettling = false;

/** Wants all maps of some layers in small, the first of them first, until the function is called. */
export function wantSmallMaps(ids: readonly NodeId[], longestSide = usualSide): () => void {
  const view = { ids, longestSide };
  views.add(view);
  const leaveSight = addToSight(ids);
  tellSight();
  unfollow ??= store.subscribe(follow);
  settleSoon();
  return () => {
    views.delete(view);
    leaveSight();
    tellSight();
    if (views.size === 0) {
      unfollow?.();
      unfollow = null;
    }
    settleSoon();
  };
}

/** New values, or a run's end: what was asked for in vain can be asked for again. */
function follow({ run }: State, { run: before }: State): void {
  if (run.frames !== before.frames || run.memory !== before.memory) settleSoon();
}

/** Once whoever told of the change is through with it: a view may be wanted anew, and little else. */
function settleSoon(): void {
  if (isSettling) return;
  isSettling = true;
  queueMicrotask(() => {
    isSettling = false;
    forgetUnwanted();
    ask();
  });
}

/** A message a layer: a run that is asked for meanwhile need not wait for all of them. */
function ask(): void {
  const state = store.getState();
  for (const { ids, longestSide } of views) {
    for (const id of ids) {
      if (selectFacts(state).get(id)?.state !== 'runs' || !hasMaps(state, id)) continue;
      read([{ ...allMaps(state, id), longestSide }]);
    }
  }
}

/** Lets go of the full maps of other layers where they are many. */
export function keepPlanesOf(ids: readonly NodeId[]): void {
  const { frames } = store.getState().run;
  const others = [...frames].filter(
    ([id, { planes, shape }]) => planes.size > 0 && shape.length === 3 && !ids.includes(id),
  );
  const kept = others.reduce(
    (sum, [, { planes, mapWidth, mapHeight }]) => sum + planes.size * mapWidth * mapHeight,
    0,
  );
  if (kept <= keptValues) return;
  const remaining = new Map(frames);
  for (const [id, frame] of others) remaining.set(id, { ...frame, planes: new Map() });
  patch('run', { frames: remaining });
  forgetAsked();
}

/** A vector is always there as a whole. */
function hasMaps(state: State, id: NodeId): boolean {
  return state.run.frames.get(id)?.shape.length === 3;
}

/** Small maps that nobody wants any more, or not in that size, are dropped. */
function forgetUnwanted(): void {
  const sides = new Map(
    [...views].flatMap(({ ids, longestSide }) => ids.map((id) => [id, longestSide] as const)),
  );
  const { frames } = store.getState().run;
  const unwanted = [...frames].filter(([id, { small, shape }]) => {
    const side = Math.min(sides.get(id) ?? 0, Math.max(...shape.slice(0, 2)));
    return small && Math.max(small.width, small.height) !== side;
  });
  if (unwanted.length === 0) return;
  const remaining = new Map(frames);
  for (const [id, frame] of unwanted) remaining.set(id, { ...frame, small: null });
  patch('run', { frames: remaining });
  forgetAsked();
}
