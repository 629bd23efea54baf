/** The layers of trained networks as parts: what they are where they come from, and what takes them over. */
import { definitionOf } from '../layers';
import type { Shape } from '../layers/contract';
import { inputShape, type InputSettings } from '../layers/input';
import type { Settings } from '../layers/settings';
import { trainedPart, untrained } from '../layers/trainedLayers';
import type { NetworkNode } from '../network/graph';
import { factsOf } from '../network/shape';
import { presets } from '../presets';
import { selectFacts } from './derived';
import type { State } from './state';
import { useStore } from './store';
import { selectUsesTrained } from './trained';

export interface TrainedLayer {
  kind: string;
  settings: Settings;
  /** Of its kernel: `[…, inputs, outputs]`. */
  kernelShape: Shape;
}

const known = new Map<string, TrainedLayer | null>();

/** The layer that a value of the setting `trained` names, as its own network has it. */
export function trainedLayer(value: string): TrainedLayer | null {
  let layer = known.get(value);
  if (layer === undefined) known.set(value, (layer = findLayer(value)));
  return layer;
}

function findLayer(value: string): TrainedLayer | null {
  const source = trainedPart(value)?.source;
  if (source === undefined) return null;
  const network = presets.find(({ trained }) => trained === source)?.network;
  const node = network?.nodes.find(({ settings }) => settings['trained'] === value);
  const input = network?.nodes[0]?.settings as InputSettings | undefined;
  if (!network || !node || !input) return null;
  const photo = { width: input.longestSide, height: input.longestSide };
  const kernelShape = kernelShapeOf(node, factsOf(network, inputShape(photo, input)).get(node.id));
  return kernelShape && { kind: node.kind, settings: node.settings, kernelShape };
}

function kernelShapeOf(
  { kind, settings }: NetworkNode,
  facts: ReturnType<ReturnType<typeof selectFacts>['get']>,
): Shape | null {
  if (facts?.state !== 'runs') return null;
  return definitionOf(kind).weights(facts.inputShape, settings)[0]?.shape ?? null;
}

/** What a layer's numbers are now: all learned, learned as far as both have numbers, or drawn. */
export type NumbersInUse = 'learned' | 'partly' | 'drawn';

export function useNumbersInUse(node: NetworkNode): NumbersInUse {
  return useStore((state) => selectNumbersInUse(state, node));
}

function selectNumbersInUse(state: State, node: NetworkNode): NumbersInUse {
  const value = node.settings['trained'];
  if (typeof value !== 'string' || value === untrained || !selectUsesTrained(state)) return 'drawn';
  const learned = trainedLayer(value)?.kernelShape;
  const own = kernelShapeOf(node, selectFacts(state).get(node.id));
  if (!learned || !own) return 'partly';
  return own.every((side, axis) => side <= (learned[axis] ?? 0)) ? 'learned' : 'partly';
}
