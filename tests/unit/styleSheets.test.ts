/** What all style sheets keep to, so that they suit any letters, any window and the system's own colours. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../src/ui/', import.meta.url);
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** Every match in every sheet, with the sheet's name. */
function found(pattern: RegExp): string[] {
  return sheets.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map(([match]) => `${name}: ${match.trim()}`),
  );
}

describe('style sheets', () => {
  test('letters are as large as the browser is told to make them', () => {
    expect(sheets.length).toBeGreaterThan(20);
    expect(found(/(font-size|line-height|--size-[a-z]+):[^;]*\dpx/g)).toEqual([]);
    expect(found(/\bfont:[^;]*\dpx/g)).toEqual([]);
  });

  test('what holds a line of text grows with it: no height or width of more than a line in pixels', () => {
    expect(found(/[\s-](height|width):[^;{]*\b\d{2,}px/g)).toEqual([]);
  });

  test('a larger font has the layout of a smaller window', () => {
    expect(found(/@(media|container)[^{]*px/g)).toEqual([]);
  });

  test('little room begins in one place for all of them', () => {
    const heights = found(/@media[^{]*height[^{]*/g).map((text) =>
      text.replace(/^.*?: @media /, ''),
    );
    const low = '(max-height: 32em), (max-width: 47.5em) and (max-height: 38em)';
    const narrow = '(max-width: 47.5em), (max-height: 32em)';
    expect([...new Set(heights)].toSorted()).toEqual([
      '(max-height: 18em)',
      '(max-height: 32em)',
      '(max-height: 32em) and (max-width: 36em)',
      low,
      narrow,
      '(width > 47.5em) and (height > 32em)',
    ]);
    const script = readFileSync(new URL('media.ts', folder), 'utf8');
    expect(script).toContain(`'${narrow}'`);
    expect(script).toContain(`'${low}'`);
  });

  test('what scrolls looks alike: no sheet sets a scrollbar of its own', () => {
    const own = found(/scrollbar-(width|color):[^;]*/g).filter((text) => !text.endsWith('none'));
    expect(own.every((text) => text.startsWith('base.css'))).toBe(true);
    expect(own).toHaveLength(2);
  });
});
