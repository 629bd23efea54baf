/** The list of layer kinds. A new kind is its file and one line here. */
import type { LayerDefinition } from './contract';
import { conv2d } from './conv2d';
import { input } from './input';
import { relu } from './relu';

/** In the order in which the menu offers them. */
export const layerDefinitions: readonly LayerDefinition[] = [input, conv2d, relu];

const byKind = new Map(layerDefinitions.map((definition) => [definition.kind, definition]));

/** The definition of a kind. Throws a RangeError for a kind that is not in the list. */
export function definitionOf(kind: string): LayerDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new RangeError(`no layer kind is called ${kind}`);
  return definition;
}

export function isLayerKind(kind: string): boolean {
  return byKind.has(kind);
}
