/** Shapes, counts and receptive fields of a whole graph, from the layers' own files. */
import { definitionOf } from '../layers';
import { mapsOf, type Problem, type Shape } from '../layers/contract';
import type { Network, NodeId } from './graph';

/** What one cell of a layer sees of the photo, in photo pixels `[vertical, horizontal]`. */
export interface ReceptiveField {
  size: readonly [number, number];
  /** Photo pixels between the fields of neighbouring cells. */
  stride: readonly [number, number];
  /** Photo coordinate at which the field of the cell 0 starts; negative inside padding. */
  start: readonly [number, number];
}

/** Facts of one node, or why it has none. */
export type NodeFacts =
  | {
      state: 'runs';
      inputShape: Shape;
      shape: Shape;
      parameters: number;
      macs: number;
      receptiveField: ReceptiveField;
    }
  /** The node itself cannot run. */
  | { state: 'cannotRun'; inputShape: Shape; problem: Problem }
  /** A node before it cannot run. */
  | { state: 'waits'; for: NodeId };

/** Facts of every node, for a photo that the network sees at `[height, width, channels]`. */
export function factsOf(network: Network, photoShape: Shape): ReadonlyMap<NodeId, NodeFacts> {
  const facts = new Map<NodeId, NodeFacts>();
  for (const node of network.nodes) {
    const source = node.inputs[0];
    const before = source === undefined ? undefined : facts.get(source);
    if (before && before.state !== 'runs') {
      facts.set(node.id, { state: 'waits', for: before.state === 'waits' ? before.for : source! });
      continue;
    }
    const inputShape = before ? before.shape : photoShape;
    const definition = definitionOf(node.kind);
    const result = definition.outputShape(inputShape, node.settings);
    if (!result.ok) {
      facts.set(node.id, { state: 'cannotRun', inputShape, problem: result.problem });
      continue;
    }
    facts.set(node.id, {
      state: 'runs',
      inputShape,
      shape: result.shape,
      parameters: definition.parameters(inputShape, node.settings),
      macs: definition.macs(inputShape, node.settings),
      receptiveField: extend(
        before?.receptiveField ?? { size: [1, 1], stride: [1, 1], start: [0, 0] },
        definition.reach(inputShape, node.settings),
        photoShape,
      ),
    });
  }
  return facts;
}

/** Araujo, Norris & Sim 2019: each window widens the field by (span − 1) of the strides so far. */
function extend(
  field: ReceptiveField,
  reach: ReturnType<ReturnType<typeof definitionOf>['reach']>,
  photoShape: Shape,
): ReceptiveField {
  if (reach === 'sameCell') return field;
  if (reach === 'everything') {
    const { height, width } = mapsOf(photoShape);
    return { size: [height, width], stride: [0, 0], start: [0, 0] };
  }
  const along = (axis: 0 | 1) => {
    const span = (reach.size[axis] - 1) * reach.dilation[axis] + 1;
    return {
      size: field.size[axis] + (span - 1) * field.stride[axis],
      stride: field.stride[axis] * reach.stride[axis],
      start: field.start[axis] - reach.padBefore[axis] * field.stride[axis],
    };
  };
  const rows = along(0);
  const columns = along(1);
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    start: [rows.start, columns.start],
  };
}
