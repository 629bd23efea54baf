/**
 * A digit as MNIST has it. LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to
 * document recognition", 1998, section III.A: scaled to fit a box of 20 × 20 pixels with its aspect
 * ratio kept, the averaging giving it grey edges; its centre of mass put in the middle of 28 × 28
 * pixels; and these extended with background to the 32 × 32 that LeNet-5 reads.
 */
import { areaAverage } from './areaAverage';
import { boxOf, type Ink, type InkBox } from './ink';
import type { PhotoPixels } from './photo';

/** Side of the picture, in pixels. */
export const digitSide = 32;
/** The longer side of the digit in it. */
const boxSide = 20;

/** White ink on black; all black where there is no ink. */
export function digitOf(ink: Ink): PhotoPixels {
  const data = new Uint8ClampedArray(digitSide * digitSide * 4);
  const box = boxOf(ink);
  if (box) place(scaledToBox(ink, box), data);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { width: digitSide, height: digitSide, data };
}

function scaledToBox(ink: Ink, box: InkBox): PhotoPixels {
  const ratio = boxSide / Math.max(box.width, box.height);
  const side = (length: number) => Math.max(1, Math.round(length * ratio));
  return areaAverage(cutOut(ink, box), side(box.width), side(box.height));
}

function cutOut(ink: Ink, { left, top, width, height }: InkBox): PhotoPixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (top + y) * ink.width + left;
    for (let x = 0; x < width; x++, at += 4) {
      data[at] = data[at + 1] = data[at + 2] = ink.levels[row + x] ?? 0;
    }
  }
  return { width, height, data };
}

/** Copies the digit in, its centre of mass as near to the middle as whole pixels and the edges let. */
function place({ width, height, data }: PhotoPixels, onto: Uint8ClampedArray): void {
  let mass = 0;
  let across = 0;
  let down = 0;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const level = data[at] ?? 0;
      mass += level;
      across += level * (x + 0.5);
      down += level * (y + 0.5);
    }
  }
  // Ink so faint that its average is nothing has no centre.
  if (mass === 0) return;
  const left = within(Math.round(digitSide / 2 - across / mass), digitSide - width);
  const top = within(Math.round(digitSide / 2 - down / mass), digitSide - height);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 4, (y + 1) * width * 4);
    onto.set(row, ((top + y) * digitSide + left) * 4);
  }
}

function within(place: number, last: number): number {
  return Math.min(last, Math.max(0, place));
}
