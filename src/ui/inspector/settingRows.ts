/** Which controls a layer's settings get, in which order: from the declarations and the values. */
import type { LayerDefinition } from '../../layers/contract';
import type { Settings, SettingSpec } from '../../layers/settings';
import { untrained } from '../../layers/trainedLayers';

export type SettingRow =
  | { type: 'single'; key: string; spec: SettingSpec }
  /** Height and width, or the sides of a padding: one slider while they are linked. */
  | { type: 'linked'; label: string; sides: readonly [Side, ...Side[]] }
  /** A stride whose 0 means the pool's own size. */
  | { type: 'poolStride' };

/** A setting and its word's key in the locale files. */
export interface Side {
  key: string;
  label: string;
}

/** Settings that others are set with, and the name that they share. */
const linked: Readonly<Record<string, { label: string; others: readonly Side[] }>> = {
  kernelHeight: { label: 'kernel', others: [{ key: 'kernelWidth', label: 'width' }] },
  poolHeight: { label: 'pool', others: [{ key: 'poolWidth', label: 'width' }] },
  top: {
    label: 'zeros',
    others: ['bottom', 'left', 'right'].map((key) => ({ key, label: key })),
  },
};
const others = new Set(Object.values(linked).flatMap((link) => link.others.map(({ key }) => key)));

/** Whether numbers are drawn at all: learned ones have no initialiser, seed or constant bias. */
const isDrawn = ({ trained = untrained }: Settings) => trained === untrained;

/** Settings that say something only while another has a certain value. */
const shownWhen: Readonly<Record<string, (settings: Settings) => boolean>> = {
  rounding: ({ padding }) => padding !== 'same',
  paddingPixels: ({ padding }) => padding === 'pixels',
  bias: (settings) => settings['useBias'] === true && isDrawn(settings),
  initializer: isDrawn,
  constant: (settings) => settings['initializer'] === 'constant' && isDrawn(settings),
  seed: (settings) => settings['initializer'] !== 'constant' && isDrawn(settings),
  mean: ({ scaling }) => scaling === 'standardise',
  deviation: ({ scaling }) => scaling === 'standardise',
};

/** How weights come about stands with the weights themselves. */
const weightKeys = new Set(['initializer', 'constant', 'seed']);

export function settingRows(
  definition: LayerDefinition,
  settings: Settings,
  part: 'layer' | 'weights',
): SettingRow[] {
  return Object.entries(definition.settings).flatMap(([key, spec]): SettingRow[] => {
    if (spec.hidden || spec.type === 'handmade' || others.has(key)) return [];
    if (weightKeys.has(key) !== (part === 'weights')) return [];
    if (shownWhen[key]?.(settings) === false) return [];
    const link = linked[key];
    if (link) {
      const side = { key, label: key === 'top' ? key : 'height' };
      return [{ type: 'linked', label: link.label, sides: [side, ...link.others] }];
    }
    if (key === 'stride' && 'poolHeight' in settings) return [{ type: 'poolStride' }];
    return [{ type: 'single', key, spec }];
  });
}

export function hasWeights(definition: LayerDefinition): boolean {
  return 'initializer' in definition.settings;
}
