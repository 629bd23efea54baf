/**
 * Values of settings ⇄ text of the page's address. Only A–Z a–z 0–9 - . come out, and always a
 * letter or a digit at the end: chat programs keep such links whole.
 */
import type { FilterChange } from '../layers/filterChanges';
import {
  defaultsOf,
  isValidSetting,
  type HandmadeKernel,
  type Settings,
  type SettingSpec,
  type SettingSpecs,
  type SettingValue,
} from '../layers/settings';
import { filterChangeOf, filterChangeText } from './filterCodec';
import { numberOf, numberText } from './linkNumber';

const handmadePattern = /^(\d+)([A-Za-z]+)(.*)$/;
/** Code, then a word behind a point, or a number as it is: p.same, f12, c-0.5. */
const settingPattern = /^([A-Za-z]+)(?:\.([A-Za-z].*)|([-\d].*)?)$/;

/** A value as words and numbers; what is listed by filter is one text each, all else one in all. */
export function encodeValue(value: SettingValue): readonly string[] {
  if (typeof value === 'number') return [numberText(value)];
  if (typeof value === 'boolean') return [value ? '1' : '0'];
  if (typeof value === 'string') return [value];
  // An empty list is one empty text.
  if (value.length === 0) return [''];
  return value.map((entry: HandmadeKernel | FilterChange) =>
    'name' in entry ? handmadeText(entry) : filterChangeText(entry),
  );
}

/** The value that texts stand for; undefined where the setting cannot have it. */
export function decodeValue(spec: SettingSpec, texts: readonly string[]): SettingValue | undefined {
  const [text = ''] = texts;
  const isList = spec.type === 'handmade' || spec.type === 'filterChanges';
  if (texts.length > 1 && !isList) return undefined;
  const value = valueOf(spec, text, texts);
  return isValidSetting(spec, value) ? value : undefined;
}

function valueOf(spec: SettingSpec, text: string, texts: readonly string[]): unknown {
  switch (spec.type) {
    case 'integer':
    case 'number':
    case 'seed':
      return numberOf(text);
    case 'boolean':
      return text === '1' || (text === '0' ? false : undefined);
    case 'choice':
      return text;
    case 'handmade':
      return texts.length === 1 && text === '' ? [] : texts.map(handmadeOf);
    case 'filterChanges':
      return texts.length === 1 && text === '' ? [] : texts.map(filterChangeOf);
  }
}

/** The settings that are not at their defaults: `f12`, `p.same`. */
export function encodeSettings(specs: SettingSpecs, settings: Settings): readonly string[] {
  return Object.entries(specs).flatMap(([key, spec]) => {
    if (spec.unshared) return [];
    const texts = encodeValue(settings[key] ?? spec.default);
    if (texts.join() === encodeValue(spec.default).join()) return [];
    return texts.map((text) => `${spec.code}${/^[A-Za-z]/.test(text) ? '.' : ''}${text}`);
  });
}

/** All settings, those not named at their defaults; undefined where the words make no sense. */
export function decodeSettings(
  specs: SettingSpecs,
  words: readonly string[],
): Settings | undefined {
  const texts = new Map<string, string[]>();
  for (const word of words) {
    const [, code, name, number = ''] = settingPattern.exec(word) ?? [];
    if (code === undefined) return undefined;
    const known = texts.get(code);
    if (known) known.push(name ?? number);
    else texts.set(code, [name ?? number]);
  }
  const settings: Record<string, SettingValue> = { ...defaultsOf(specs) };
  for (const [key, spec] of Object.entries(specs)) {
    const given = spec.unshared ? undefined : texts.get(spec.code);
    if (!given) continue;
    const value = decodeValue(spec, given);
    if (value === undefined) return undefined;
    settings[key] = value;
    texts.delete(spec.code);
  }
  return texts.size === 0 ? settings : undefined;
}

/** Filter, name, angle: 0sobelX, 3gabor45. */
function handmadeText({ filter, name, angle }: HandmadeKernel): string {
  return `${filter}${name}${angle === undefined ? '' : numberText(angle)}`;
}

/** Undefined where the text is malformed; the name is for `isValidSetting` to judge. */
function handmadeOf(text: string): unknown {
  const [, filter, name, angle = ''] = handmadePattern.exec(text) ?? [];
  if (angle === '') return { filter: Number(filter), name };
  return { filter: Number(filter), name, angle: numberOf(angle) ?? NaN };
}
