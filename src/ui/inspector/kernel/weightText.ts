/** A weight as it is shown, typed and changed by small steps. */
import { boundedWeight } from '../../../layers/filterChanges';
import { formatFixed } from '../../../paint/formatNumber';

/** As wide as a cell of the table has room for. */
export function weightText(weight: number): string {
  const size = Math.abs(weight);
  return formatFixed(weight, size >= 100 ? 0 : size >= 10 ? 1 : 3);
}

const weightPattern = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** What was typed, with any minus and decimal comma; null where it is no number. */
export function typedWeight(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return weightPattern.test(plain) ? boundedWeight(Number(plain)) : null;
}

/** A weight moved by some amount, to the thousandth. */
export function movedWeight(weight: number, amount: number): number {
  return boundedWeight(Number((weight + amount).toFixed(3)));
}

/** How far an arrow key moves a weight; 0 for any other key. */
export function keyStep({ key, shiftKey }: { key: string; shiftKey: boolean }): number {
  const step = shiftKey ? 0.1 : 0.01;
  if (key === 'ArrowUp') return step;
  return key === 'ArrowDown' ? -step : 0;
}
