/**
 * What was done to a filter ⇄ text of the page's address: `2m` (filter 2 is muted), `0b0.25` (its
 * bias), `3G77d8` (frozen as Glorot drew it from seed 77 among 8 filters), `0y1x0v-1v0n2` (row 1
 * from column 0 on: −1, then 0 twice). Letters name what the number behind them is.
 */
import type { FilterChange, FrozenDraw, KernelNumber } from '../layers/filterChanges';
import { trainedOptions } from '../layers/trainedLayers';
import { numberOf, numberText } from './linkNumber';

const initialiserLetters = { glorotUniform: 'G', heNormal: 'H', constant: 'C' } as const;
const initialisers = new Map(
  Object.entries(initialiserLetters).map(([initializer, letter]) => [
    letter as string,
    initializer,
  ]),
);

/** What a frozen filter's text leaves out. */
const frozenDefaults = { drawnFor: 1, constant: 0.1, bias: 0 };

/** The text of one filter; its numbers must be in order. */
export function filterChangeText({ filter, muted, bias, frozen, numbers }: FilterChange): string {
  return [
    filter,
    muted ? 'm' : '',
    bias === undefined ? '' : `b${numberText(bias)}`,
    frozen ? frozenText(frozen) : '',
    numbers ? numbersText(numbers) : '',
  ].join('');
}

function frozenText({ initializer, seed, drawnFor, constant, bias, trained }: FrozenDraw): string {
  return [
    `${initialiserLetters[initializer]}${seed}`,
    drawnFor === frozenDefaults.drawnFor ? '' : `d${drawnFor}`,
    constant === frozenDefaults.constant ? '' : `a${numberText(constant)}`,
    bias === frozenDefaults.bias ? '' : `o${numberText(bias)}`,
    trained === undefined ? '' : `t${trainedOptions('conv2d').indexOf(trained)}`,
  ].join('');
}

/** Numbers side by side in a row are written behind each other, equal ones once. */
function numbersText(numbers: readonly KernelNumber[]): string {
  let text = '';
  let before: KernelNumber = { channel: 0, row: -1, column: -1, value: NaN };
  let repeats = 1;
  for (const number of numbers) {
    const { channel, row, column, value } = number;
    const goesOn = channel === before.channel && row === before.row && column === before.column + 1;
    if (goesOn && value === before.value) {
      repeats++;
    } else {
      text += repeatText(repeats);
      repeats = 1;
      if (channel !== before.channel) text += `k${channel}`;
      if (!goesOn) text += `y${row}x${column}`;
      text += `v${numberText(value)}`;
    }
    before = number;
  }
  return text + repeatText(repeats);
}

function repeatText(repeats: number): string {
  return repeats > 1 ? `n${repeats}` : '';
}

/** A number's e is no letter of ours. */
const partPattern = /([A-Za-df-z])(-?\d[\d.]*(?:e-?\d+)?)?/g;
const wholePattern = /^\d+(?:[A-Za-df-z](?:-?\d[\d.]*(?:e-?\d+)?)?)+$/;
const mostRepeats = 15;

/** What a text says of a filter, for `isValidSetting` to judge; undefined where it is malformed. */
export function filterChangeOf(text: string): unknown {
  if (!wholePattern.test(text)) return undefined;
  const change: { -readonly [Key in keyof FilterChange]?: unknown } & { frozen?: object } = {
    filter: Number.parseInt(text, 10),
  };
  const numbers: KernelNumber[] = [];
  let channel = 0;
  let row = NaN;
  let column = NaN;
  for (const [, letter = '', digits = ''] of text.matchAll(partPattern)) {
    const number = numberOf(digits);
    if (letter === 'm' && digits === '') {
      change.muted = true;
      continue;
    }
    if (number === undefined) return undefined;
    const last = numbers.at(-1);
    switch (letter) {
      case 'b':
        change.bias = number;
        break;
      case 'G':
      case 'H':
      case 'C':
        change.frozen = {
          ...frozenDefaults,
          initializer: initialisers.get(letter),
          seed: number,
        };
        break;
      case 'd':
        change.frozen = { ...change.frozen, drawnFor: number };
        break;
      case 'a':
        change.frozen = { ...change.frozen, constant: number };
        break;
      case 'o':
        change.frozen = { ...change.frozen, bias: number };
        break;
      case 't':
        change.frozen = { ...change.frozen, trained: trainedOptions('conv2d')[number] };
        break;
      case 'k':
        channel = number;
        break;
      case 'y':
        row = number;
        break;
      case 'x':
        column = number;
        break;
      case 'v':
        numbers.push({ channel, row, column: column++, value: number });
        break;
      case 'n':
        if (!last || number > mostRepeats) return undefined;
        for (let turn = 1; turn < number; turn++) numbers.push({ ...last, column: column++ });
        break;
      default:
        return undefined;
    }
  }
  return numbers.length > 0 ? { ...change, numbers } : change;
}
