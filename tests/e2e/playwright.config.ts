/** End-to-end tests: the production build in a real Chromium. `npm run e2e` runs them alone. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser, sandbox } from '../../.scripts/browser.mjs';

// Drawn once: the workers, which read this file again, inherit the environment.
process.env['CATSCAN_E2E_PORT'] ??= String(20_000 + (process.pid % 10_000));
const port = process.env['CATSCAN_E2E_PORT'];
const executablePath = findBrowser({ whole: false });

/**
 * The page itself is put together without WebGL, as where there is no graphics processor: doing that
 * through the software WebGL that the tests of this backend need takes half as long again in all.
 */
const drawnPlainly = ['--disable-gpu-compositing'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: 'output/artifacts',
  // By tests and not by files, so that no worker is left with a file of slow ones at the end.
  fullyParallel: true,
  // One more than there are cores: a test waits for frames and timers for a third of its time.
  workers: Math.min(3, availableParallelism() + 1),
  forbidOnly: !!process.env['CI'],
  // For what hangs. How long a test takes is the machine's: a slow one with other work beside it needs
  // ten times as long as a quiet one.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'output/report.json' }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A trace of every step doubles the time: `npm run e2e -- --trace on` where one is wanted.
    trace: 'off',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      chromiumSandbox: sandbox,
      args: [...browserArguments, ...drawnPlainly],
    },
  },
  projects: [{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } }],
  webServer: {
    command: `node .scripts/start.mjs --port ${port}`,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    url: `http://localhost:${port}/`,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
