/** The backends: the same numbers on all of them, and what happens when one fails. */
import { chromium, type BrowserContext } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { webgpuArguments } from '../../.scripts/browser.mjs';
import { referenceKinds } from '../reference/cases';
import { CatscanPage, numberOf, pictureOf, poll } from './catscanPage';
import { expect, failOn, remember, remembered, test, watch, type Remembered } from './fixtures';

/**
 * Random layers of each kind that are compared on WebGL: a shader is compiled for every shape, which
 * takes minutes for hundreds of them without a graphics processor.
 */
const casesOfKind = Number(process.env['CATSCAN_WEBGL_CASES'] ?? 6);

const everyLayer = 'layers=i~l96_c~f4~n5_r_mp_c~f3~n7~p.same_th_ap_fl_de~u6_sm';

test('WebGPU computes the same numbers, where there is any', async ({
  catscan,
  baseURL,
  launchOptions,
}) => {
  const args = [...(launchOptions.args ?? []), ...webgpuArguments];
  await inOtherBrowser({ ...launchOptions, args }, baseURL, remembered, async (context) => {
    const other = new CatscanPage(await context.newPage());
    await other.page.goto('./');
    const adapter = await other.page.evaluate(async () => {
      const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<object | null> } };
      return (await gpu?.requestAdapter()) != null;
    });
    test.skip(!adapter, 'this browser has no WebGPU adapter');
    const complaints = watch(context, other.page, baseURL);
    await catscan.open(everyLayer);
    const wasm = await figuresOf(catscan, 'WASM');
    await other.open(everyLayer);
    await choose(other, 'WebGPU');
    expectAlike(await figuresOf(other, 'WebGPU'), wasm);
    failOn(complaints);
  });
});

test('random layers on WebGL agree with the plain loops', async ({ catscan }) => {
  const { page } = catscan;
  const output = fileURLToPath(new URL('output/webgl-cases', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: output,
      emptyOutDir: true,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('webglCases.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'cases',
      },
    },
  });
  const script = await readFile(join(output, 'cases.js'), 'utf8');
  await page.route('**/webgl-cases/cases.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await page.route('**/webgl-cases/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="cases.js"></script>',
    }),
  );
  await page.goto('./webgl-cases/');
  const reports = await page.evaluate((cases) => window.compareOnWebgl(cases, 20240), casesOfKind);
  expect(reports.map(({ kind }) => kind)).toEqual([...referenceKinds]);
  for (const { kind, cases, error, worst } of reports) {
    expect(cases, kind).toBe(casesOfKind);
    expect(error, `${kind}: ${worst}`).toBeLessThan(1e-4);
  }
});

test('a backend that is not there gives way to the next, and nothing is lost', async ({
  catscan,
}) => {
  await catscan.open('layers=i~l96_c~f4~n5_r&photo=coffee&at=1.5');
  await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBeCloseTo(0.5, 1);
  const before = await catscan.everything();
  const dialog = await catscan.openSettings();
  await dialog.getByRole('radio', { name: /^WebGPU/ }).click();
  await expect(
    catscan.notice(/^WebGPU failed .*goes on with WASM; nothing is lost/i),
  ).toBeAttached();
  await expect(dialog.getByRole('radio', { name: /^WASM/ })).toBeChecked();
  await catscan.closeSettings();
  await poll(() => catscan.everything()).toEqual(before);
  await expect(catscan.playhead).toHaveValue('1.5');
  await catscan.goTo('conv 1');
  await catscan.type('Kernel', 5);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(92);
});

test('without any WebGL a visitor who had chosen it gets WASM', async ({
  baseURL,
  launchOptions,
}) => {
  const hardware = (launchOptions.args ?? []).filter((argument) => !/swiftshader/.test(argument));
  const args = [...hardware, '--disable-gpu', '--disable-software-rasterizer'];
  const settings = { ...remembered, backend: 'webgl' };
  await inOtherBrowser({ ...launchOptions, args }, baseURL, settings, async (context) => {
    const page = await context.newPage();
    const complaints = watch(context, page, baseURL);
    const catscan = new CatscanPage(page);
    await catscan.open('net=lenet');
    await expect(catscan.maps).toHaveCount(8);
    await expect(
      catscan.notice(/^WebGL failed .*goes on with WASM; nothing is lost/i),
    ).toBeVisible();
    await expect(catscan.header.getByText(/ms on WASM/)).toBeVisible();
    failOn(complaints, [/WebGL|Could not get context/]);
  });
});

test.describe('a lost context', () => {
  test.use({
    remembered: { ...remembered, backend: 'webgl' },
    expectedErrors: { patterns: [/WebGL|CONTEXT_LOST/] },
  });

  test('makes the next backend take the run over', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open('layers=i~l96_c~f4~n5_r');
    await expect(catscan.header.getByText(/ms on WebGL/)).toBeVisible();
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
    const workers = await Promise.all(
      page.workers().map(async (worker) => ({
        worker,
        name: await worker.evaluate(() => self.name),
      })),
    );
    const engine = workers.find(({ name }) => name === 'engine')?.worker;
    const lost = await engine?.evaluate(() => {
      interface Engine {
        backend?: { gpgpu?: { gl?: WebGL2RenderingContext } };
      }
      const { _tfengine: engine } = globalThis as { _tfengine?: Engine };
      const extension = engine?.backend?.gpgpu?.gl?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      return extension != null;
    });
    expect(lost).toBe(true);
    await catscan.type('Kernel', 5);
    await expect(
      catscan.notice(/^WebGL failed .*goes on with WASM; nothing is lost/i),
    ).toBeVisible();
    await expect(catscan.header.getByText(/ms on WASM/)).toBeVisible();
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(92);
    await expect(catscan.map(1)).toHaveAccessibleName(/ to /);
    await catscan.type('Kernel', 3);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(94);
  });
});

async function choose(catscan: CatscanPage, backend: string): Promise<void> {
  const dialog = await catscan.openSettings();
  const option = dialog.getByRole('radio', { name: new RegExp(`^${backend}\\s`) });
  await option.click();
  await expect(option).toBeChecked();
  await catscan.closeSettings();
}

const layers = { 'conv 1': 4, 'avg pool 1': 3 };

/** Ranges of the layers' maps and the last vector's values, with a seed that is new to the engine. */
async function figuresOf(catscan: CatscanPage, backend: string): Promise<number[]> {
  const figures: number[] = [];
  const vector = await valuesWithSeed(catscan, 21);
  await catscan.goTo('conv 1');
  await expect(catscan.fact('Computed in')).toHaveText(new RegExp(`ms, ${backend}$`));
  for (const [layer, maps] of Object.entries(layers)) {
    await catscan.goTo(layer);
    await expect(catscan.header.getByRole('progressbar')).toHaveCount(0);
    for (let map = 1; map <= maps; map++) {
      await expect(catscan.map(map)).toHaveAccessibleName(/ to |constant/);
      figures.push(...(await catscan.rangeOf(map)));
    }
  }
  return [...figures, ...vector];
}

/** Gives the first layer another seed, and the last vector's values once they are others than before. */
async function valuesWithSeed(catscan: CatscanPage, seed: number): Promise<number[]> {
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' }).getByRole('listitem');
  const values = async () => {
    const texts = await bars.allInnerTexts();
    return texts.map((text) => numberOf(/(\S+) · /.exec(text)?.[1]));
  };
  const goToBars = async () => {
    await catscan.goTo('softmax 1');
    await catscan.pick('Order', 'In order');
    await expect(bars).toHaveCount(6);
  };
  await goToBars();
  const before = await values();
  await catscan.goTo('conv 1');
  await catscan.type('Seed', seed);
  // What comes last is looked at first: then the layers before it are those of this seed too.
  await goToBars();
  await poll(values).not.toEqual(before);
  return values();
}

/** Shown with three digits and computed with at least four: they may differ in the last digit. */
function expectAlike(figures: readonly number[], expected: readonly number[]): void {
  expect(figures).toHaveLength(expected.length);
  for (const [index, figure] of figures.entries()) {
    const wanted = expected[index] ?? NaN;
    expect(Math.abs(figure - wanted)).toBeLessThanOrEqual(0.011 * Math.abs(wanted) + 1e-4);
  }
}

/** Does something in a browser that was started with other arguments. */
async function inOtherBrowser(
  options: Parameters<typeof chromium.launch>[0],
  baseURL: string | undefined,
  settings: Remembered,
  act: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch(options);
  try {
    const context = await browser.newContext({
      baseURL: baseURL ?? '',
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
    await remember(context, settings);
    await act(context);
  } finally {
    await browser.close();
  }
}
