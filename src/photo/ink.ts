/** Ink without colour: how dark a pen has made each pixel of a sheet. */

export interface Ink {
  width: number;
  height: number;
  /** 0 where the paper is bare, 255 where it is covered, in rows. */
  levels: Uint8ClampedArray;
}

export interface InkBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function bareSheet(width: number, height: number): Ink {
  return { width, height, levels: new Uint8ClampedArray(width * height) };
}

/** The smallest box that holds all ink; null where there is none. */
export function boxOf({ width, height, levels }: Ink): InkBox | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (levels[at] === 0) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top > y) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
