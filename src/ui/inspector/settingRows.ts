/** Which controls a layer's settings get, in which order: from the declarations and the values. */
import type { LayerDefinition } from '../../layers/contract';
import type { Settings, SettingSpec } from '../../layers/settings';

export type SettingRow =
  | { type: 'single'; key: string; spec: SettingSpec }
  /** Height and width, one slider while they are linked. */
  | { type: 'pair'; label: string; height: string; width: string }
  /** A stride whose 0 means the pool's own size. */
  | { type: 'poolStride' };

/** Heights whose widths are set with them, and the name the two share. */
const pairs: Readonly<Record<string, { width: string; label: string }>> = {
  kernelHeight: { width: 'kernelWidth', label: 'kernel' },
  poolHeight: { width: 'poolWidth', label: 'pool' },
};
const widths = new Set(Object.values(pairs).map(({ width }) => width));

/** Settings that say something only while another has a certain value. */
const shownWhen: Readonly<Record<string, (settings: Settings) => boolean>> = {
  paddingPixels: ({ padding }) => padding === 'pixels',
  bias: ({ useBias }) => useBias === true,
  constant: ({ initializer }) => initializer === 'constant',
  seed: ({ initializer }) => initializer !== 'constant',
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
    if (spec.hidden || spec.type === 'handmade' || widths.has(key)) return [];
    if (weightKeys.has(key) !== (part === 'weights')) return [];
    if (shownWhen[key]?.(settings) === false) return [];
    const pair = pairs[key];
    if (pair) return [{ type: 'pair', label: pair.label, height: key, width: pair.width }];
    if (key === 'stride' && 'poolHeight' in settings) return [{ type: 'poolStride' }];
    return [{ type: 'single', key, spec }];
  });
}

export function hasWeights(definition: LayerDefinition): boolean {
  return 'initializer' in definition.settings;
}
