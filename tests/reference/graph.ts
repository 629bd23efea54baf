/** Graphs in plain loops, node by node, and random small ones whose branches part and meet. */
import fc from 'fast-check';
import { compose, type Step } from '../../src/network/compose';
import type { Network, NetworkNode, NodeId } from '../../src/network/graph';
import { factsOf, type NodeFacts } from '../../src/network/shape';
import { runReference, weightShapes } from './layer';
import type { Values } from './loops';
import { concatenated, summed } from './merging';

/** The weights of a node that is fed such a shape: kernel and bias, as `weightShapes` has them. */
export type PlainWeights = (node: NetworkNode, shapes: number[][]) => ArrayLike<number>[];

/** Values of every node behind the input, whose own are given. Throws where one has no output. */
export function runGraph(
  network: Network,
  input: Values,
  weightsFor: PlainWeights,
): ReadonlyMap<NodeId, Values> {
  const all = new Map<NodeId, Values>();
  for (const node of network.nodes) {
    const before = node.inputs.map(
      (id) => all.get(id) ?? { shape: [], values: new Float64Array() },
    );
    const result = node.inputs.length === 0 ? input : outputOf(node, before, weightsFor);
    if (!result) throw new RangeError(`${node.id} has no output`);
    all.set(node.id, result);
  }
  return all;
}

function outputOf(
  node: NetworkNode,
  before: readonly Values[],
  weightsFor: PlainWeights,
): Values | null {
  if (node.kind === 'concatenate') return concatenated(before);
  if (node.kind === 'add') return summed(before);
  const [first] = before;
  if (!first) return null;
  const shapes = weightShapes(node.kind, node.settings, first.shape);
  return runReference(node.kind, node.settings, first, weightsFor(node, shapes));
}

function conv(side: number, stride: number, filters: number): Step {
  return ['conv2d', { kernelHeight: side, kernelWidth: side, filters, stride, padding: 'same' }];
}

function pool(side: number, stride: number): Step {
  const size = { poolHeight: side, poolWidth: side, stride, padding: 'same' };
  return [side === 2 ? 'averagePool2d' : 'maxPool2d', size];
}

/** Branches of equal height and width at a common stride, as many maps in each where they are added. */
function module(stride: number, join: 'concatenate' | 'add'): fc.Arbitrary<Step> {
  const filters = join === 'add' ? fc.constant(2) : fc.integer({ min: 1, max: 3 });
  const side = fc.constantFrom(1, 2, 3, 5);
  const branch = fc.oneof(
    fc.tuple(side, filters).map(([size, count]): Step[] => [conv(size, stride, count), ['relu']]),
    fc.tuple(side, side, filters).map(([one, two, count]): Step[] => {
      return [conv(one, stride, 2), conv(two, 1, count)];
    }),
    fc.constantFrom(2, 3).map((size): Step[] => [pool(size, stride)]),
    fc.constant<Step[]>(stride === 1 ? [] : [pool(2, stride)]),
  );
  return fc.array(branch, { minLength: 2, maxLength: 4 }).map((branches) => ({ branches, join }));
}

const joins = fc.constantFrom<'concatenate' | 'add'>('concatenate', 'add');
const middle = fc
  .tuple(fc.constantFrom(1, 2), joins)
  .chain(([stride, join]) => module(stride, join));
const end = fc.constantFrom<Step[]>(
  [],
  [conv(2, 1, 2)],
  [pool(3, 2)],
  [['flatten']],
  [['flatten'], ['dense', { units: 3 }]],
  [{ branches: [[['flatten']], [['maxPool2d'], ['flatten']]], join: 'concatenate' }],
);

export interface RunningGraph {
  network: Network;
  facts: ReadonlyMap<NodeId, NodeFacts>;
  photoShape: number[];
}

/** A convolution, a module of branches, and something behind it, on a small photo. */
export const anyGraph: fc.Arbitrary<RunningGraph> = fc
  .tuple(middle, end, fc.integer({ min: 3, max: 7 }), fc.integer({ min: 3, max: 7 }))
  .map(([module, rest, height, width]): RunningGraph | null => {
    const photoShape = [height, width, 3];
    const network = compose([['input'], conv(3, 1, 2), module, ...rest]);
    const facts = factsOf(network, photoShape);
    const runs = [...facts.values()].every(({ state }) => state === 'runs');
    return runs ? { network, facts, photoShape } : null;
  })
  .filter((graph) => graph !== null);
