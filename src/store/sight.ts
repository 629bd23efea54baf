/** Which nodes have a picture on screen, or nearly: the engine tells of these first. */
import type { NodeId } from '../network/graph';
import { selectStageNode } from './derived';
import type { State } from './state';

/** Those of the filmstrip; null until it has said. */
let frames: readonly NodeId[] | null = null;
/** Those of other views. */
const views = new Set<readonly NodeId[]>();
/** What was given last. */
let given = '';

/** Nobody has been given anything yet: another engine begins. */
export function forgetSight(): void {
  given = '';
}

/** Remembers which frames of the filmstrip are on screen. */
export function setFramesInSight(ids: readonly NodeId[]): void {
  frames = ids;
}

/** A view has pictures of some nodes, until the function is called. */
export function addToSight(ids: readonly NodeId[]): () => void {
  views.add(ids);
  return () => views.delete(ids);
}

/**
 * All that is in sight, with what is on the stage and what feeds that: where it is not what was given
 * last, which the caller passes on. Null where it is, or nobody knows.
 */
export function sightNews(state: State): NodeId[] | null {
  if (!frames) return null;
  const { id, inputs } = selectStageNode(state);
  const nodeIds = [...new Set([id, ...inputs, ...frames, ...[...views].flat()])];
  const sight = nodeIds.join(' ');
  if (sight === given) return null;
  given = sight;
  return nodeIds;
}
