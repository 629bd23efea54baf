/**
 * The words of the page's language. A sentence without values in it is looked up once a language:
 * a drag renders dozens of them sixty times a second.
 */
import type { TFunction } from 'i18next';
import { useTranslation as useLibrary } from 'react-i18next';

const remembering = new WeakMap<TFunction, TFunction>();

/** As react-i18next's own. */
export function useTranslation(): { t: TFunction } {
  const { t } = useLibrary();
  let remembered = remembering.get(t);
  if (!remembered) remembering.set(t, (remembered = remember(t)));
  return { t: remembered };
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
