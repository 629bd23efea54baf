/** Settings that every layer with weights has, and the weights that follow from them. */
import type { Shape, WeightSpec } from './contract';
import { initializers, silentFilters, type FilterChange } from './filterChanges';
import type { HandmadeKernel, SettingsOf, SettingSpecs } from './settings';
import { trainedOptions, untrained } from './trainedLayers';

export const weightSettings = {
  useBias: { type: 'boolean', code: 'b', default: true },
  bias: { type: 'number', code: 'bv', min: -1, max: 1, step: 0.01, default: 0 },
  initializer: {
    type: 'choice',
    code: 'w',
    options: initializers,
    default: 'glorotUniform',
  },
  constant: { type: 'number', code: 'c', min: -1, max: 1, step: 0.01, default: 0.1 },
  seed: { type: 'seed', code: 'n', default: 1 },
  /** Output count that the Glorot limit was taken at; 0 means the present one. See `weightsOf`. */
  drawnFor: { type: 'integer', code: 'g', min: 0, max: 4096, step: 1, default: 0, hidden: true },
} as const satisfies SettingSpecs;

/** The setting of kinds that trained networks have: which of their layers the weights are from. */
export function trainedSetting(kind: 'conv2d' | 'dense') {
  const options = trainedOptions(kind);
  return { type: 'choice', code: 'tr', options, default: untrained, hidden: true } as const;
}

/** What is done to single filters; of a layer where this cannot be done, nothing. */
interface ByFilter {
  handmade: readonly HandmadeKernel[];
  filterChanges: readonly FilterChange[];
  /** Index of the filter that alone is not 0; −1 where all are as they are. */
  solo: number;
}

const nothing: ByFilter = { handmade: [], filterChanges: [], solo: -1 };

/**
 * The kernel and the bias of a layer whose kernel is `[…, inputs, outputs]`; the axes before are
 * the window, and count on both sides of Glorot's limit.
 *
 * That limit depends on the number of outputs. So that a changed number leaves the filters that
 * were there exactly as they were, the limit stays the one of the number they were drawn for.
 */
export function weightsOf(
  kernelShape: Shape,
  outputs: number,
  s: SettingsOf<typeof weightSettings> & { readonly trained?: string },
  { handmade, filterChanges, solo }: ByFilter = nothing,
): readonly [WeightSpec, WeightSpec] {
  const { trained = untrained } = s;
  const receptive = kernelShape.slice(0, -2).reduce((product, side) => product * side, 1);
  const inputs = kernelShape.at(-2) ?? 1;
  const common = {
    seed: s.seed,
    fanIn: receptive * inputs,
    fanOut: receptive * (s.drawnFor === 0 ? outputs : s.drawnFor),
    silent: silentFilters(outputs, solo, filterChanges),
    trained,
  };
  return [
    {
      ...common,
      name: 'kernel',
      shape: kernelShape,
      initializer: s.initializer,
      constant: s.constant,
      handmade,
      frozen: filterChanges.flatMap(({ filter, frozen }) => {
        if (!frozen) return [];
        const { initializer, constant, seed, drawnFor, trained = untrained } = frozen;
        return [{ filter, initializer, constant, seed, trained, fanOut: receptive * drawnFor }];
      }),
      edits: filterChanges.flatMap(({ filter, numbers = [] }) =>
        numbers.map((number) => ({ filter, ...number })),
      ),
    },
    {
      ...common,
      name: 'bias',
      shape: [outputs],
      initializer: 'constant',
      constant: s.useBias ? s.bias : 0,
      handmade: [],
      frozen: [],
      edits: s.useBias ? filterChanges.flatMap(biasEdit) : [],
      trained: s.useBias ? trained : untrained,
    },
  ];
}

function biasEdit({ filter, bias, frozen }: FilterChange): WeightSpec['edits'] {
  const value = bias ?? frozen?.bias;
  return value === undefined ? [] : [{ filter, channel: 0, row: 0, column: 0, value }];
}
