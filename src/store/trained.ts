/** What the page tells of trained weights: how they stand, and which layer gives the answer. */
import { untrained } from '../layers/trainedLayers';
import type { Network, NodeId } from '../network/graph';
import { labelsOf, sourcesOf } from '../network/trained';
import { retryWeights } from './conductor';
import type { State } from './state';
import { patch, store } from './store';

/** Of a network with trained layers: which weights are in them, or will be once they are here. */
export type WeightsStanding = 'trained' | 'random' | 'loading' | 'failed';

let remembered: { network: Network; sources: readonly string[] } | null = null;

function selectSources({ network }: State): readonly string[] {
  if (remembered?.network !== network) remembered = { network, sources: sourcesOf(network) };
  return remembered.sources;
}

/** Whether any layer has trained weights that it could use. */
export function selectHasTrained(state: State): boolean {
  return selectSources(state).length > 0;
}

export function selectWeightsStanding(state: State): WeightsStanding {
  if (state.view.weights === 'random') return 'random';
  const states = selectSources(state).map((source) => state.run.weights[source]?.state);
  if (states.includes('failed')) return 'failed';
  return states.every((each) => each === 'ready') ? 'trained' : 'loading';
}

/** Whether trained layers compute with their trained weights, or will as soon as these are here. */
export function selectUsesTrained(state: State): boolean {
  const standing = selectWeightsStanding(state);
  return standing === 'trained' || standing === 'loading';
}

/** Bytes of the trained weights that have come; in all, where the host has told: else null. */
export function selectLoadedBytes(state: State): number {
  return loading(state).reduce((sum, { loaded }) => sum + loaded, 0);
}

export function selectTotalBytes(state: State): number | null {
  const totals = loading(state).map(({ total }) => total);
  if (totals.length === 0) return null;
  return totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total));
}

function loading(state: State) {
  return selectSources(state).flatMap((source) => {
    const weights = state.run.weights[source];
    return weights?.state === 'loading' ? [weights] : [];
  });
}

/** The softmax whose shares are those of a trained classifier's classes; null where there is none. */
export function selectAnswerId({ network }: State): NodeId | null {
  const end = network.nodes.findLast(
    ({ id, kind }) => kind === 'softmax' && labelsOf(network, id) !== null,
  );
  return end?.id ?? null;
}

/** Whether layers that could have trained weights draw theirs beside those that have. */
export function selectIsPartlyTrained({ network }: State): boolean {
  return network.nodes.some(({ settings }) => settings['trained'] === untrained);
}

/** From trained weights to random ones and back, in all layers; those that failed are tried again. */
export function toggleWeights(): void {
  const state = store.getState();
  if (!selectHasTrained(state)) return;
  if (selectWeightsStanding(state) === 'failed') retryWeights();
  else patch('view', { weights: state.view.weights === 'random' ? 'trained' : 'random' });
}
