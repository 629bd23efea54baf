/** The words of the papers' cards, in the page's language: only who opens one needs them. */
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { part, whenLoaded, type Part } from '../../parts/part';

const parts: Readonly<Record<string, Part<{ default: object }>>> = {
  en: part(() => import('../../locales/papers/en.json')),
  'zh-CN': part(() => import('../../locales/papers/zh-CN.json')),
};
const known = new Set<string>();

/** Whether the words are there; renders anew once they are. */
export function usePaperWords(): boolean {
  const { language } = i18next;
  const [, show] = useState('');
  useEffect(() => {
    const words = parts[language];
    if (!words || known.has(language)) return;
    whenLoaded(words, (loaded) => {
      i18next.addResourceBundle(language, 'translation', loaded.default, true);
      known.add(language);
      show(language);
    });
  }, [language]);
  return known.has(language);
}
