/**
 * Words: the English ones of the first view come with the page, the others right behind it, other
 * languages when they are chosen.
 */
import i18next from 'i18next';
import first from 'virtual:words/first';
import { part, whenLoaded, type Part } from '../parts/part';
import type { Language } from '../store/state';
import { forgetWords } from './words';

const later = part(() => import('virtual:words/later'));
void later.load().catch(() => {});
let isWhole = false;
let wanted: Language = 'en';

const others: Record<Exclude<Language, 'en'>, Part<{ default: object }>> = {
  'zh-CN': part(() => import('../locales/zh-CN.json')),
};

/**
 * Makes a language the page's own, its words first. Where they cannot be loaded the page goes on in
 * the language that it has, until they are there.
 */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: first } },
      // A word that is still on its way is a blank, not its key.
      parseMissingKeyHandler: (key: string) => (isWhole ? key : ''),
      interpolation: { escapeValue: false },
    });
    whenLoaded(later, ({ default: words }) => {
      i18next.addResourceBundle('en', 'translation', words, true);
      isWhole = true;
      forgetWords();
    });
  }
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const own = others[language];
    try {
      const words = await own.load();
      i18next.addResourceBundle(language, 'translation', words.default);
    } catch {
      whenLoaded(own, () => {
        if (wanted === language) void speak(language);
      });
      return;
    }
  }
  // Another one may have been chosen meanwhile.
  if (wanted !== language) return;
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
