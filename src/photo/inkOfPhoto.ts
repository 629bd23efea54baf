/**
 * From a photo of a digit to its ink. The lighting may be uneven and the ink dark or bright; specks,
 * and what reaches in from outside of the photo, are left out.
 */
import { areaAverage } from './areaAverage';
import { boxOf, bareSheet, type Ink } from './ink';
import { blurred, closed, opened, otsuThreshold, type Plane } from './plane';
import type { PhotoPixels } from './photo';
import { piecesOf, piecesOfDigit } from './pieces';

/** Longest side of what is looked at, in pixels. */
const longestSide = 480;
/** Half of the window in which lighting counts as even, as a share of the longest side. */
const evenShare = 0.12;
/** Ink that differs from its paper by a smaller share of the light is none. */
const leastContrast = 0.12;
/** Light that counts as dark, of 255: shares of even less are the camera's noise. */
const dark = 24;
/** Photos with a longer side are smoothed by a pixel. */
const smoothSide = 160;
/** MNIST's pens are this wide, at least, for a digit 20 high. */
const leastLine = 1.9 / 20;

export function inkOfPhoto(photo: PhotoPixels): Ink {
  const strength = strengthOf(greyOf(smaller(photo)));
  const { width, height } = strength;
  const threshold = otsuThreshold(strength);
  const pieces = piecesOfDigit(piecesOf(strength, threshold), strength);
  const ink = bareSheet(width, height);
  const full = fullStrength(strength, pieces);
  if (full < leastContrast) return ink;
  // Edges are grey on both sides of the threshold.
  const bare = Math.min(threshold / 2, full / 2);
  for (const cell of around(pieces.flat(), width, height)) {
    ink.levels[cell] = (((strength.values[cell] ?? 0) - bare) / (full - bare)) * 255;
  }
  return thickened(ink);
}

function smaller(photo: PhotoPixels): PhotoPixels {
  const ratio = longestSide / Math.max(photo.width, photo.height);
  if (ratio >= 1) return photo;
  const side = (length: number) => Math.max(1, Math.round(length * ratio));
  return areaAverage(photo, side(photo.width), side(photo.height));
}

/** Luma of Rec. 601. */
function greyOf({ width, height, data }: PhotoPixels): Plane {
  const values = new Float32Array(width * height);
  for (let cell = 0, at = 0; cell < values.length; cell++, at += 4) {
    values[cell] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
  }
  return { width, height, values };
}

/**
 * By what share of the light each pixel differs from the paper beneath it. The paper is what is left
 * when everything narrower than a window is filled up from its sides (closing and opening, Serra
 * 1982): slopes of the lighting and the edges of wide shadows are part of it. Light multiplies, so
 * that a share is the same in the lamp and in the shadow.
 */
function strengthOf(original: Plane): Plane {
  const { width, height } = original;
  const longest = Math.max(width, height);
  const reach = Math.max(3, Math.round(evenShare * longest));
  const grey = longest < smoothSide ? original : blurred(original, 1);
  const isBright = isPaperBright(grey);
  const paper = (isBright ? closed(grey, reach) : opened(grey, reach)).values;
  const values = grey.values.map((value, cell) => {
    const light = paper[cell] ?? 0;
    return Math.abs(value - light) / (light + dark);
  });
  return { width, height, values };
}

/**
 * Paper is what most of the border is, once the lighting is levelled: of what is brighter and what
 * is darker than its surroundings, the digit is the one that the border has less of.
 */
function isPaperBright(grey: Plane): boolean {
  const { width, height, values } = grey;
  const level = blurred(grey, Math.round(Math.max(width, height) / 4));
  const offset = values.map((value, cell) => value - (level.values[cell] ?? 0) + 255);
  const threshold = otsuThreshold({ width, height, values: offset });
  let bright = 0;
  let border = 0;
  for (let cell = 0; cell < offset.length; cell++) {
    const x = cell % width;
    const y = Math.floor(cell / width);
    if (x > 0 && y > 0 && x < width - 1 && y < height - 1) continue;
    border++;
    if ((offset[cell] ?? 0) > threshold) bright++;
  }
  return 2 * bright > border;
}

/** What fully inked pixels have: most ink is no edge. */
function fullStrength({ values }: Plane, pieces: readonly (readonly number[])[]): number {
  const sorted = pieces
    .flat()
    .map((cell) => values[cell] ?? 0)
    .toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.6)] ?? 0;
}

/** The cells and those within two of them. */
function around(cells: readonly number[], width: number, height: number): Set<number> {
  const found = new Set<number>();
  for (const cell of cells) {
    const x = cell % width;
    const y = Math.floor(cell / width);
    for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++) {
      for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
        found.add(v * width + u);
      }
    }
  }
  return found;
}

/** A line of a ballpoint pen would all but vanish at MNIST's size: it is drawn with a wider one. */
function thickened(ink: Ink): Ink {
  const box = boxOf(ink);
  if (!box) return ink;
  const missing = leastLine * Math.max(box.width, box.height) - lineWidth(ink);
  return missing > 0 ? grown(ink, missing / 2) : ink;
}

/** Of a line much longer than wide: twice its area by its outline. */
function lineWidth({ width, levels }: Ink): number {
  let area = 0;
  let outline = 0;
  levels.forEach((level, cell) => {
    area += level / 255;
    const right = (cell + 1) % width === 0 ? 0 : (levels[cell + 1] ?? 0);
    outline += (Math.abs(level - right) + Math.abs(level - (levels[cell + width] ?? 0))) / 255;
  });
  // Steps along the axes are longer than a line in between them, by 4 / π on average.
  return outline === 0 ? 0 : (2 * area) / (outline * (Math.PI / 4));
}

/** Every pixel becomes a disc, its edge soft. */
function grown(ink: Ink, radius: number): Ink {
  const { width, height, levels } = ink;
  const reach = Math.ceil(radius);
  const result = { ...bareSheet(width, height), levels: levels.slice() };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = levels[y * width + x] ?? 0;
      if (level === 0) continue;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
        for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
          const cover = Math.min(1, radius + 1 - Math.hypot(u - x, v - y));
          const at = v * width + u;
          if (cover * level > (result.levels[at] ?? 0)) result.levels[at] = cover * level;
        }
      }
    }
  }
  return result;
}
