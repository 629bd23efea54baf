/** The values of a small map as text in its cells: how large, how precise, and whether they fit. */
import { formatNumber } from './formatNumber';

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
/** Left free at either side of a text. */
const margin = 1;
/** Maps of more cells are pictures, however large they are drawn. */
const mostCells = 1024;
const mostDigits = 4;

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
  const wanted = Math.min(largestFont, cellHeight * fontShare);
  for (let digits = mostDigits; digits >= 1; digits--) {
    const texts = Array.from(values, (value) => formatNumber(value, digits));
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
