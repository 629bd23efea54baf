/**
 * The colour maps. Each is one entry of the table: what its scale spans, and its ramp in each theme.
 * A map's "nothing here" is the theme's own background, so that structure glows on the page.
 */
import { pixelOf, rgbOfHex } from './oklab';
import { rampPixels, twoSidedPixels, type RampPlan } from './ramp';
import type { ScaleSpan } from './scale';

export type Theme = 'dark' | 'light';

/** Page colours that the ramps start at; the same as the style sheet's tokens. */
export const themeBackground: Readonly<Record<Theme, string>> = {
  dark: '#0d0e11',
  light: '#f6f4ee',
};

/** Pixels in a ramp. Odd, so that a diverging one has a middle entry, which is zero exactly. */
export const lutSize = 1025;

/** A value that is not a number: a colour that no map has. */
export const notANumberPixel = pixelOf(rgbOfHex('#ff00ff'));

export interface ColourMap {
  /** What of the values the ramp is laid over. */
  readonly span: ScaleSpan;
  /** The ramp's pixels in a theme, `lutSize` of them. */
  ramp(theme: Theme): Uint32Array;
}

/** Blue below zero, the background at zero, orange and red above. */
const diverging: Readonly<Record<Theme, { negative: RampPlan; positive: RampPlan }>> = {
  dark: {
    negative: {
      from: themeBackground.dark,
      to: 0.86,
      tints: [
        [0.09, 260],
        [0.14, 250],
        [0.08, 222],
      ],
    },
    positive: {
      from: themeBackground.dark,
      to: 0.86,
      tints: [
        [0.1, 32],
        [0.165, 40],
        [0.08, 66],
      ],
    },
  },
  light: {
    negative: {
      from: themeBackground.light,
      to: 0.28,
      tints: [
        [0.07, 232],
        [0.12, 246],
        [0.1, 255],
      ],
    },
    positive: {
      from: themeBackground.light,
      to: 0.28,
      tints: [
        [0.08, 52],
        [0.15, 41],
        [0.12, 32],
      ],
    },
  },
};

/** From the background through violet and orange to pale yellow, or the other way on paper. */
const sequential: Readonly<Record<Theme, RampPlan>> = {
  dark: {
    from: themeBackground.dark,
    to: 0.96,
    tints: [
      [0.12, 300],
      [0.175, 348],
      [0.145, 35],
      [0.13, 75],
      [0.065, 102],
    ],
  },
  light: {
    from: themeBackground.light,
    to: 0.14,
    tints: [
      [0.1, 85],
      [0.15, 55],
      [0.18, 20],
      [0.15, 345],
      [0.08, 310],
    ],
  },
};

/** Black to white in both themes, as a photograph has it. */
const grey: RampPlan = { from: '#000000', to: 1, tints: [[0, 0]] };

export const colourMaps = {
  sequential: {
    span: 'fromZero',
    ramp: (theme) => rampPixels(sequential[theme], lutSize),
  },
  diverging: {
    span: 'aroundZero',
    ramp: (theme) => twoSidedPixels(diverging[theme].negative, diverging[theme].positive, lutSize),
  },
  grey: {
    span: 'wholeRange',
    ramp: () => rampPixels(grey, lutSize),
  },
} as const satisfies Readonly<Record<string, ColourMap>>;

export type ColourMapName = keyof typeof colourMaps;
/** What a person picks: a map, or the one that suits the data. */
export type ColourMapChoice = 'auto' | ColourMapName;

export const colourMapNames = Object.keys(colourMaps) as ColourMapName[];

/** The map a choice means for data with this minimum: auto is diverging where anything is negative. */
export function resolveColourMap(choice: ColourMapChoice, minimum: number): ColourMapName {
  if (choice !== 'auto') return choice;
  return minimum < 0 ? 'diverging' : 'sequential';
}

const luts = new Map<string, Uint32Array>();

/** A colour map's pixels in a theme. Made once; treat it as read-only. */
export function lutOf(name: ColourMapName, theme: Theme): Uint32Array {
  const key = `${name} ${theme}`;
  let lut = luts.get(key);
  if (lut === undefined) {
    lut = colourMaps[name].ramp(theme);
    luts.set(key, lut);
  }
  return lut;
}
