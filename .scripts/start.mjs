/**
 * npm start: installs what is missing, builds where the sources changed and serves the build on
 * this machine. `npm start -- --port 8080` begins looking for a free port there.
 */
import { createServer } from 'node:net';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { root } from './spawn.mjs';

const portsToTry = 50;

requireNode();
const firstPort = wantedPort();
await ensureInstalled();
if ((await ensureBuilt()) !== 0) {
  process.stderr.write('The build failed; the messages above say why.\n');
  process.exit(1);
}
const port = await freePort(firstPort);

const { preview } = await import('vite');
const server = await preview({ root, preview: { port, strictPort: true, host: 'localhost' } });
process.stdout.write(`\ncatscan is at http://localhost:${port}/ (Ctrl-C ends it)\n`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    void server.close().finally(() => process.exit(0));
  });
}

function wantedPort() {
  const at = process.argv.indexOf('--port');
  if (at === -1) return 4173;
  const port = Number(process.argv[at + 1]);
  if (Number.isInteger(port) && port > 0 && port <= 65535) return port;
  process.stderr.write('--port wants a number from 1 to 65535.\n');
  process.exit(1);
}

async function freePort(first) {
  for (let port = first; port < Math.min(first + portsToTry, 65536); port++) {
    // `localhost` may mean either address: both must be free, or another server would answer.
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
    process.stdout.write(`Port ${port} is busy.\n`);
  }
  process.stderr.write(`No free port from ${first} on; --port begins elsewhere.\n`);
  process.exit(1);
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 has no ::1 that anything could be listening on.
    probe.once('error', (error) => resolve(!['EADDRINUSE', 'EACCES'].includes(error.code)));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
