/** What is seen: the page's pixels, as the browser puts them on screen, and how well they stand out. */
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';

export type Colour = readonly [red: number, green: number, blue: number];

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of the window; positions are CSS pixels, of which each is one of the picture's. */
export class Screen {
  private readonly pixels: Buffer;
  private readonly width: number;

  private constructor(pixels: Buffer, width: number) {
    this.pixels = pixels;
    this.width = width;
  }

  static async of(page: Page): Promise<Screen> {
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const { data, info } = await sharp(png)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return new Screen(data, info.width);
  }

  colour(x: number, y: number): Colour {
    const at = (Math.round(y) * this.width + Math.round(x)) * 3;
    const [red = 0, green = 0, blue = 0] = this.pixels.subarray(at, at + 3);
    return [red, green, blue];
  }

  /** Whether a pixel of a box has just this colour. */
  has({ x, y, width, height }: Box, [red, green, blue]: Colour): boolean {
    for (let row = Math.ceil(y); row < y + height; row++) {
      for (let column = Math.ceil(x); column < x + width; column++) {
        const [r, g, b] = this.colour(column, row);
        if (r === red && g === green && b === blue) return true;
      }
    }
    return false;
  }

  /** The highest contrast (1 to 21, as WCAG has it) of any pixel of a box with a colour. */
  contrastIn({ x, y, width, height }: Box, colour: Colour): number {
    let highest = 1;
    for (let row = Math.ceil(y); row < y + height; row++) {
      for (let column = Math.ceil(x); column < x + width; column++) {
        highest = Math.max(highest, contrast(this.colour(column, row), colour));
      }
    }
    return highest;
  }
}

export function contrast(one: Colour, other: Colour): number {
  const [brighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((brighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The place of an element, scrolled to where it is seen. */
export async function boxOf(locator: Locator): Promise<Box> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} cannot be seen`);
  return box;
}

/** Left of a box, from `far` to `near` pixels away, at its middle. */
export function besideOf({ x, y, height }: Box, far: number, near: number): Box {
  return { x: x - far, y: y + height / 2, width: far - near + 0.5, height: 1 };
}
