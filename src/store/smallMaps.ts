/**
 * Maps made small, for views that show very many at once: asked for layer by layer as the layers'
 * values come in, for as long as somebody wants them.
 */
import type { NodeId } from '../network/graph';
import { read } from './conductor';
import { selectFacts } from './derived';
import type { State } from './state';
import { patch, store } from './store';
import { allMaps } from './wanted';

/** Longest side of a small map, in cells. */
const longestSide = 32;

/** The layers that each view wants. */
const views = new Set<readonly NodeId[]>();
let unfollow: (() => void) | null = null;
let isAsking = false;

/** Wants all maps of some layers in small, the first of them first, until the function is called. */
export function wantSmallMaps(ids: readonly NodeId[]): () => void {
  const view = [...ids];
  views.add(view);
  unfollow ??= store.subscribe(follow);
  askSoon();
  return () => {
    views.delete(view);
    if (views.size === 0) {
      unfollow?.();
      unfollow = null;
    }
    forgetUnwanted();
  };
}

/** New values, or a run's end: what was asked for in vain can be asked for again. */
function follow({ run }: State, { run: before }: State): void {
  if (run.frames !== before.frames || run.memory !== before.memory) askSoon();
}

/** Once whoever told of the change is through with it. */
function askSoon(): void {
  if (isAsking) return;
  isAsking = true;
  queueMicrotask(ask);
}

/** A message a layer: a run that is asked for meanwhile need not wait for all of them. */
function ask(): void {
  isAsking = false;
  const state = store.getState();
  for (const id of new Set([...views].flat())) {
    if (selectFacts(state).get(id)?.state !== 'runs' || !hasMaps(state, id)) continue;
    read([{ ...allMaps(state, id), longestSide }]);
  }
}

/** A vector is always there as a whole. */
function hasMaps(state: State, id: NodeId): boolean {
  return state.run.frames.get(id)?.shape.length === 3;
}

function forgetUnwanted(): void {
  const wanted = new Set([...views].flat());
  const { frames } = store.getState().run;
  const unwanted = [...frames].filter(([id, { small }]) => small && !wanted.has(id));
  if (unwanted.length === 0) return;
  const dropped = unwanted.map(([id, frame]) => [id, { ...frame, small: null }] as const);
  patch('run', { frames: new Map([...frames, ...dropped]) });
}
