/**
 * The words of the page's language. A sentence without values in it is looked up once a language:
 * a drag renders dozens of them sixty times a second.
 */
import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

/** Renders anew when the language changes. */
export function useTranslation(): { t: TFunction } {
  return { t: useSyncExternalStore(subscribe, present) };
}

function subscribe(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

/** Looks all words up anew: more of them have come. */
export function forgetWords(): void {
  remembered = null;
  i18next.emit('languageChanged', i18next.language);
}

let remembered: { language: string; t: TFunction } | null = null;

function present(): TFunction {
  const { language } = i18next;
  if (remembered?.language !== language) {
    remembered = { language, t: remember(i18next.getFixedT(language)) };
  }
  return remembered.t;
}

function remember(t: TFunction): TFunction {
  const plain = new Map<string, string>();
  const lookUp = (key: string, values?: Record<string, unknown>): string => {
    if (values) return t(key, values);
    let words = plain.get(key);
    if (words === undefined) plain.set(key, (words = t(key)));
    return words;
  };
  return lookUp as TFunction;
}
