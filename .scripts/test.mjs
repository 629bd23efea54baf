/**
 * npm test: installs what is missing, then types, lint, format, unit, engine, build, browser (the same
 * in Chromium, Firefox and WebKit) and end-to-end tests, all of them whatever fails on the way. The last
 * line says how many passed and failed.
 * `npm test -- unit engine` runs these steps alone.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureEngines, howToGet } from './engines.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { root, run, tool } from './spawn.mjs';

/**
 * Far more than all steps take on a slow and busy machine: a step still at work then hangs, and has
 * failed.
 */
const budget = 75 * 60_000;
const started = Date.now();

/** These only read the sources, so they run side by side. */
const checks = {
  typecheck: ['typescript', '--noEmit'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
};

/** Each gives the number of tests that passed and failed; a step without tests of its own is one. */
const steps = {
  typecheck: () => checked('typecheck'),
  lint: () => checked('lint'),
  format: () => checked('format'),
  unit: () => vitest('unit'),
  engine: () => vitest('engine'),
  build: async () => count(await ensureBuilt({ milliseconds: timeLeft() })),
  browsers: inEveryEngine,
  e2e: playwright,
};

requireNode();
const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in steps));
if (unknown) {
  process.stderr.write(
    `No step is called ${unknown}; they are ${Object.keys(steps).join(', ')}.\n`,
  );
  process.exit(1);
}
await ensureInstalled();

const results = [];
const checking = new Map(
  Object.entries(checks)
    .filter(([name]) => isChosen(name))
    .map(([name, command]) => [name, check(tool(...command))]),
);
for (const [name, step] of Object.entries(steps)) {
  if (!isChosen(name)) continue;
  process.stdout.write(`\n── ${name} ──\n`);
  const begun = Date.now();
  const counts = await step();
  results.push({ name, seconds: (Date.now() - begun) / 1000, ...counts });
}

process.stdout.write('\n');
for (const { name, passed, failed, seconds } of results) {
  const outcome = `${passed} passed, ${failed} failed`;
  process.stdout.write(`${name.padEnd(10)} ${outcome.padEnd(24)} ${seconds.toFixed(1)} s\n`);
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);

function isChosen(name) {
  return chosen.length === 0 || chosen.includes(name);
}

function timeLeft() {
  return Math.max(1_000, budget - (Date.now() - started));
}

function count(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Starts a check and keeps what it says, so that it stands together when its turn has come. */
async function check(command) {
  const begun = Date.now();
  let output = '';
  const code = await run(command, {
    milliseconds: timeLeft(),
    write: (text) => {
      output += text;
    },
  });
  return { output, counts: { ...count(code), seconds: (Date.now() - begun) / 1000 } };
}

async function checked(name) {
  const { output, counts } = await checking.get(name);
  process.stdout.write(output);
  return counts;
}

async function vitest(project) {
  const file = join(root, 'node_modules', '.cache', 'catscan', `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = tool('vitest', 'run', '--project', project, ...reporters);
  return counted(command, file, (report) => ({
    passed: report.numPassedTests,
    // A file that fails as a whole has no tests to count.
    failed:
      report.numFailedTests +
      report.testResults.filter(
        ({ status, assertionResults }) =>
          status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
      ).length,
  }));
}

/** The same scenarios in Chromium, Firefox and WebKit; which are missing is said, and is no failure. */
async function inEveryEngine() {
  if (didBuildFail() || !(await hasBrowser())) return { passed: 0, failed: 1 };
  const missing = Object.entries(await ensureEngines()).filter(([, found]) => found === null);
  for (const [engine] of missing) {
    process.stdout.write(`${engine} is not here, so nothing runs in it: ${howToGet[engine]}.\n`);
  }
  return vitest('browsers');
}

function didBuildFail() {
  const failed = results.some((result) => result.name === 'build' && result.failed > 0);
  if (failed) process.stderr.write('Not run: the build failed.\n');
  return failed;
}

/** Says so where there is no Chromium and none could be got. */
async function hasBrowser() {
  let browser = null;
  try {
    browser = await ensureBrowser({ whole: false });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
  if (!browser) {
    process.stderr.write(
      'The tests in browsers need a Chromium or Chrome, and none was found or could be installed. ' +
        'Install one, or name one in the environment variable CATSCAN_BROWSER.\n',
    );
  }
  return browser !== null;
}

async function playwright() {
  if (didBuildFail() || !(await hasBrowser())) return { passed: 0, failed: 1 };
  const config = join('tests', 'e2e', 'playwright.config.ts');
  const command = tool('@playwright/test', 'test', '-c', config);
  const file = join(root, 'tests', 'e2e', 'output', 'report.json');
  return counted(command, file, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }));
}

/** Runs a test runner and reads the report that it wrote; a failure without one counts as one. */
async function counted(command, file, read) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const code = await run(command, { milliseconds: timeLeft() });
  let counts;
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    process.stderr.write(`No report of this step: ${error.message}\n`);
    counts = { passed: 0, failed: 1 };
  }
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
