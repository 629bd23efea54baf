/**
 * The browsers in which the same scenarios run (tests/browsers): Chromium, whose figures the others
 * are compared with, and a Firefox and a WebKit where they are there.
 */
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findBrowser, inPath, isProgram } from './browser.mjs';
import { run } from './spawn.mjs';

const isLinux = process.platform === 'linux';
const onDebian =
  isLinux &&
  existsSync('/etc/os-release') &&
  /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));

/** How each is got where it is missing. */
export const howToGet = {
  Chromium: 'install Chromium or Chrome, or npx playwright install chromium',
  Firefox: onDebian
    ? 'apt install firefox-esr, or npx playwright install firefox'
    : 'install Firefox, or npx playwright install firefox',
  WebKit: onDebian
    ? 'apt install webkit2gtk-driver xvfb, or npx playwright install webkit'
    : process.platform === 'darwin'
      ? 'safaridriver --enable, and CATSCAN_SAFARI=1; or npx playwright install webkit'
      : 'npx playwright install webkit',
};

/** What is there of each: how it is driven and where it is, or null. */
export function findEngines() {
  const chromium = findBrowser({ whole: false });
  return {
    Chromium: chromium === null ? null : { by: 'playwright', executablePath: chromium },
    Firefox: playwrights('firefox') ?? ownFirefox(),
    WebKit: playwrights('webkit') ?? webKitGtk() ?? safari(),
  };
}

/** As `findEngines`; root on a Debian gets what is missing of Firefox and WebKit first. */
export async function ensureEngines() {
  const { Firefox, WebKit } = findEngines();
  const packages = [
    ...(Firefox === null ? ['firefox-esr'] : []),
    ...(WebKit === null ? ['webkit2gtk-driver', 'xvfb'] : []),
  ];
  if (packages.length > 0 && process.getuid?.() === 0 && isDebianItself()) {
    process.stdout.write(`Installing ${packages.join(', ')} …\n`);
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, milliseconds: 240_000 };
    await run(['apt-get', ['update', '-qq'], {}], quiet);
    await run(
      ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {}],
      quiet,
    );
  }
  return findEngines();
}

/** Others of its family have no `firefox-esr`. */
function isDebianItself() {
  return onDebian && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** What `npx playwright install` put on this machine. */
function playwrights(name) {
  try {
    const { [name]: type } = createRequire(import.meta.url)('@playwright/test');
    const executablePath = type.executablePath();
    return existsSync(executablePath) ? { by: 'playwright', executablePath } : null;
  } catch {
    return null;
  }
}

function ownFirefox() {
  const places = {
    linux: [...inPath('firefox-esr'), ...inPath('firefox')],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((variable) =>
      join(process.env[variable] ?? 'C:\\', 'Mozilla Firefox', 'firefox.exe'),
    ),
  };
  const executablePath = (places[process.platform] ?? places.linux).find(
    (path) => isProgram(path) && !isSnap(path),
  );
  return executablePath === undefined ? null : { by: 'bidi', executablePath };
}

/** A snap sees no profile that others made for it; Ubuntu's `firefox` is a script that starts one. */
function isSnap(path) {
  const file = realpathSync(path);
  return /snap/.test(file) || readFileSync(file).subarray(0, 4096).includes('/snap/');
}

/** WebKit's own browser for tests, its driver, and a display for it that nobody sees. */
function webKitGtk() {
  if (!isLinux) return null;
  const driver = inPath('WebKitWebDriver').find(isProgram);
  const xvfb = inPath('Xvfb').find(isProgram);
  const miniBrowser = librariesOfWebKit().find(isProgram);
  if (!driver || !xvfb || !miniBrowser) return null;
  return { by: 'webkitgtk', driver, xvfb, miniBrowser };
}

function librariesOfWebKit() {
  const folders = ['/usr/lib', '/usr/libexec', '/usr/lib64'];
  const architectures = folders.flatMap((folder) =>
    existsSync(folder)
      ? [
          folder,
          ...readdirSync(folder)
            .filter((name) => name.includes('-linux-'))
            .map((name) => join(folder, name)),
        ]
      : [],
  );
  return architectures.flatMap((folder) =>
    ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((name) =>
      join(folder, name, 'MiniBrowser'),
    ),
  );
}

/** Only where it was asked for: its window takes the screen, and has to be allowed by hand. */
function safari() {
  const isWanted = process.platform === 'darwin' && process.env.CATSCAN_SAFARI;
  return isWanted && isProgram('/usr/bin/safaridriver') ? { by: 'safari' } : null;
}
