/** What the page remembers between visits: language, theme, keys, the chosen backend and its trial. */
import { backendNames, refusalCodes, type BackendTrial, type Refusal } from '../engine/protocol';
import { leastBudget, mostBudget } from './memoryBudget';
import { languages, themes, type SettingsState } from './state';

const storageKey = 'catscan.settings';

/** The remembered settings, each checked; defaults from the browser's own preferences. */
export function readSettings(): SettingsState {
  const saved = parse(remembered());
  return {
    language: languages.find((known) => known === saved['language']) ?? preferredLanguage(),
    theme: themes.find((known) => known === saved['theme']) ?? 'system',
    backend: backendNames.find((known) => known === saved['backend']) ?? null,
    trials: Array.isArray(saved['trials']) ? saved['trials'].flatMap(trialOf) : [],
    memoryBudget: isBudget(saved['memoryBudget']) ? saved['memoryBudget'] : null,
    singleKeys: saved['singleKeys'] !== false,
  };
}

export function rememberSettings(settings: SettingsState): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: the settings last as long as the page.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(storageKey) ?? '{}';
  } catch {
    return '{}';
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isBudget(value: unknown): value is number {
  return Number.isInteger(value) && leastBudget <= Number(value) && Number(value) <= mostBudget;
}

/** A trial as it was remembered; an earlier version's had no refusal. */
function trialOf(value: unknown): BackendTrial[] {
  if (typeof value !== 'object' || value === null) return [];
  const { backend, milliseconds = null, refusal } = value as Partial<Record<string, unknown>>;
  const known = backendNames.find((name) => name === backend);
  if (!known || (milliseconds !== null && !Number.isFinite(milliseconds))) return [];
  return [
    {
      backend: known,
      milliseconds: milliseconds as number | null,
      refusal: isRefusal(refusal) ? refusal : null,
    },
  ];
}

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null) return false;
  const { code, values = {} } = value as Partial<Record<string, unknown>>;
  return (
    refusalCodes.some((known) => known === code) &&
    typeof values === 'object' &&
    Object.values(values ?? {}).every((each) => ['string', 'number'].includes(typeof each))
  );
}

function preferredLanguage(): SettingsState['language'] {
  const preferred = typeof navigator === 'undefined' ? 'en' : navigator.language;
  return preferred.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
