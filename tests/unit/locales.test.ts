/** Both languages are complete: the same words, and every word that the sources ask for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import english from '../../src/locales/en.json' with { type: 'json' };
import chinese from '../../src/locales/zh-CN.json' with { type: 'json' };
import englishPapers from '../../src/locales/papers/en.json' with { type: 'json' };
import chinesePapers from '../../src/locales/papers/zh-CN.json' with { type: 'json' };

const source = fileURLToPath(new URL('../../src', import.meta.url));

test('both languages have the same words, and every word that is used is there', () => {
  // The papers' cards have files of their own.
  const [all, allChinese] = [
    { ...english, ...englishPapers },
    { ...chinese, ...chinesePapers },
  ];
  const known = keysOf(all);
  expect(keysOf(allChinese)).toEqual(known);
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(source, name), 'utf8'));
  const used = texts.flatMap((text) =>
    [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key ?? ''),
  );
  const beginnings = texts.flatMap((text) =>
    [...text.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g)].map(([, beginning]) => beginning ?? ''),
  );
  expect(used.length).toBeGreaterThan(80);
  expect(beginnings.length).toBeGreaterThan(10);
  expect(used.filter((key) => !known.includes(key))).toEqual([]);
  const unknown = beginnings.filter((start) => !known.some((key) => key.startsWith(start)));
  expect(unknown).toEqual([]);
  // The words name the same values in both languages.
  const [ours, theirs] = [valuesOf(all), valuesOf(allChinese)];
  const different = [...ours].filter(([key, names]) => theirs.get(key) !== names);
  expect(different).toEqual([]);
});

type Words = { readonly [key: string]: string | Words };

/** All keys in order, plural forms as one. */
function keysOf(words: Words): string[] {
  return [...valuesOf(words).keys()].toSorted();
}

/** Keys and the values that their words name: `{{count}}`. */
function valuesOf(words: Words, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, word]): [string, string][] => {
      if (typeof word !== 'string') return [...valuesOf(word, `${before}${key}.`)];
      const names = [...word.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '');
      const plain = `${before}${key}`.replace(/_(one|other|few|many|zero|two)$/, '');
      return [[plain, names.toSorted().join()]];
    }),
  );
}
