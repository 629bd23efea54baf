/**
 * Serves the build to the browsers under test. Under `watched/` it is the same page with one script
 * more, which gathers the page's errors where the browser's driver tells of none; `blank` is a page
 * of the same origin on which storage is prepared.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview, type Plugin } from 'vite';
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../.scripts/build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where catscan is served; ends in a slash. */
    home: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const blank = '<!doctype html><title>blank</title><link rel="icon" href="data:," />';

/** Keeps what was said across reloads, until it is taken. */
const watch = `{
  const key = 'complaints';
  const said = () => JSON.parse(sessionStorage.getItem(key) ?? '[]');
  // What was still being loaded when the page is left fails, and that is no fault.
  let isLeft = false;
  addEventListener('beforeunload', () => {
    isLeft = true;
  });
  const keep = (text) => {
    if (!isLeft) sessionStorage.setItem(key, JSON.stringify([...said(), text]));
  };
  addEventListener('error', (event) => {
    const failed = event.target?.src ?? event.target?.href;
    keep(failed ? 'not loaded: ' + failed : 'uncaught: ' + event.message);
  }, true);
  addEventListener('unhandledrejection', (event) => keep('uncaught: ' + event.reason));
  addEventListener('securitypolicyviolation', (event) => {
    keep('refused by the policy: ' + event.effectiveDirective + ' ' + event.blockedURI);
  });
  const { error } = console;
  console.error = (...words) => {
    keep('console: ' + words.join(' '));
    error(...words);
  };
  globalThis.takeComplaints = () => {
    const text = JSON.stringify(said());
    sessionStorage.removeItem(key);
    return text;
  };
}`;

function watched(): Plugin {
  return {
    name: 'watched',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const send = (type: string, text: string) => {
          response.setHeader('Content-Type', type);
          response.end(text);
        };
        if (path.endsWith('/blank')) return send('text/html', blank);
        if (path === '/watched/watch.js') return send('text/javascript', watch);
        if (path === '/watched/') {
          const page = readFileSync(join(root, 'dist', 'index.html'), 'utf8');
          return send(
            'text/html',
            page.replace('<head>', '<head><script src="./watch.js"></script>'),
          );
        }
        if (path.startsWith('/watched/')) request.url = request.url?.slice('/watched'.length);
        next();
      });
    },
  };
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  // Vitest's own mode would be built into the page.
  const code = await ensureBuilt({ env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error('The build failed; the messages above say why.');
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [watched()],
    preview: { port: 20_000 + (process.pid % 10_000), host: 'localhost' },
  });
  const home = server.resolvedUrls?.local[0];
  if (home === undefined) throw new Error('The server told no address.');
  project.provide('home', home);
  return () => server.close();
}
