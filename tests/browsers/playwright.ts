/** Chromium through Playwright, and the Firefox and WebKit that `npx playwright install` brings. */
import type { BrowserType, LaunchOptions } from '@playwright/test';
import type { Browser } from './browser';

export async function openByPlaywright(
  type: BrowserType,
  options: LaunchOptions,
  home: string,
): Promise<Browser> {
  const browser = await type.launch(options);
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return {
    name: `${type.name()} ${browser.version()}`,
    home,
    goto: async (address) => {
      await page.goto(address);
    },
    evaluate: (expression) => page.evaluate<unknown>(expression),
    mouse: {
      moveTo: (x, y) => page.mouse.move(x, y),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
      doubleClick: (x, y) => page.mouse.dblclick(x, y),
    },
    press: (chord) => page.keyboard.press(chord),
    setFiles: (paths) => page.locator('input[type=file]').setInputFiles([...paths]),
    resize: (width, height) => page.setViewportSize({ width, height }),
    takeComplaints: async () => {
      const taken = complaints;
      complaints = [];
      return taken;
    },
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
    close: () => browser.close(),
  };
}
