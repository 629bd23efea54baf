/**
 * Numbers as people type and paste them, for every field of the page. What could be read in two ways
 * is refused, and nothing is rounded or cut: a number is taken as it was typed, or not at all.
 */
import { plainText } from '../plainText';

/** Which numbers a field takes. */
export interface NumberBounds {
  min: number;
  max: number;
  /** Whole numbers alone. */
  isWhole: boolean;
}

/** Why a text is not taken; the word's key in the locale files but for `empty`, which is unsaid. */
export type Refusal = 'empty' | 'noNumber' | 'unclear' | 'outside' | 'outsideWhole';

/** Marks of the direction of writing and spaces without width, which come with pasted numbers. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]/g;
const minuses = /[\u2010-\u2015\u2212\u207b\ufe63\u30fc]/g;
const decimalPoints = /[。｡٫]/g;
/** With one mark of decimals at most, and none of thousands. */
const plainPattern = /^([-+]?)\s*(?:(\d+)(?:([.,])(\d*))?|([.,])(\d+))(e[-+]?\d+)?$/i;
/** Digits with marks or spaces between them: thousands, or several numbers. */
const groupedPattern = /^[-+]?\s*\d[\d.,\s'’٬،、]*(e[-+]?\d+)?$/i;

/**
 * The number that a text stands for: with a decimal point or comma, any minus sign, an exponent,
 * full-width or other scripts' digits. `1,234` is unclear: it may be meant as 1.234 or as 1234.
 */
export function readNumber(text: string): number | 'empty' | 'noNumber' | 'unclear' {
  const plain = plainTyped(text);
  if (plain === '') return 'empty';
  const [all, sign = '', whole = '', mark, decimals = '', , bare = '', exponent = ''] =
    plainPattern.exec(plain) ?? [];
  if (all === undefined) return groupedPattern.test(plain) ? 'unclear' : 'noNumber';
  if (mark === ',' && mayBeThousands(whole, decimals)) return 'unclear';
  // Adding 0 makes −0 a plain 0.
  return Number(`${sign}${whole || '0'}.${decimals || bare || '0'}${exponent}`) + 0;
}

/** The number, where a field with these bounds takes it. */
export function takeNumber(text: string, { min, max, isWhole }: NumberBounds): number | Refusal {
  const value = readNumber(text);
  if (typeof value !== 'number') return value;
  // 1.000 units are one or a thousand.
  const [, , whole = '', , decimals = ''] = plainPattern.exec(plainTyped(text)) ?? [];
  if (isWhole && mayBeThousands(whole, decimals)) return 'unclear';
  if (isWhole && !Number.isInteger(value)) return 'outsideWhole';
  if (value >= min && value <= max) return value;
  return isWhole ? 'outsideWhole' : 'outside';
}

/** The touch keyboard of a field; those for numbers have no minus on some phones. */
export function touchKeyboard({ min, isWhole }: NumberBounds): 'text' | 'numeric' | 'decimal' {
  if (min < 0) return 'text';
  return isWhole ? 'numeric' : 'decimal';
}

/** A number moved by some amount, within bounds, without the dust of adding binary fractions. */
export function steppedNumber(value: number, amount: number, { min, max }: NumberBounds): number {
  return Math.min(max, Math.max(min, Number((value + amount).toPrecision(12))));
}

function plainTyped(text: string): string {
  return plainText(text.replace(unseen, ''))
    .replace(minuses, '-')
    .replace(decimalPoints, '.')
    .trim();
}

function mayBeThousands(whole: string, decimals: string): boolean {
  return /^[1-9]\d{0,2}$/.test(whole) && decimals.length === 3;
}
