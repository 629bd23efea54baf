/** Counts with their thousands parted: 28,900,832. Both languages part them alike. */
const format = new Intl.NumberFormat('en');

export function formatCount(count: number): string {
  return format.format(count);
}

/** A shape as it is written everywhere: 264 × 398 × 8. */
export function formatShape(shape: readonly number[]): string {
  return shape.map(formatCount).join(' × ');
}
