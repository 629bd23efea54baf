/**
 * npm run bench: drives the production build in real Chromium and prints a table; the same figures
 * as JSON go to tests/bench/output/bench.json. Beside each figure of the app stands bare tfjs: the
 * same operations, values read back, same backend, measured in turn in the same browser.
 *
 * `npm run bench -- --backend webgl --moves 50 --only lenet,exp1`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { browserArguments, ensureBrowser, sandbox } from '../../.scripts/browser.mjs';
import { ensureBuilt } from '../../.scripts/build.mjs';
import { root } from '../../.scripts/spawn.mjs';
import { instrument } from './instrument.mjs';
import { deepNetworks, networks } from './networks.mjs';

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string', default: 'wasm' },
    moves: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
});
const moves = Number(options.moves);
const only = options.only.split(',').filter(Boolean);
const output = join(root, 'tests', 'bench', 'output');
/** No canvas painted for so long: the move is done. */
const quiet = 60;
const dragMoves = 200;
/** The rate is the median of so many drags. */
const ratedDrags = 3;
const frame = 1000 / 60;
const slider = 'Bias value';
const rollSeed = JSON.parse(readFileSync(join(root, 'src', 'locales', 'en.json'), 'utf8')).inspector
  .rollSeed;
const photo = [266, 400, 3];

if ((await ensureBuilt()) !== 0) process.exit(1);
const servers = [await serve(join(root, 'dist')), await serve(await buildBare())];
/** Bytes that the app's server has sent, headers included. */
let served = 0;
const sockets = new Set();
servers[0].httpServer.on('connection', (socket) => {
  let before = 0;
  const count = () => {
    served += socket.bytesWritten - before;
    before = socket.bytesWritten;
  };
  sockets.add(count);
  socket.on('close', () => {
    count();
    sockets.delete(count);
  });
});
const [app, bare] = servers.map((server) => server.resolvedUrls.local[0]);
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()) ?? undefined,
  chromiumSandbox: sandbox,
  // WebGL in software is only asked for where it is measured: it slows all drawing down.
  args: browserArguments.filter(
    (argument) => options.backend === 'webgl' || !/swiftshader/.test(argument),
  ),
});

const report = {
  backend: options.backend,
  browser: browser.version(),
  moves,
  cold: null,
  explain: null,
  deep: [],
  networks: [],
};
report.cold = await measureCold();
progress('cold start measured');
if (only.length === 0 || only.includes('explain')) {
  report.explain = await measureExplain();
  progress('explanations measured');
}
for (const network of networks) {
  if (only.length === 0 || only.includes(network.id)) {
    report.networks.push(await measureNetwork(network));
    progress(`${network.id} measured`);
  }
}
for (const network of deepNetworks) {
  if (only.length === 0 || only.includes(network.id)) {
    report.deep.push(await measureDeep(network));
    progress(`${network.id} measured`);
  }
}
await browser.close();
for (const server of servers) await server.close();
mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
print(report);

/** The slider's values −1 to 1 in hundredths, each once in 201 moves. */
function valueOf(move) {
  return (((move * 37) % 201) - 100) / 100;
}

function progress(text) {
  process.stderr.write(`${text}\n`);
}

async function buildBare() {
  const outDir = join(output, 'bare');
  await build({
    root: join(root, 'tests', 'bench', 'bare'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  return outDir;
}

function serve(outDir) {
  return preview({
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { port: 4300 },
  });
}

async function newAppPage(fragment) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(instrument);
  await page.addInitScript((backend) => {
    const settings = { language: 'en', theme: 'dark', backend, trials: [] };
    localStorage.setItem('catscan.settings', JSON.stringify(settings));
  }, options.backend);
  await page.goto(`${app}${fragment}`);
  await page.waitForFunction(() => window.catscanBench.firstMap > 0, null, { polling: 20 });
  return { context, page };
}

/** Time and bytes from navigation to the first map, each visit in a browser profile of its own. */
async function measureCold() {
  const times = [];
  let bytes = 0;
  for (let visit = 0; visit < 5; visit++) {
    for (const count of sockets) count();
    served = 0;
    const { context, page } = await newAppPage('');
    for (const count of sockets) count();
    bytes = served;
    times.push(await page.evaluate(() => window.catscanBench.firstMap));
    await context.close();
  }
  return {
    firstMapMilliseconds: statistics(times),
    bytesBeforeFirstMap: bytes,
    uiGzipBytes: uiGzip(),
  };
}

/** Explanations of a layer of VGG's size: 512 channels in, a 3 × 3 kernel, cell after cell. */
async function measureExplain() {
  const { context, page } = await newAppPage(
    '#layers=i~l56_c~f512~p.same_c~f512~p.same&at=1.5&cell=1',
  );
  await page.waitForSelector('.explain__value[data-fresh="true"]');
  await page.waitForTimeout(1_500);
  const times = [];
  for (let i = 0; i < moves; i++) {
    times.push(await page.evaluate(() => window.catscanBench.explainNext()));
    await page.waitForTimeout(60);
  }
  await context.close();
  return statistics(times);
}

/** The page's own code: the script and the style sheet that index.html names, compressed. */
function uiGzip() {
  const page = readFileSync(join(root, 'dist', 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)];
  return files.reduce(
    (sum, [, file]) => sum + gzipSync(readFileSync(join(root, 'dist', file)), { level: 9 }).length,
    0,
  );
}

async function measureNetwork(network) {
  // Bare tfjs before and after, so that a drift of the machine meets both; never beside the app,
  // because of two pages Chromium all but stops the one in the background.
  const bareTimes = await measureBare(network, moves / 2);
  const { context, page } = await newAppPage(`#net=${network.id}`);
  const client = await context.newCDPSession(page);
  await page.waitForTimeout(1_500);
  // What was computed before is kept, and would come back at once: a new seed, then no value twice.
  const begin = async () => {
    await page.getByRole('button', { name: rollSeed }).click();
    await page.waitForTimeout(1_000);
  };
  await begin();
  let moved = 0;
  const move = () =>
    page.evaluate(
      ([name, to, pause]) => window.catscanBench.move(name, to, pause),
      [slider, valueOf(moved++), quiet],
    );
  for (let i = 0; i < 10; i++) await move();

  const times = [];
  for (let i = 0; i < moves; i++) times.push(await move());

  const dragOnce = () =>
    page.evaluate(
      ([name, values]) => window.catscanBench.drag(name, values),
      [slider, Array.from({ length: dragMoves }, (_, i) => valueOf(i))],
    );
  // A few times for the rate, once more for the longest task: tracing has its price.
  const drags = [];
  for (let i = 0; i < ratedDrags; i++) {
    await begin();
    drags.push(await dragOnce());
  }
  await begin();
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await dragOnce();
  const longest = longestMainTask(JSON.parse((await browser.stopTracing()).toString()));

  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await page.getByRole('button', { name: 'Settings' }).click();
  const memory = await page
    .locator('[data-bytes]')
    .first()
    .evaluate((element) => element.dataset);
  await context.close();
  bareTimes.push(...(await measureBare(network, moves / 2)));

  const slid = statistics(times);
  const yardstick = statistics(bareTimes);
  return {
    id: network.id,
    slider: slid,
    bare: yardstick,
    ratio: slid.median / yardstick.median,
    allowed: 1.5 * yardstick.median + frame,
    drag: {
      updatesPerSecond: statistics(drags.map((each) => each.updatesPerSecond)).median,
      framesPerSecond: statistics(drags.map((each) => each.framesPerSecond)).median,
    },
    longestTaskMilliseconds: longest,
    pageHeapBytes: usedSize,
    backendBytes: Number(memory.bytes),
    tensors: Number(memory.tensors),
  };
}

/**
 * A deep network: a whole pass after a change in its first layer, the first layer's maps, and a pass
 * after a change in its last block, beside one bare pass of the same operations.
 */
async function measureDeep(network) {
  const rounds = 20;
  const bareTimes = await measureBare(network, rounds);
  const { context, page } = await newAppPage(`#net=${network.id}&at=${network.firstLayer}`);
  await page.waitForFunction(() => window.catscanBench.done > 0, null, { timeout: 60_000 });
  await page.waitForTimeout(2_000);
  const pass = (value) =>
    page.evaluate(([name, to]) => window.catscanBench.pass(name, to), [slider, value]);
  const passes = [];
  let moved = 0;
  const next = () => pass(valueOf(++moved));
  // As with bare tfjs as many rounds do not count: until what is kept fills its budget, memory grows.
  for (let i = 0; i < rounds; i++) await next();
  for (let i = 0; i < rounds; i++) passes.push(await next());
  // A few more for the longest task: tracing has its price.
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  for (let i = 0; i < 3; i++) await next();
  const longest = longestMainTask(JSON.parse((await browser.stopTracing()).toString()));
  await page.evaluate((at) => {
    // Without its check, which is no longer right.
    const fragment = location.hash.replace(/k=[^&]*&/, '').replace(/&at=[^&]*/, '');
    location.hash = `${fragment}&at=${at}`;
  }, network.lastBlock);
  await page.waitForTimeout(2_000);
  const last = [];
  for (let i = 0; i <= rounds; i++) last.push(await next());
  await context.close();
  bareTimes.push(...(await measureBare(network, rounds)));
  const whole = statistics(passes.map(({ whole }) => whole));
  const yardstick = statistics(bareTimes);
  return {
    id: network.id,
    whole,
    bare: yardstick,
    ratio: whole.median / yardstick.median,
    firstMaps: statistics(passes.map(({ first }) => first)),
    lastBlock: statistics(last.slice(1).map(({ whole }) => whole)),
    lastBlockLayers: last.at(-1)?.layers ?? 0,
    longestTaskMilliseconds: longest,
  };
}

async function measureBare({ layers, input = photo }, rounds) {
  const page = await browser.newPage();
  await page.goto(bare);
  const times = await page.evaluate((request) => window.measureBare(request), {
    backend: options.backend,
    input,
    layers,
    rounds,
  });
  await page.close();
  return times;
}

/** The longest task of the page's main thread in a trace, in milliseconds. */
function longestMainTask({ traceEvents }) {
  const main = traceEvents.find(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  // Several pages may have traced: the one with the most tasks is the one that was dragged.
  const threads = new Map();
  for (const { name, ph, dur, pid, tid } of traceEvents) {
    if (ph !== 'X' || !name.endsWith('RunTask')) continue;
    const key = `${pid}/${tid}`;
    const isMain = traceEvents.some(
      (event) =>
        event.name === 'thread_name' &&
        event.args.name === 'CrRendererMain' &&
        event.pid === pid &&
        event.tid === tid,
    );
    if (!threads.has(key)) threads.set(key, { isMain, longest: 0, total: 0 });
    const thread = threads.get(key);
    thread.longest = Math.max(thread.longest, dur / 1000);
    thread.total += dur;
  }
  if (!main) return null;
  const mains = [...threads.values()].filter(({ isMain }) => isMain);
  return mains.toSorted((a, b) => b.total - a.total)[0]?.longest ?? null;
}

function statistics(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), p95: at(0.95), least: sorted[0], count: sorted.length };
}

function print({ backend, cold, networks: rows }) {
  const ms = (value) => (value === null ? '–' : value.toFixed(1));
  const mib = (bytes) => (bytes / 1024 / 1024).toFixed(1);
  const lines = [
    `backend ${backend}, ${report.browser}, ${moves} moves; milliseconds unless said otherwise`,
    `cold: first map after ${ms(cold.firstMapMilliseconds.median)} (p95 ${ms(cold.firstMapMilliseconds.p95)}), ` +
      `${mib(cold.bytesBeforeFirstMap)} MiB by then; page code ${(cold.uiGzipBytes / 1000).toFixed(1)} kB gzip`,
    ...(report.explain
      ? [
          `next cell explained, 512 channels of 3×3: ${ms(report.explain.median)} (p95 ${ms(report.explain.p95)})`,
        ]
      : []),
    '',
  ];
  const table = rows.map((row) => ({
    network: row.id,
    'slider→painted': ms(row.slider.median),
    p95: ms(row.slider.p95),
    'bare tfjs': ms(row.bare.median),
    'bare p95': ms(row.bare.p95),
    ratio: row.ratio.toFixed(2),
    '1.5×bare+frame': ms(row.allowed),
    within: row.slider.median <= row.allowed ? 'yes' : 'NO',
    'updates/s': row.drag.updatesPerSecond.toFixed(0),
    'frames/s': row.drag.framesPerSecond.toFixed(0),
    'longest task': ms(row.longestTaskMilliseconds),
    'page heap MiB': mib(row.pageHeapBytes),
    'backend MiB': mib(row.backendBytes),
  }));
  for (const deep of report.deep) {
    lines.push(
      `${deep.id}: whole pass ${ms(deep.whole.median)}, bare ${ms(deep.bare.median)}, ratio ${deep.ratio.toFixed(2)}; ` +
        `first maps after ${ms(deep.firstMaps.median)}; last block ${ms(deep.lastBlock.median)} ` +
        `(${deep.lastBlockLayers} layers); longest task ${ms(deep.longestTaskMilliseconds)}`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  // The table is what a person reads; the figures are in the JSON.
  // oxlint-disable-next-line no-console
  console.table(table);
}
