/** Where a network begins: how the photo is prepared and how its values are scaled. */
import { defineLayer, oneCell, shapeOk } from './contract';
import { type SettingsOf, type SettingSpecs } from './settings';

const specs = {
  longestSide: { type: 'integer', code: 'l', min: 32, max: 1024, step: 1, default: 400 },
  greyscale: { type: 'boolean', code: 'g', default: false },
  cropSquare: { type: 'boolean', code: 'q', default: false },
  scaling: {
    type: 'choice',
    code: 'v',
    options: ['zeroToOne', 'minusOneToOne', 'bytes', 'standardise'],
    default: 'zeroToOne',
  },
  /** Of `standardise`, on values 0..1: (x − mean) / deviation, the same for every channel. */
  mean: { type: 'number', code: 'm', min: 0, max: 1, step: 0.005, default: 0.5 },
  deviation: { type: 'number', code: 'd', min: 0.05, max: 1, step: 0.005, default: 0.25 },
} as const satisfies SettingSpecs;

export type InputSettings = SettingsOf<typeof specs>;

/**
 * The input's shape in and out is the prepared photo's, `[height, width, 3 or 1]`: the engine hands
 * `compute` the photo's bytes 0..255 after downscaling, cropping and greyscale.
 */
export const input = defineLayer<InputSettings>({
  kind: 'input',
  code: 'i',
  group: 'input',
  settings: specs,
  outputSign: 'signed',
  outputShape: (shape) => shapeOk(...shape),
  parameters: () => 0,
  macs: () => 0,
  reach: () => 'sameCell',
  terms: (_input, _settings, cell) => ({ combination: 'function', ...oneCell(cell) }),
  curve(byte, s) {
    const { factor, offset } = affineOf(s);
    return byte * factor + offset;
  },
  weights: () => [],

  compute(tf, bytes, s) {
    const { factor, offset } = affineOf(s);
    return tf.add(tf.mul(bytes, factor), offset);
  },
});

/** The scaling as value = byte · factor + offset. */
export function affineOf(s: InputSettings): { factor: number; offset: number } {
  switch (s.scaling) {
    case 'zeroToOne':
      return { factor: 1 / 255, offset: 0 };
    case 'minusOneToOne':
      return { factor: 2 / 255, offset: -1 };
    case 'bytes':
      return { factor: 1, offset: 0 };
    case 'standardise':
      return { factor: 1 / (255 * s.deviation), offset: -s.mean / s.deviation };
  }
}

/** Photo size that the network sees: `longestSide` bounds it, and it is never enlarged. In pixels. */
export function inputShape(photo: { width: number; height: number }, s: InputSettings): number[] {
  const side = Math.min(photo.width, photo.height);
  const width = s.cropSquare ? side : photo.width;
  const height = s.cropSquare ? side : photo.height;
  const ratio = Math.min(1, s.longestSide / Math.max(width, height));
  return [
    Math.max(1, Math.round(height * ratio)),
    Math.max(1, Math.round(width * ratio)),
    s.greyscale ? 1 : 3,
  ];
}

/** Equal keys mean that every photo is prepared alike. */
export function inputKey({ longestSide, greyscale, cropSquare }: InputSettings): string {
  return JSON.stringify([longestSide, greyscale, cropSquare]);
}
