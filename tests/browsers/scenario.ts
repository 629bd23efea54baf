/** What is done in every browser, and what must come of it. */
import type { CatscanIn } from './catscanIn';

export type Figure = string | number | boolean | null | readonly Figure[];
export type Figures = Readonly<Record<string, Figure>>;

export interface Scenario {
  name: string;
  /** Throws where something is not as it should be; gives what must be the same in every browser. */
  run(catscan: CatscanIn): Promise<Figures>;
  /** How far numbers of a figure may be from Chromium's, and why; all else is equal to the digit. */
  tolerances?: Readonly<Record<string, { by: number; because: string }>>;
}

/** What differs from the figures of another browser, in words; nothing where they agree. */
export function differences(
  here: Figures,
  there: Figures,
  tolerances: Scenario['tolerances'] = {},
): string[] {
  const keys = new Set([...Object.keys(here), ...Object.keys(there)]);
  return [...keys].flatMap((key) =>
    isWithin(here[key], there[key], tolerances[key]?.by ?? 0)
      ? []
      : [`${key}: ${JSON.stringify(here[key])} and not ${JSON.stringify(there[key])}`],
  );
}

function isWithin(a: Figure | undefined, b: Figure | undefined, by: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= by;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one: Figure, i) => isWithin(one, b[i] as Figure, by));
  }
  return a === b;
}
