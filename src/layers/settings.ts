/**
 * Settings as data: what a layer kind can be told, declared once. Sliders, the address of the page,
 * defaults and validation all follow from these declarations.
 */
import { areFilterChanges, type FilterChange } from './filterChanges';

/** A hand-made kernel put in the place of one filter's drawn weights. */
export interface HandmadeKernel {
  /** Index of the filter that it replaces, from 0. */
  filter: number;
  name: HandmadeName;
  /** Orientation in degrees; only the Gabor kernel has one. */
  angle?: number;
}

export const handmadeNames = [
  'identity',
  'boxBlur',
  'gaussian',
  'sharpen',
  'sobelX',
  'sobelY',
  'laplacian',
  'emboss',
  'gabor',
] as const;
export type HandmadeName = (typeof handmadeNames)[number];

export type SettingValue =
  number | string | boolean | readonly HandmadeKernel[] | readonly FilterChange[];
export type Settings = Readonly<Record<string, SettingValue>>;

interface SpecBase {
  /** One to three letters that name the setting in the page's address; unique within a kind. */
  code: string;
  /** True where the setting has no control of its own in the generic form. */
  hidden?: boolean;
  /** True where links leave it at its default: it is for the one who looks to decide. */
  unshared?: boolean;
}

/** A whole number: a slider from min to max and a field that also takes up to fieldMax. */
export interface IntegerSpec extends SpecBase {
  type: 'integer';
  min: number;
  max: number;
  /** Largest value that the number field takes; max when absent. */
  fieldMax?: number;
  step: number;
  default: number;
}

/** A real number: a slider and a field. */
export interface NumberSpec extends SpecBase {
  type: 'number';
  min: number;
  max: number;
  step: number;
  default: number;
}

export interface ChoiceSpec<Option extends string = string> extends SpecBase {
  type: 'choice';
  options: readonly Option[];
  default: Option;
}

export interface BooleanSpec extends SpecBase {
  type: 'boolean';
  default: boolean;
}

/** An unsigned 32-bit seed with a dice button. */
export interface SeedSpec extends SpecBase {
  type: 'seed';
  default: number;
}

/** Hand-made kernels by filter; filters that are not named keep their drawn weights. */
export interface HandmadeSpec extends SpecBase {
  type: 'handmade';
  default: readonly HandmadeKernel[];
}

/** What was done by hand to single filters. */
export interface FilterChangesSpec extends SpecBase {
  type: 'filterChanges';
  default: readonly FilterChange[];
}

export type SettingSpec =
  IntegerSpec | NumberSpec | ChoiceSpec | BooleanSpec | SeedSpec | HandmadeSpec | FilterChangesSpec;
export type SettingSpecs = Readonly<Record<string, SettingSpec>>;

/** The settings' values that belong to a set of declarations. */
export type SettingsOf<Specs extends SettingSpecs> = {
  readonly [Key in keyof Specs]: Specs[Key] extends {
    type: 'choice';
    options: readonly (infer O)[];
  }
    ? O
    : Specs[Key] extends { type: 'boolean' }
      ? boolean
      : Specs[Key] extends { type: 'handmade' }
        ? readonly HandmadeKernel[]
        : Specs[Key] extends { type: 'filterChanges' }
          ? readonly FilterChange[]
          : number;
};

/** Every setting at its default. */
export function defaultsOf<Specs extends SettingSpecs>(specs: Specs): SettingsOf<Specs> {
  const entries = Object.entries(specs).map(([key, spec]) => [key, spec.default]);
  return Object.fromEntries(entries) as SettingsOf<Specs>;
}

/** The largest value that the field of a setting takes. */
export function fieldMaximum(spec: IntegerSpec | NumberSpec): number {
  return spec.type === 'integer' ? (spec.fieldMax ?? spec.max) : spec.max;
}

/** The nearest value that a numeric setting takes; its default when the value is not finite. */
export function clampSetting(spec: IntegerSpec | NumberSpec, value: number): number {
  if (!Number.isFinite(value)) return spec.default;
  const bounded = Math.min(fieldMaximum(spec), Math.max(spec.min, value));
  return spec.type === 'integer' ? Math.round(bounded) : bounded;
}

/** One for each filter of the largest layer. */
const mostHandmade = 512;

/** Whether a value is one that the setting can hold. */
export function isValidSetting(spec: SettingSpec, value: unknown): value is SettingValue {
  switch (spec.type) {
    case 'integer':
      return Number.isInteger(value) && clampSetting(spec, value as number) === value;
    case 'number':
      return Number.isFinite(value) && clampSetting(spec, value as number) === value;
    case 'choice':
      return typeof value === 'string' && spec.options.includes(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'seed':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffffffff;
    case 'handmade':
      return Array.isArray(value) && value.length <= mostHandmade && value.every(isHandmadeKernel);
    case 'filterChanges':
      return areFilterChanges(value);
  }
}

function isHandmadeKernel(value: unknown): value is HandmadeKernel {
  if (typeof value !== 'object' || value === null) return false;
  const { filter, name, angle } = value as Partial<HandmadeKernel>;
  return (
    Number.isInteger(filter) &&
    (filter as number) >= 0 &&
    handmadeNames.some((known) => known === name) &&
    (angle === undefined || Number.isFinite(angle))
  );
}
