/** A weight as it is shown, typed and changed by small steps. */
import { boundedWeight, largestWeight } from '../../../layers/filterChanges';
import { formatFixed, minusSign, wholeText } from '../../../paint/formatNumber';

/** As wide as a cell of the table has room for. */
export function weightText(weight: number): string {
  const size = Math.abs(weight);
  return formatFixed(weight, size >= 100 ? 0 : size >= 10 ? 1 : 3);
}

/**
 * A weight with all its digits where those of the table are not all: 0.0625. The engine's weights have
 * 32 bits, and as many digits as tell them from their neighbours.
 */
export function wholeWeightText(weight: number): string {
  const digits = [6, 7, 8, 9].find(
    (digits) => Math.fround(Number(weight.toPrecision(digits))) === Math.fround(weight),
  );
  const whole = Number(weight.toPrecision(digits ?? 9));
  const short = weightText(weight);
  return Number(short.replace(minusSign, '-')) === whole ? short : wholeText(whole);
}

/** What can be typed. */
export const weightBounds = { min: -largestWeight, max: largestWeight, isWhole: false };

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
