/** What axe finds on a page, in both themes: the page changes them without being loaded anew. */
import { AxeBuilder } from '@axe-core/playwright';
import { test, type Page } from '@playwright/test';
import { expect, remembered } from './fixtures';

/** What a page has to remember for `inBothThemes`. */
export const followsSystem = { ...remembered, theme: 'system' } as const;

/** Does something in either theme, with the page as it is. */
export async function inBothThemes(page: Page, look: () => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await test.step(theme, async () => {
      await show(page, theme);
      await look();
    });
  }
}

/**
 * Nothing that axe finds, in the page or the element of a selector, in either theme. Of the themes only
 * contrast depends; all else is looked at in one.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await show(page, 'dark');
  expect(await violationsOf(page, within)).toEqual([]);
  await show(page, 'light');
  expect(await violationsOf(page, within, ['color-contrast']), 'in the light theme').toEqual([]);
}

async function show(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  // A colour on its way from one theme to the other is of neither.
  await atRest(page);
}

/** Waits until every transition has come to its end. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
}

/** All violations of all rules or some, on the page or within a selector's element, each in a line. */
export async function violationsOf(
  page: Page,
  within?: string,
  rules?: string[],
): Promise<string[]> {
  // The mode called legacy asks within the page instead of in a second, blank one, and cannot look
  // into frames of other origins. With that, and without listing every element that passes, it finds
  // the same in a quarter of the time.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
