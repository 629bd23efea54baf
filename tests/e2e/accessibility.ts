/** What axe finds on a page, in both themes: the page changes them without being loaded anew. */
import { AxeBuilder } from '@axe-core/playwright';
import { test, type Page } from '@playwright/test';
import { expect, remembered } from './fixtures';

/** What a page has to remember for `inBothThemes`. */
export const followsSystem = { ...remembered, theme: 'system' } as const;

export type Theme = 'dark' | 'light';

/** Does something in either theme, with the page as it is. */
export async function inBothThemes(
  page: Page,
  look: (theme: Theme) => Promise<void>,
): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await test.step(theme, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      // A colour on its way from one theme to the other is of neither.
      await page.evaluate(() =>
        Promise.allSettled(
          document
            .getAnimations()
            .filter((animation) => animation instanceof CSSTransition)
            .map(({ finished }) => finished),
        ),
      );
      await look(theme);
    });
  }
}

/** All violations, or those within the element of a selector, each in a line. */
export async function violationsOf(page: Page, within?: string): Promise<string[]> {
  // The mode called legacy asks within the page instead of in a second, blank one, and cannot look
  // into frames of other origins. With that, and without listing every element that passes, it finds
  // the same in a quarter of the time.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
