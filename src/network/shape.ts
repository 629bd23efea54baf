/** Shapes, counts and receptive fields of a whole graph, from the layers' own files. */
import { definitionOf } from '../layers';
import type { Problem, Shape, ShapeResult } from '../layers/contract';
import { demandOf, MemoryTally } from './demand';
import type { Network, NetworkNode, NodeId } from './graph';
import { extendField, pixelFields, uniteFields, type ReceptiveField } from './receptiveField';

export type { ReceptiveField } from './receptiveField';

/** Facts of one node, or why it has none. */
export type NodeFacts =
  | {
      state: 'runs';
      /** Of the first input. */
      inputShape: Shape;
      /** Of all inputs, in order. */
      inputShapes: readonly Shape[];
      shape: Shape;
      parameters: number;
      macs: number;
      receptiveField: ReceptiveField;
    }
  /** The node itself cannot run. */
  | { state: 'cannotRun'; inputShape: Shape; problem: Problem }
  /** A node before it cannot run. */
  | { state: 'waits'; for: NodeId };

type RunningFacts = Extract<NodeFacts, { state: 'runs' }>;

/**
 * Facts of every node, for a photo that the network sees at `[height, width, channels]`. Nodes that
 * would bring the network beyond so many bytes of memory cannot run.
 */
export function factsOf(
  network: Network,
  photoShape: Shape,
  mostBytes = Infinity,
): ReadonlyMap<NodeId, NodeFacts> {
  const facts = new Map<NodeId, NodeFacts>();
  const tally = new MemoryTally(network.nodes, mostBytes);
  for (const node of network.nodes) {
    facts.set(node.id, factsOfNode(node, facts, photoShape, tally));
    tally.pass(node);
  }
  return facts;
}

function factsOfNode(
  node: NetworkNode,
  known: ReadonlyMap<NodeId, NodeFacts>,
  photoShape: Shape,
  tally: MemoryTally,
): NodeFacts {
  const before: RunningFacts[] = [];
  for (const source of node.inputs) {
    const own = known.get(source);
    if (own?.state === 'waits') return own;
    if (own?.state !== 'runs') return { state: 'waits', for: source };
    before.push(own);
  }
  const inputShapes = before.length > 0 ? before.map(({ shape }) => shape) : [photoShape];
  const inputShape = inputShapes[0] ?? photoShape;
  const result = outputShapeOf(node, inputShapes);
  if (!result.ok) return { state: 'cannotRun', inputShape, problem: result.problem };
  const { shape } = result;
  const definition = definitionOf(node.kind);
  const parameters = definition.parameters(inputShape, node.settings);
  const problem = tally.admit(node, demandOf(node, inputShape, shape, parameters));
  if (problem) return { state: 'cannotRun', inputShape, problem };
  const fields = before.map(({ receptiveField }) => receptiveField);
  const reach = definition.reach(inputShape, node.settings);
  return {
    state: 'runs',
    inputShape,
    inputShapes,
    shape,
    parameters,
    macs: definition.macs(inputShape, node.settings),
    receptiveField:
      fields.length > 1
        ? uniteFields(fields, shape, photoShape)
        : extendField(fields[0] ?? pixelFields(photoShape), reach, shape, photoShape),
  };
}

/** The shape that a node makes of its inputs', or why it makes none. */
export function outputShapeOf(
  { kind, settings }: NetworkNode,
  inputShapes: readonly Shape[],
): ShapeResult {
  const definition = definitionOf(kind);
  if (definition.merge) return definition.merge.outputShape(inputShapes);
  return definition.outputShape(inputShapes[0] ?? [], settings);
}
