/**
 * Installs the packages of package-lock.json where they are missing, and only then. A stamp inside
 * node_modules says which lock file, platform and processor they were installed for.
 *
 * Uses nothing but Node itself: it runs before anything is installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, root, run } from './spawn.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.cache', 'catscan', 'install');
const here = `${process.platform}-${process.arch}`;

/** Ends the program with a sentence where Node is too old for the tools. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
  if (fits) return;
  process.stderr.write(
    `catscan needs Node 20.19, 22.12 or newer, and this is Node ${process.versions.node}. ` +
      'A newer one is at https://nodejs.org\n',
  );
  process.exit(1);
}

/** Installs what is missing. Ends the program with a sentence where that fails. */
export async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const [installed, place] = existsSync(stampFile)
    ? readFileSync(stampFile, 'utf8').trim().split(' ')
    : [undefined, here];
  if (installed === hash && place === here) return;
  if (place !== here || !agreesWithNpm(lock)) {
    process.stdout.write('Installing packages (once, a minute or so) …\n');
    const code = await run(npm('ci', '--include=dev', '--no-audit', '--no-fund'));
    if (code !== 0) {
      process.stderr.write(
        'The packages could not be installed; npm says above why. ' +
          'Is the npm registry reachable from here?\n',
      );
      process.exit(1);
    }
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${hash} ${here}\n`);
}

/** Whether npm's own record of what it installed (by hand, say) agrees with the lock file. */
function agreesWithNpm(lock) {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}
