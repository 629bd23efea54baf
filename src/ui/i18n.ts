/** Words: English comes with the page, other languages when they are chosen. */
import i18next from 'i18next';
import en from '../locales/en.json';
import type { Language } from '../store/state';

const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>> = {
  'zh-CN': () => import('../locales/zh-CN.json'),
};

/** Makes a language the page's own, its words first. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false },
    });
  }
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const words = await loaders[language]();
    i18next.addResourceBundle(language, 'translation', words.default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
