/** The words of the papers' cards, in the page's language: only who opens one needs them. */
import i18next from 'i18next';
import { useEffect, useState } from 'react';

const loaders: Readonly<Record<string, () => Promise<{ default: object }>>> = {
  en: () => import('../../locales/papers/en.json'),
  'zh-CN': () => import('../../locales/papers/zh-CN.json'),
};
const loaded = new Set<string>();

/** Whether the words are there; renders anew once they are. */
export function usePaperWords(): boolean {
  const { language } = i18next;
  const [, show] = useState('');
  useEffect(() => {
    if (!loaded.has(language)) void loadPaperWords(language).then(() => show(language));
  }, [language]);
  return loaded.has(language);
}

async function loadPaperWords(language: string): Promise<void> {
  const words = await loaders[language]?.();
  if (words) i18next.addResourceBundle(language, 'translation', words.default, true);
  loaded.add(language);
}
