import { describe, expect, it } from 'vitest';
import english from '../../src/locales/papers/en.json';
import chinese from '../../src/locales/papers/zh-CN.json';
import { presets } from '../../src/presets';
import { papers } from '../../src/presets/papers';
import { paperIds } from '../../src/presets/preset';

describe('the papers', () => {
  it('have words in both languages, none left over', () => {
    const keys = [...paperIds, 'heading', 'random'].toSorted();
    for (const { paper } of [english, chinese]) {
      expect(Object.keys(paper).toSorted()).toEqual(keys);
      for (const id of paperIds) {
        expect(Object.keys(paper[id]).toSorted()).toEqual(['changed', 'standing']);
      }
    }
  });

  it('are cited with a link, the oldest first, and each has a preset', () => {
    const years = paperIds.map((id) => papers[id].year);
    expect(years).toEqual(years.toSorted((a, b) => a - b));
    for (const id of paperIds) {
      expect(papers[id].link).toMatch(/^https:\/\/(doi\.org|arxiv\.org)\//);
    }
    const named = new Set(presets.flatMap(({ paper }) => paper ?? []));
    expect([...named].toSorted()).toEqual([...paperIds].toSorted());
  });
});
