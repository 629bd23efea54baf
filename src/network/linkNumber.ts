/** Numbers ⇄ text of the page's address: digits, point, minus and e alone. */

const numberPattern = /^-?\d+(\.\d+)?(e-?\d+)?$/;

export function numberText(value: number): string {
  return String(value).replace('+', '');
}

/** Undefined where the text is no number. */
export function numberOf(text: string): number | undefined {
  // Adding 0 makes −0 a plain 0.
  return numberPattern.test(text) ? Number(text) + 0 : undefined;
}
