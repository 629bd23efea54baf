/** A Firefox as people have it, by WebDriver BiDi, which it speaks itself: no driver beside it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyInput, launch } from 'puppeteer-core';
import { type Browser, keysOf } from './browser';

export async function openFirefox(executablePath: string, address: string): Promise<Browser> {
  // Root may run it only with a home of its own, which it has not in every container.
  const home = await mkdtemp(join(tmpdir(), 'catscan-firefox-'));
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    env: { ...process.env, HOME: home },
    // A busy machine takes its time for the first window.
    timeout: 120_000,
    protocolTimeout: 120_000,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB' },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return {
    name: (await browser.version()).replace('/', ' '),
    home: address,
    goto: async (address) => {
      await page.goto(address);
    },
    evaluate: (expression) => page.evaluate(expression),
    mouse: {
      moveTo: (x, y) => page.mouse.move(x, y),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
      doubleClick: (x, y) => page.mouse.click(x, y, { count: 2 }),
    },
    press: async (chord) => {
      const { held, pressed } = keysOf(chord);
      for (const key of held) await page.keyboard.down(key as KeyInput);
      await page.keyboard.press(pressed as KeyInput);
      for (const key of held.toReversed()) await page.keyboard.up(key as KeyInput);
    },
    setFiles: async (paths) => {
      const input = await page.$('input[type=file]');
      if (!input) throw new Error('there is no file input');
      await input.uploadFile(...paths);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    takeComplaints: async () => {
      const taken = complaints;
      complaints = [];
      return taken;
    },
    screenshot: async (path) => {
      await writeFile(path, await page.screenshot());
    },
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
