/** The values of a small map as text in its cells: how large, how precise, and whether they fit. */
import { formatFixed, formatNumber } from './formatNumber';

export interface CellTexts {
  /** One a value, in the values' order. */
  readonly texts: readonly string[];
  /** In CSS pixels. */
  readonly fontSize: number;
}

const smallestFont = 12;
const largestFont = 24;
/** Of a cell's height, what a line of text takes at most. */
const fontShare = 0.4;
/** Of the font size, the width of a tabular figure. */
const figureWidth = 0.64;
/** Left free at either side of a text: of large cells such a share, of small ones a pixel. */
const marginShare = 0.08;
const smallCell = 32;
/** Maps of more cells are pictures, however large they are drawn. */
const mostCells = 1024;
const mostDigits = 4;
/** Writes what ends by itself to its end. */
const enoughDigits = 12;
/** Maps whose largest number lies between are written without exponents. */
const leastPlain = 1e-3;
const mostPlain = 1e6;

/**
 * The texts of a map whose cells are that large, in CSS pixels: whole numbers as they are, others as
 * precise as there is room. Null where they cannot be written large enough to be read.
 */
export function cellTexts(
  values: ArrayLike<number>,
  cellWidth: number,
  cellHeight: number,
): CellTexts | null {
  const line = smallestFont * 1.2;
  if (values.length === 0 || values.length > mostCells) return null;
  if (cellHeight < line || cellWidth < smallestFont) return null;
  const margin = cellWidth < smallCell ? 1 : cellWidth * marginShare;
  const wanted = Math.min(largestFont, cellHeight * fontShare);
  for (let digits = mostDigits; digits >= 1; digits--) {
    const texts = textsOf(values, digits);
    const longest = texts.reduce((most, text) => Math.max(most, text.length), 1);
    const fitting = (cellWidth - 2 * margin) / (longest * figureWidth);
    // Rather fewer decimals than letters that are hard to read.
    const enough = digits > 2 ? Math.max(smallestFont, 0.75 * wanted) : smallestFont;
    if (fitting >= enough) {
      return { texts, fontSize: Math.max(smallestFont, Math.floor(Math.min(wanted, fitting))) };
    }
  }
  return null;
}

/**
 * All to the same decimals, as many as show so many digits of the largest, and one at least while
 * there is a choice: what is written as a whole number is one. Those that end sooner are not
 * filled up with zeros.
 */
function textsOf(values: ArrayLike<number>, digits: number): string[] {
  const largest = Array.from(values, Math.abs)
    .filter(Number.isFinite)
    .reduce((most, size) => Math.max(most, size), 0);
  if (largest < leastPlain || largest >= mostPlain) {
    return Array.from(values, (value) => formatNumber(value, digits));
  }
  const wanted = digits - 1 - Math.floor(Math.log10(largest));
  const decimals = Math.max(digits > 1 ? 1 : 0, wanted);
  return Array.from(values, (value) =>
    Number.isInteger(value) || value === Number(value.toFixed(decimals))
      ? formatNumber(value, enoughDigits)
      : formatFixed(value, decimals),
  );
}
