/**
 * npm run soak: random moves over random networks and photos in the production build, and whether
 * anything grows with them. A row of figures every so many moves: bytes of the page's heap, DOM nodes,
 * listeners, the engine's tensors and bytes (each in one and the same state, after collecting what
 * nobody holds), and the longest frame with what was done in it.
 *
 * `npm run soak -- --moves 10000 --every 300 --photos 500 --seed 1 --backend wasm`
 *
 * Ends with 1 where a figure grew: its least value in the last third of the rows is larger than its
 * largest in the third before by more than the noise that is allowed it.
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { browserArguments, ensureBrowser, sandbox } from '../../.scripts/browser.mjs';
import { ensureBuilt } from '../../.scripts/build.mjs';
import { playMoves } from './moves.mjs';

const { values: options } = parseArgs({
  options: {
    moves: { type: 'string', default: '10000' },
    every: { type: 'string', default: '300' },
    photos: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', default: 'wasm' },
  },
});
const moves = Number(options.moves);
const every = Number(options.every);
/** A move in so many opens a photo of one's own. */
const movesAPhoto = Math.max(1, Math.floor(moves / Number(options.photos)));
/** By how much a figure may be larger without having grown: the noise between two equal states. */
const noise = { heap: 256 * 1024, nodes: 20, listeners: 20, tensors: 0, bytes: 0 };
const home = 'net=lenet&photo=chelsea';

if ((await ensureBuilt()) !== 0) process.exit(1);
const server = await preview({ logLevel: 'warn', preview: { port: 4500, host: 'localhost' } });
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()) ?? undefined,
  chromiumSandbox: sandbox,
  args: browserArguments.filter((argument) => !/swiftshader/.test(argument)),
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
const page = await context.newPage();
const complaints = [];
page.on('pageerror', (error) => complaints.push(error.message));
page.on('console', (message) => {
  if (message.type() === 'error') complaints.push(message.text());
});
await page.addInitScript((backend) => {
  const settings = { language: 'en', theme: 'dark', backend, trials: [] };
  localStorage.setItem('catscan.settings', JSON.stringify(settings));
}, options.backend);
const address = server.resolvedUrls.local[0];
await page.goto(`${address}#${home}`);
await page.waitForFunction(() => document.querySelector('[data-map] canvas') !== null);
const devtools = await context.newCDPSession(page);
await devtools.send('Performance.enable');

const rows = [];
let done = 0;
process.stdout.write('moves  heap KiB  nodes  listeners  tensors  engine KiB  longest frame\n');
while (done < moves) {
  const count = Math.min(every, moves - done);
  const longest = await page.evaluate(playMoves, {
    seed: Number(options.seed) + done,
    first: done,
    count,
    movesAPhoto,
  });
  done += count;
  const row = await measure();
  rows.push(row);
  const { heap, nodes, listeners, tensors, bytes } = row;
  const figures = [done, kib(heap), nodes, listeners, tensors, kib(bytes)];
  process.stdout.write(
    `${figures.map((figure) => String(figure).padStart(8)).join(' ')}  ` +
      `${Math.round(longest.milliseconds)} ms in ${longest.move}: ${longest.scripts}\n`,
  );
}
await browser.close();
await server.close();

const grown = Object.keys(noise).filter((name) => {
  const third = Math.floor(rows.length / 3);
  if (third === 0) return false;
  const last = Math.min(...rows.slice(-third).map((row) => row[name]));
  const before = Math.max(...rows.slice(-2 * third, -third).map((row) => row[name]));
  return last > before + noise[name];
});
for (const complaint of new Set(complaints)) process.stdout.write(`said: ${complaint}\n`);
process.stdout.write(grown.length > 0 ? `grew: ${grown.join(', ')}\n` : 'nothing grew\n');
process.exitCode = grown.length > 0 || complaints.length > 0 ? 1 : 0;

function kib(bytes) {
  return Math.round(bytes / 1024);
}

/** The figures in one and the same state: the network of the beginning, its first layer, at rest. */
async function measure() {
  await page.evaluate((home) => {
    location.hash = home;
    document.querySelector('#inspector [role=tab]')?.click();
  }, home);
  await page.waitForFunction(
    () =>
      document.querySelector('[role=progressbar]') === null &&
      document.querySelectorAll('[data-map] canvas').length >= 8,
  );
  const memory = await engineMemory();
  for (let time = 0; time < 3; time++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name) => metrics.find((each) => each.name === name).value;
  return {
    heap: metric('JSHeapUsedSize'),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    ...memory,
  };
}

/** Tensors and bytes that the engine holds after its last run, once they are the same at two looks. */
async function engineMemory() {
  let before = null;
  for (;;) {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const figures = page.locator('dialog [data-tensors]');
    const now = {
      tensors: Number(await figures.getAttribute('data-tensors')),
      bytes: Number(await figures.getAttribute('data-bytes')),
    };
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
    if (before && now.tensors === before.tensors && now.bytes === before.bytes) return now;
    before = now;
  }
}
