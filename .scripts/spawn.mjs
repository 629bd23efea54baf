/** Running other programs, the same on Linux, macOS and Windows. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === 'win32';

/** The program and arguments of an npm command. Node starts no .cmd file without a shell. */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js') return [process.execPath, [cli, ...args], {}];
  return windows ? ['npm.cmd', args, { shell: true }] : ['npm', args, {}];
}

/** The program and arguments of a tool that an installed package brings. */
export function tool(packageName, ...args) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  return [process.execPath, [join(folder, script), ...args], {}];
}

/**
 * Runs a program from the repository's root and gives its exit code; 124 where it was still at work
 * after `milliseconds` and was ended, 127 where it could not be started. Its output is shown, or
 * given to `write` piece by piece.
 */
export function run([command, args, options], { milliseconds, env, write } = {}) {
  const output = write ? 'pipe' : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
      // A group of its own, so that ending it ends what it started.
      detached: !windows && milliseconds !== undefined,
      ...options,
    });
    let late = false;
    const end = () => endTree(child);
    const interrupted = () => {
      end();
      // Once all programs that run side by side have been ended.
      setImmediate(() => process.exit(130));
    };
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            end();
          }, milliseconds);
    if (milliseconds !== undefined) {
      process.on('SIGINT', interrupted);
      process.on('SIGTERM', interrupted);
    }
    const finish = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve(late ? 124 : code);
    };
    child.on('error', () => finish(127));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', write);
    // All of the output has come at 'close'.
    child.on(write ? 'close' : 'exit', (code) => finish(code ?? 1));
  });
}

function endTree(child) {
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
