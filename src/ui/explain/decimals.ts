/** How many decimals numbers are shown with, so that those that belong together line up. */

/** Decimals at which the largest of some numbers has three significant digits; 0 to 8. */
export function decimalsFor(values: ArrayLike<number>, significant = 3): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] ?? 0);
    if (Number.isFinite(size) && size > largest) largest = size;
  }
  if (largest === 0 || isWhole(values)) return 0;
  return Math.min(8, Math.max(0, significant - 1 - Math.floor(Math.log10(largest))));
}

function isWhole(values: ArrayLike<number>): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isInteger(values[index])) return false;
  }
  return true;
}
