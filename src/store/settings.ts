/** What the page remembers between visits: language, theme, keys, the chosen backend and its trial. */
import { backendNames, type BackendTrial } from '../engine/protocol';
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
    trials: Array.isArray(saved['trials']) ? saved['trials'].filter(isTrial) : [],
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

function isTrial(value: unknown): value is BackendTrial {
  if (typeof value !== 'object' || value === null) return false;
  const { backend, milliseconds } = value as Partial<BackendTrial>;
  return (
    backendNames.some((known) => known === backend) &&
    (milliseconds === null || Number.isFinite(milliseconds))
  );
}

function preferredLanguage(): SettingsState['language'] {
  const preferred = typeof navigator === 'undefined' ? 'en' : navigator.language;
  return preferred.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
