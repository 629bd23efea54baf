/** The browser that the end-to-end tests and the benchmark drive: finds a Chromium, or gets one. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { run, tool } from './spawn.mjs';

const isRoot = process.getuid?.() === 0;

/** Chromium's own sandbox: not for root, in a CI container, or where the kernel's policy bars it. */
export const sandbox =
  !isRoot &&
  !process.env.CI &&
  !firstLineIs('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1');

/** Quiet (no traffic of the browser's own) and the same graphics, in software, on every machine. */
export const browserArguments = [
  ...(sandbox ? [] : ['--no-sandbox']),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** In addition, for WebGPU in software. */
export const webgpuArguments = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/**
 * The path of a Chromium or Chrome that starts, or null. CATSCAN_BROWSER (or CHROME_PATH) names one
 * outright; it is set to what was found, so that child processes need not look again. Where it need not
 * be a `whole` browser, as for tests, one without a window is preferred: it takes a third less time.
 */
export function findBrowser({ whole = true } = {}) {
  const named = process.env.CATSCAN_BROWSER || process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CATSCAN_BROWSER or CHROME_PATH names ${named}, and there is no such file.`);
  }
  const found = candidates(whole).find(starts) ?? null;
  if (found) process.env.CATSCAN_BROWSER = found;
  return found;
}

/** As `findBrowser`, and installs one where there is none. Null where that fails too. */
export async function ensureBrowser(options) {
  const present = findBrowser(options);
  if (present) return present;
  process.stdout.write('No Chromium or Chrome found; installing one …\n');
  await run(tool('@playwright/test', 'install', 'chromium'), { milliseconds: 180_000 });
  const downloaded = findBrowser(options);
  if (downloaded) return downloaded;
  if (isRoot && /^ID=debian$/m.test(contentsOf('/etc/os-release'))) {
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, milliseconds: 180_000 };
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    await run(['apt-get', ['update', '-qq'], {}], quiet);
    // Older Debians have the whole browser alone.
    const browsers =
      options?.whole === false ? ['chromium-headless-shell', 'chromium'] : ['chromium'];
    for (const browser of browsers) {
      // The font has the Chinese characters of the second language.
      await run(['apt-get', [...install, browser, 'fonts-noto-cjk'], {}], quiet);
      const installed = findBrowser(options);
      if (installed) return installed;
    }
  }
  return findBrowser(options);
}

function candidates(whole) {
  const places = {
    linux: [
      ...(whole ? [] : inPath('chromium-headless-shell', 'chrome-headless-shell')),
      ...inPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'),
      '/opt/google/chrome/chrome',
      ...playwrights(),
      ...inPath('microsoft-edge'),
    ],
    darwin: [
      ...['', process.env.HOME ?? ''].flatMap((home) =>
        ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
          (name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`,
        ),
      ),
      ...playwrights(),
    ],
    win32: [
      ...['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) =>
        ['Google\\Chrome', 'Chromium'].map((name) =>
          join(process.env[variable] ?? 'C:\\', name, 'Application', 'chrome.exe'),
        ),
      ),
      ...playwrights(),
      ...['ProgramFiles(x86)', 'ProgramFiles'].map((variable) =>
        join(process.env[variable] ?? 'C:\\', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ),
    ],
  };
  return (places[process.platform] ?? places.linux).filter((path) => isProgram(path));
}

/** Where programs of these names could be. */
export function inPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The Chromium that `npx playwright install chromium` put on this machine. */
function playwrights() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Some are stubs that only tell how to install the real one, others lack libraries: ask. */
function starts(path) {
  // On Windows asking for the version opens a window instead.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { timeout: 20_000, encoding: 'utf8' });
  return status === 0 && /chrom|edge/i.test(stdout);
}

function contentsOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function firstLineIs(path, line) {
  return contentsOf(path).split('\n')[0] === line;
}
