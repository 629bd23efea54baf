/** Figures as the screen shows them: short, with a decimal point and a true minus sign. */

/** U+2212, as wide as a digit and a plus, where a hyphen is too short. */
export const minusSign = '−';

/**
 * A number in `digits` significant digits without trailing zeros; very large and very small ones
 * with an exponent: 0.7, −1.303, 28900832, 1.2e−7.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (Number.isInteger(value) && size < 1e9) return withMinus(String(value));
  if (size < 1e-4 || size >= 1e9) {
    const [factor = '', exponent = ''] = value.toExponential(digits - 1).split('e');
    return withMinus(`${trimmed(factor)}e${exponent.replace('+', '')}`);
  }
  // Whole digits are never rounded away: 12345.6 is 12346, not 12350.
  if (size >= 10 ** (digits - 1)) return withMinus(String(Math.round(value)));
  return withMinus(trimmed(value.toPrecision(digits)));
}

/** A number with all its digits, so that it can be typed as it is read. */
export function wholeText(value: number): string {
  return withMinus(String(value));
}

/**
 * A number with exactly so many decimals, for columns of figures; rounded to tens (−1), hundreds
 * (−2) and so on where they are negative. Never "−0.00".
 */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const step = 10 ** -decimals;
  const text = decimals < 0 ? String(Math.round(value / step) * step) : value.toFixed(decimals);
  return withMinus(Number(text) === 0 ? text.replace('-', '') : text);
}

/**
 * A share as per cent, without the sign: in whole ones, and never 0 or 100 where it is not quite.
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (!Number.isFinite(percent)) return notFinite(percent);
  if (percent > 0 && percent < 0.5) return '<1';
  if (percent >= 99.5 && percent < 100) return Math.min(percent, 99.9).toFixed(1);
  return String(Math.round(percent));
}

/** Bytes in MiB, without the unit, and never with an exponent: <0.001. */
export function mebibytes(bytes: number): string {
  return inUnits(bytes, 2 ** 20, 3, 0.001);
}

const byteUnits = [
  { unit: 'MiB', size: 2 ** 20 },
  { unit: 'KiB', size: 2 ** 10 },
  { unit: 'B', size: 1 },
] as const;

/** Bytes of several things, all in the unit that suits the largest of them. */
export function bytesTogether(all: readonly number[]): { numbers: string[]; unit: string } {
  const largest = Math.max(...all);
  const { unit, size } = byteUnits.find((each) => largest >= each.size) ?? byteUnits[2];
  return { numbers: all.map((bytes) => inUnits(bytes, size, 2, 0.1)), unit };
}

/** What is less than `least` of the unit is only said to be less. */
function inUnits(bytes: number, unit: number, digits: number, least: number): string {
  const value = bytes / unit;
  return value > 0 && value < least ? `<${least}` : formatNumber(value, digits);
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : `${minusSign}∞`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function withMinus(text: string): string {
  return text.replaceAll('-', minusSign);
}
