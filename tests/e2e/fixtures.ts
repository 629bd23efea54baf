/**
 * What every browser test starts from: the page with remembered settings, so that no trial of the
 * backends runs beside the test; and a watch that fails the test on any error that the page
 * reports and on any request to another host.
 */
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { CatscanPage } from './catscanPage';

export { expect } from '@playwright/test';

/** What the page remembers between visits; null for a first visit. */
export type Remembered = Readonly<Record<string, unknown>> | null;

export const remembered = { language: 'en', theme: 'dark', backend: 'wasm', trials: [] } as const;

interface Options {
  remembered: Remembered;
  /** Errors that a test provokes: patterns of what the page may say without failing it. */
  expectedErrors: { readonly patterns: readonly RegExp[] };
  /** Whether the page fetches all its parts once it rests; a test is quicker without. */
  fetchesAhead: boolean;
}

interface Fixtures {
  /** Not opened yet: a test goes where it wants. */
  catscan: CatscanPage;
  /** Another visitor: a page in a context of its own, watched alike. */
  anotherVisitor: (remembered?: Remembered) => Promise<CatscanPage>;
}

export const test = base.extend<Options & Fixtures>({
  remembered: [remembered, { option: true }],
  expectedErrors: [{ patterns: [] }, { option: true }],
  fetchesAhead: [false, { option: true }],

  catscan: async ({ context, page, remembered, expectedErrors, fetchesAhead, baseURL }, use) => {
    const complaints = watch(context, page, baseURL);
    await remember(context, remembered);
    if (!fetchesAhead) await saveData(context);
    await use(new CatscanPage(page));
    failOn(complaints, expectedErrors.patterns);
  },

  anotherVisitor: async ({ browser, expectedErrors, baseURL, viewport }, use) => {
    const complaints: string[][] = [];
    const contexts: BrowserContext[] = [];
    await use(async (settings = remembered) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '', viewport });
      contexts.push(context);
      const page = await context.newPage();
      complaints.push(watch(context, page, baseURL));
      await remember(context, settings);
      await saveData(context);
      return new CatscanPage(page);
    });
    await Promise.all(contexts.map((context) => context.close()));
    failOn(complaints.flat(), expectedErrors.patterns);
  },
});

/** Puts settings into the storage before the page reads them, unless it has its own already. */
export async function remember(context: BrowserContext, settings: Remembered): Promise<void> {
  if (settings === null) return;
  await context.addInitScript((text) => {
    // Frames within the page, which have no storage, are none of its visitors.
    if (window.parent !== window) return;
    const key = 'catscan.settings';
    if (localStorage.getItem(key) === null) localStorage.setItem(key, text);
  }, JSON.stringify(settings));
}

/** As a visitor's browser says who wants no more to be fetched than is needed. */
async function saveData(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}

/** Gathers from here on what a page should never say and whom it should never ask. */
export function watch(context: BrowserContext, page: Page, baseURL: string | undefined): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = ['blob:', 'data:'].includes(url.protocol);
    if (!isLocal && url.origin !== new URL(baseURL ?? '').origin) {
      complaints.push(`request to another host: ${request.url()}`);
    }
  });
  return complaints;
}

/** Throws where something was said that the test does not expect. */
export function failOn(complaints: readonly string[], expected: readonly RegExp[] = []): void {
  const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
  if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
}
