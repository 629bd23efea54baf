/**
 * Words: the English ones of the first view come with the page, the others right behind it, other
 * languages when they are chosen.
 */
import i18next from 'i18next';
import first from 'virtual:words/first';
import type { Language } from '../store/state';
import { forgetWords } from './words';

const later = import('virtual:words/later');
let isWhole = false;

const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>> = {
  'zh-CN': () => import('../locales/zh-CN.json'),
};

/** Makes a language the page's own, its words first. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: first } },
      // A word that is still on its way is a blank, not its key.
      parseMissingKeyHandler: (key: string) => (isWhole ? key : ''),
      interpolation: { escapeValue: false },
    });
    void later.then(({ default: words }) => {
      i18next.addResourceBundle('en', 'translation', words, true);
      isWhole = true;
      forgetWords();
    });
  }
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const words = await loaders[language]();
    i18next.addResourceBundle(language, 'translation', words.default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
