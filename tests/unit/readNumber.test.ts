/** Numbers as people type and paste them. */
import { describe, expect, it } from 'vitest';
import {
  readNumber,
  steppedNumber,
  takeNumber,
  touchKeyboard,
} from '../../src/ui/controls/readNumber';

describe('a number is read', () => {
  it.each([
    ['0.1307', 0.1307],
    ['0,1', 0.1],
    ['0,125', 0.125],
    ['12,5', 12.5],
    ['1234,567', 1234.567],
    ['-2.5', -2.5],
    ['−2,5', -2.5],
    ['–2,5', -2.5],
    ['‐2.5', -2.5],
    ['－２．５', -2.5],
    ['ー3', -3],
    ['- 3', -3],
    ['+4', 4],
    ['＋4', 4],
    ['３', 3],
    ['０．５', 0.5],
    ['０，５', 0.5],
    ['0。5', 0.5],
    ['0｡5', 0.5],
    ['٠٫٥', 0.5],
    ['۱۲٫۵', 12.5],
    ['०.५', 0.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['1.', 1],
    ['1,', 1],
    ['007', 7],
    ['1e-3', 0.001],
    ['1E3', 1000],
    ['1.2e−7', 1.2e-7],
    ['１ｅ－３', 0.001],
    ['1.234', 1.234],
    [' 0.5\r\n', 0.5],
    ['\u00a0\u20030.5\u3000', 0.5],
    ['\u200e-0.5\u200f', -0.5],
    ['-0', 0],
  ])('%j as %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['1,234', '-1,234', '１，２３４', '1 234', '1\u202f234', "1'234", '1’234', '1,234.5'])(
    '%j as what may be two numbers',
    (text) => expect(readNumber(text)).toBe('unclear'),
  );
  it.each(['1.234,5', '1.234.567', '1,234,567', '1٬234', '1\t2', '1, 2', '12,34,567'])(
    '%j as what may be two numbers',
    (text) => expect(readNumber(text)).toBe('unclear'),
  );

  it.each([
    'a lot',
    '-',
    '.',
    'e5',
    '1e',
    '1e+',
    '--1',
    '+-1',
    '1-2',
    '0x10',
    '50%',
    '½',
    '5²',
    '∞',
  ])('%j as no number', (text) => expect(readNumber(text)).toBe('noNumber'));

  it('as nothing where there is nothing', () => {
    expect(readNumber('')).toBe('empty');
    expect(readNumber(' \u200e\n')).toBe('empty');
  });

  it('as every number is written by the machine', () => {
    for (const value of [0.1 + 0.2, 1e-300, 5e-324, 1.7976931348623157e308, -123456.789, 2 ** 53]) {
      expect(readNumber(String(value))).toBe(value);
    }
  });
});

describe('a field takes', () => {
  const mean = { min: 0, max: 1, isWhole: false };
  const filters = { min: 1, max: 512, isWhole: true };
  const units = { min: 1, max: 4096, isWhole: true };

  it('every number within its bounds as it was typed', () => {
    expect(takeNumber('0.1307', mean)).toBe(0.1307);
    expect(takeNumber('0,3081', mean)).toBe(0.3081);
    expect(takeNumber('1', mean)).toBe(1);
    expect(takeNumber('１２', filters)).toBe(12);
    expect(takeNumber('1e2', filters)).toBe(100);
    expect(takeNumber('3.0', filters)).toBe(3);
  });

  it('none that is out of bounds, and none changed', () => {
    expect(takeNumber('1.01', mean)).toBe('outside');
    expect(takeNumber('-0.1', mean)).toBe('outside');
    expect(takeNumber('1e999', mean)).toBe('outside');
    expect(takeNumber('513', filters)).toBe('outsideWhole');
    expect(takeNumber('0', filters)).toBe('outsideWhole');
    expect(takeNumber('2.5', filters)).toBe('outsideWhole');
    expect(takeNumber('', filters)).toBe('empty');
    expect(takeNumber('many', filters)).toBe('noNumber');
  });

  it('no whole number whose point may stand between thousands', () => {
    expect(takeNumber('1.000', units)).toBe('unclear');
    expect(takeNumber('1,000', units)).toBe('unclear');
    expect(takeNumber('1.000', mean)).toBe(1);
    expect(takeNumber('1000', units)).toBe(1000);
  });
});

describe('a field', () => {
  const gamma = { min: -3, max: 3, isWhole: false };

  it('counts from the number it has, within its bounds', () => {
    expect(steppedNumber(0.1307, 0.005, gamma)).toBe(0.1357);
    expect(steppedNumber(0.1, 0.2, gamma)).toBe(0.3);
    expect(steppedNumber(2.995, 0.01, gamma)).toBe(3);
    expect(steppedNumber(4294967294, 1, { min: 0, max: 4294967295, isWhole: true })).toBe(
      4294967295,
    );
  });

  it('has a touch keyboard with all that it takes', () => {
    expect(touchKeyboard(gamma)).toBe('text');
    expect(touchKeyboard({ min: 0, max: 1, isWhole: false })).toBe('decimal');
    expect(touchKeyboard({ min: 1, max: 8, isWhole: true })).toBe('numeric');
  });
});
