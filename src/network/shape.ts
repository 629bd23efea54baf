/** Shapes, counts and receptive fields of a whole graph, from the layers' own files. */
import { definitionOf } from '../layers';
import { mapsOf, type Problem, type Reach, type Shape } from '../layers/contract';
import type { Network, NodeId } from './graph';

/** What one cell of a layer sees of the photo, in photo pixels `[vertical, horizontal]`. */
export interface ReceptiveField {
  size: readonly [number, number];
  /** Photo pixels between the fields of neighbouring cells. */
  stride: readonly [number, number];
  /** Photo coordinate at which the field of the cell 0 starts; negative inside padding. */
  start: readonly [number, number];
  /**
   * Rows and columns of cells that the fields belong to: the layer's own, or, behind a flatten,
   * those of the maps that it unrolled. `[1, 1]` where every cell sees the same.
   */
  grid: readonly [number, number];
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
    if (source !== undefined && before && before.state !== 'runs') {
      facts.set(node.id, { state: 'waits', for: before.state === 'waits' ? before.for : source });
      continue;
    }
    const inputShape = before?.state === 'runs' ? before.shape : photoShape;
    const definition = definitionOf(node.kind);
    const result = definition.outputShape(inputShape, node.settings);
    if (!result.ok) {
      facts.set(node.id, { state: 'cannotRun', inputShape, problem: result.problem });
      continue;
    }
    const field = before?.state === 'runs' ? before.receptiveField : pixelFields(photoShape);
    facts.set(node.id, {
      state: 'runs',
      inputShape,
      shape: result.shape,
      parameters: definition.parameters(inputShape, node.settings),
      macs: definition.macs(inputShape, node.settings),
      receptiveField: extend(
        field,
        definition.reach(inputShape, node.settings),
        result.shape,
        photoShape,
      ),
    });
  }
  return facts;
}

/** Every pixel of the photo sees itself. */
function pixelFields(photoShape: Shape): ReceptiveField {
  const { height, width } = mapsOf(photoShape);
  return { size: [1, 1], stride: [1, 1], start: [0, 0], grid: [height, width] };
}

/** Araujo, Norris & Sim 2019: each window widens the field by (span − 1) of the strides so far. */
function extend(
  field: ReceptiveField,
  reach: Reach,
  shape: Shape,
  photoShape: Shape,
): ReceptiveField {
  if (reach === 'sameCell') return field;
  if (reach === 'everything') return union(field, photoShape);
  const { height, width } = mapsOf(shape);
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
    grid: [height, width],
  };
}

/**
 * What all cells see together, within the photo. That need not be all of it: windows may leave
 * rows and columns over at the end.
 */
function union(field: ReceptiveField, photoShape: Shape): ReceptiveField {
  const { height, width } = mapsOf(photoShape);
  const along = (axis: 0 | 1, side: number) => {
    const end = field.start[axis] + field.size[axis] + (field.grid[axis] - 1) * field.stride[axis];
    const start = Math.max(0, field.start[axis]);
    // Every window may lie in padding before the photo.
    return { start, size: Math.max(0, Math.min(side, end) - start) };
  };
  const rows = along(0, height);
  const columns = along(1, width);
  return {
    size: [rows.size, columns.size],
    stride: [0, 0],
    start: [rows.start, columns.start],
    grid: [1, 1],
  };
}
