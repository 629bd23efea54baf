/** From the original to the master copy, and from that to the photo as the network sees it. */
import { areaAverage, type Size } from './areaAverage';
import { cutOut } from './cutOut';
import type { PhotoPixels } from './photo';

export { areaAverage } from './areaAverage';

/** What the input layer's settings say about the photo. */
export interface PhotoSettings {
  /** Bound of the longest side, in pixels; the photo is never enlarged. */
  longestSide: number;
  greyscale: boolean;
  cropSquare: boolean;
}

const masterSide = 2048;
/** Side of a master that is too narrow to be cropped to a square otherwise. */
const squareSide = 1024;
const longestMaster = 8192;

/**
 * Size of the copy that is kept of a photo: at most 2048 pixels on its longest side. A panorama may
 * be longer (8192, and no more pixels than a square master has), so that the square that is cropped
 * from it is as sharp as it can be.
 */
export function masterSize({ width, height }: Size): Size {
  const longest = Math.max(width, height);
  const forSquare = Math.min(
    squareSide / Math.min(width, height),
    Math.sqrt(masterSide ** 2 / (width * height)),
    longestMaster / longest,
  );
  const ratio = Math.min(1, Math.max(masterSide / longest, forSquare));
  return scaled(width, height, ratio);
}

/** Size of the photo that the network sees; equal to the input layer's shape. */
export function preparedSize(photo: Size, settings: PhotoSettings): Size {
  const side = Math.min(photo.width, photo.height);
  const width = settings.cropSquare ? side : photo.width;
  const height = settings.cropSquare ? side : photo.height;
  return scaled(width, height, Math.min(1, settings.longestSide / Math.max(width, height)));
}

/**
 * The photo as the network sees it, as RGBA bytes: its central square where that is asked for, made
 * smaller by area averaging, and with its luma in all three colours where it is to be grey.
 */
export function prepare(photo: PhotoPixels, settings: PhotoSettings): PhotoPixels {
  const { width, height } = preparedSize(photo, settings);
  const whole = settings.cropSquare ? centralSquare(photo) : photo;
  const result = areaAverage(whole, width, height);
  if (settings.greyscale) makeGrey(result.data);
  return result;
}

function scaled(width: number, height: number, ratio: number): Size {
  return {
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}

function centralSquare(photo: PhotoPixels): PhotoPixels {
  const side = Math.min(photo.width, photo.height);
  const left = Math.floor((photo.width - side) / 2);
  const top = Math.floor((photo.height - side) / 2);
  return cutOut(photo, { top, left, height: side, width: side });
}

/** Luma of Rec. 601, rounded to nearest in whole numbers. */
function makeGrey(data: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const sum = 299 * data[at]! + 587 * data[at + 1]! + 114 * data[at + 2]!;
    data.fill(Math.floor((sum + 500) / 1000), at, at + 3);
  }
}
