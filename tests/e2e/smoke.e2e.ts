import { expect, test } from '@playwright/test';

test('the page opens without an error and runs the first network', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto('./');
  await expect(page).toHaveTitle(/catscan/i);
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(errors).toEqual([]);
});
