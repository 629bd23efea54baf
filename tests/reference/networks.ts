/** Random small networks that run, and random numbers for them. Plain data, made from seeds. */
import fc from 'fast-check';
import type { Settings } from '../../src/layers/settings';
import { chain, type Network } from '../../src/network/graph';
import { factsOf, type NodeFacts } from '../../src/network/shape';

export type Layer = [kind: string, settings?: Settings];

const padding = {
  padding: fc.constantFrom('valid', 'same', 'pixels'),
  paddingPixels: fc.integer({ min: 0, max: 3 }),
};
const smallSide = fc.integer({ min: 1, max: 4 });
const poolSide = fc.integer({ min: 2, max: 4 });
const zeros = fc.integer({ min: 0, max: 2 });
const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100);

const pool = fc.record({
  poolHeight: poolSide,
  poolWidth: poolSide,
  stride: fc.integer({ min: 0, max: 3 }),
  rounding: fc.constantFrom('floor', 'ceil'),
  ...padding,
});

/** Settings that matter for what a layer sees, by kind; kinds that have none are not in it. */
const settingsFor: Readonly<Record<string, fc.Arbitrary<Settings>>> = {
  conv2d: fc.record({
    filters: fc.integer({ min: 1, max: 3 }),
    kernelHeight: smallSide,
    kernelWidth: smallSide,
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    groups: fc.constantFrom(1, 1, 2, 3),
    useBias: fc.boolean(),
    ...padding,
  }),
  depthwiseConv2d: fc.record({
    depthMultiplier: fc.integer({ min: 1, max: 2 }),
    kernelHeight: smallSide,
    kernelWidth: smallSide,
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    useBias: fc.boolean(),
    ...padding,
  }),
  zeroPadding2d: fc.record({ top: zeros, bottom: zeros, left: zeros, right: zeros }),
  maxPool2d: pool,
  averagePool2d: pool,
  leakyRelu: fc.record({ alpha: hundredths(1) }),
  elu: fc.record({ alpha: hundredths(3) }),
  localResponseNormalization: fc.record({
    depthRadius: fc.integer({ min: 0, max: 2 }),
    k: fc.constantFrom(1, 2),
    alpha: fc.constantFrom(0.1, 1),
    beta: fc.constantFrom(0.5, 0.75, 1),
  }),
  dense: fc.record({ units: fc.integer({ min: 2, max: 5 }), useBias: fc.boolean() }),
};

/** A layer of one of the kinds, with any of its settings. */
export function layerOf(...kinds: readonly string[]): fc.Arbitrary<Layer> {
  return fc
    .constantFrom(...kinds)
    .chain((kind) =>
      (settingsFor[kind] ?? fc.constant<Settings>({})).map((settings): Layer => [kind, settings]),
    );
}

export const seed = fc.integer({ min: 0, max: 2147483645 });

/** Numbers 0..1, the same for the same seed. Park & Miller 1988: exact in 53 bits. */
export function numbersFrom(start: number): () => number {
  let state = start + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A chain behind an input with what is known of its nodes, or null where a layer cannot run. */
export function running(
  layers: readonly Layer[],
  photoShape: readonly number[],
  inputSettings: Settings = {},
): { network: Network; facts: ReadonlyMap<string, NodeFacts> } | null {
  const network = chain([['input', inputSettings], ...layers]);
  const facts = factsOf(network, photoShape);
  return [...facts.values()].every(({ state }) => state === 'runs') ? { network, facts } : null;
}

/** Shapes of what a node takes and gives. Throws where it does not run. */
export function shapesOf(
  facts: ReadonlyMap<string, NodeFacts>,
  nodeId: string,
): { inputShape: readonly number[]; shape: readonly number[] } {
  const own = facts.get(nodeId);
  if (own?.state !== 'runs') throw new RangeError(`${nodeId} does not run`);
  return own;
}
