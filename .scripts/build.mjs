/**
 * Builds `dist` where the sources changed since the last build. A stamp inside node_modules holds
 * the hash of the sources and of the page that came of them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, run, tool } from './spawn.mjs';

const sources = [
  'index.html',
  'package-lock.json',
  'public',
  'src',
  'tsconfig.json',
  'vite.config.ts',
];
const page = join(root, 'dist', 'index.html');
const stampFile = join(root, 'node_modules', '.cache', 'catscan', 'build');

/** Builds where needed and gives the exit code of the build; 0 where there was nothing to do. */
export async function ensureBuilt(options) {
  const wanted = hashOf(sources.map((name) => join(root, name)));
  if (existsSync(page) && existsSync(stampFile)) {
    if (readFileSync(stampFile, 'utf8') === `${wanted} ${hashOf([page])}\n`) {
      process.stdout.write('The build in dist is up to date.\n');
      return 0;
    }
  }
  rmSync(stampFile, { force: true });
  const code = await run(tool('vite', 'build'), options);
  if (code === 0) {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, `${wanted} ${hashOf([page])}\n`);
  }
  return code;
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  let names;
  try {
    names = readdirSync(path);
  } catch {
    hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
    return;
  }
  for (const name of names.toSorted()) addTo(hash, join(path, name));
}
