/**
 * The same scenarios in Chromium, Firefox and WebKit, side by side, each in one session: what must
 * come of a scenario is asked for in all of them, and its figures are compared with Chromium's.
 * CATSCAN_SCENARIOS and CATSCAN_ENGINES are patterns of what to run where not all is wanted.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { findEngines, type Engine, type Found } from '../../.scripts/engines.mjs';
import type { Browser } from './browser';
import { CatscanIn } from './catscanIn';
import { open } from './open';
import { differences, type Figures, type Scenario } from './scenario';
import { scenarios } from './scenarios';

const reference: Engine = 'Chromium';
/** Of what was to be seen where a scenario failed. */
const pictures = fileURLToPath(new URL('output/failed', import.meta.url));

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
  try {
    const figures = await inTime(scenario.run(new CatscanIn(browser)));
    const complaints = await browser.takeComplaints();
    if (complaints.length > 0) throw new Error(`The page reported ${complaints.join('; ')}`);
    return figures;
  } catch (error) {
    await mkdir(pictures, { recursive: true });
    const file = `${engine}-${scenario.name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`;
    // One that hangs has no picture either.
    await inTime(browser.screenshot(join(pictures, file))).catch(() => {});
    throw error;
  } finally {
    await browser.takeComplaints().catch(() => {});
  }
}

/** Ends the wait for a browser that hangs; each state that is waited for has a shorter limit. */
async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const limit = new AbortController();
  const late = sleep(240_000, undefined, { signal: limit.signal }).then(() => {
    throw new Error('The browser was still at work after four minutes.');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
    late.catch(() => {});
  }
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
