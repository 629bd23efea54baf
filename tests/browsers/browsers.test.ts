/**
 * The same scenarios in Chromium, Firefox and WebKit, side by side, each in one session: what must
 * come of a scenario is asked for in all of them, and its figures are compared with Chromium's.
 * CATSCAN_SCENARIOS and CATSCAN_ENGINES are patterns of what to run where not all is wanted.
 */
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { findEngines, type Engine, type Found } from '../../.scripts/engines.mjs';
import type { Browser } from './browser';
import { CatscanIn } from './catscanIn';
import { open } from './open';
import { differences, type Figures, type Scenario } from './scenario';
import { scenarios } from './scenarios';

const reference: Engine = 'Chromium';

/**
 * What a browser may say without failing a scenario. Firefox tells of each time the policy forbids
 * eval, and the check of links by zod tries that at the start.
 */
const expectedComplaints: Partial<Record<Engine, readonly RegExp[]>> = {
  Firefox: [/^uncaught: Error: Content-Security-Policy: .* blocked a JavaScript eval /],
};

const isWanted = (name: string, pattern: string | undefined) =>
  new RegExp(pattern ?? '').test(name);
const chosen = scenarios.filter(({ name }) => isWanted(name, process.env['CATSCAN_SCENARIOS']));
const engines = Object.entries(findEngines())
  .map(([engine, found]) => ({ engine: engine as Engine, found }))
  .filter(({ engine }) => isWanted(engine, process.env['CATSCAN_ENGINES']));
const present = engines.filter(
  (one): one is { engine: Engine; found: Found } => one.found !== null,
);

/** By engine and scenario: a promise of the figures. */
const outcomes = new Map<string, Promise<Figures>>();
const browsers: Promise<Browser>[] = [];
const keyOf = (engine: Engine, { name }: Scenario) => `${engine}: ${name}`;

beforeAll(() => {
  const home = inject('home');
  for (const { engine, found } of present) {
    const browser = open(engine, found, home);
    browsers.push(browser);
    let before: Promise<unknown> = browser;
    for (const scenario of chosen) {
      const outcome = before.then(async () => runIn(await browser, engine, scenario));
      outcomes.set(keyOf(engine, scenario), outcome);
      // A scenario that fails stands in nobody's way; a browser that does not start fails them all.
      before = outcome.catch(() => browser);
      outcome.catch(() => {});
    }
  }
});

afterAll(async () => {
  await Promise.allSettled(browsers.map(async (browser) => (await browser).close()));
});

async function runIn(browser: Browser, engine: Engine, scenario: Scenario): Promise<Figures> {
  const figures = await scenario.run(new CatscanIn(browser));
  const expected = expectedComplaints[engine] ?? [];
  const complaints = (await browser.takeComplaints()).filter(
    (text) => !expected.some((pattern) => pattern.test(text)),
  );
  if (complaints.length > 0) throw new Error(`The page reported ${complaints.join('; ')}`);
  return figures;
}

describe.each(chosen)('$name', (scenario) => {
  it.each(present)('in $engine', async ({ engine }) => {
    const here = await outcomes.get(keyOf(engine, scenario));
    if (engine === reference || !present.some((one) => one.engine === reference)) return;
    const there = await outcomes.get(keyOf(reference, scenario))?.catch(() => null);
    if (!here || !there) throw new Error('There are no figures of Chromium to compare with.');
    const different = differences(here, there, scenario.tolerances);
    if (different.length > 0) throw new Error(`Not as in ${reference}: ${different.join('; ')}`);
  });
});
