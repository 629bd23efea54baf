/** What a first visitor gets without doing anything, and what the page remembers of it. */
import { pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

test.use({ remembered: null });

test('the frame is painted, and progress told, before the engine’s code is there', async ({
  catscan,
}) => {
  const { page } = catscan;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked: string[] = [];
  await page.context().route(/\/assets\/session-.*\.js$/, async (route) => {
    asked.push(route.request().url());
    await held;
    await route.continue();
  });
  await page.goto('./');
  await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toBeVisible();
  await expect(catscan.filmstrip.getByRole('list', { name: 'Layers' })).toBeVisible();
  await expect(page.getByText('Loading the engine…')).toBeVisible();
  await expect(catscan.header.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  await expect(catscan.slider('Kernel')).toBeVisible();
  expect(asked).toHaveLength(1);
  // The network can be changed already; it is run as soon as there is an engine.
  await catscan.type('Stride', 2);
  await catscan.expectShape('conv 1', '32×32×32');
  await expect(catscan.maps.first().locator('canvas')).toHaveCount(0);
  letGo();
  await catscan.expectPainted();
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(32);
});

test('the backends are measured once; the figures are shown and remembered', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open();
  const remembers = () => page.evaluate(() => localStorage.getItem('catscan.settings'));
  await expect
    .poll(async () => (await remembers()) ?? '')
    .toContain('"backend":"wasm","milliseconds"');
  const text = (await remembers()) ?? '';
  const { backend, trials } = JSON.parse(text) as {
    backend: string;
    trials: { backend: string; milliseconds: number | null }[];
  };
  expect(trials.map((trial) => trial.backend)).toEqual(['wasm', 'webgl', 'webgpu', 'cpu']);
  const fastest = trials
    .filter(({ milliseconds }) => milliseconds !== null)
    .toSorted((a, b) => (a.milliseconds ?? 0) - (b.milliseconds ?? 0))[0];
  expect(backend).toBe(fastest?.backend);

  // A second visit measures nothing: one engine, and the same figures.
  const names: Promise<string>[] = [];
  page.on('worker', (worker) => {
    names.push(worker.evaluate(() => self.name));
  });
  await page.reload();
  await catscan.expectPainted();
  const dialog = await catscan.openSettings();
  const shown = { wasm: 'WASM', webgl: 'WebGL', webgpu: 'WebGPU', cpu: 'JavaScript' };
  for (const trial of trials) {
    const name = shown[trial.backend as keyof typeof shown];
    const line = dialog.getByRole('radio', { name: new RegExp(`^${name}\\s`) });
    if (trial.milliseconds === null) await expect(line).toHaveAccessibleName(/not available here$/);
    else await expect(line).toHaveAccessibleName(/\d ms$/);
    await expect(line).toBeChecked({ checked: trial.backend === backend });
  }
  await catscan.closeSettings();
  expect(await remembers()).toBe(text);
  const engines = (await Promise.all(names)).filter((name) => name === 'engine');
  expect(engines).toHaveLength(1);
});

test.describe('other hosts', () => {
  test.use({
    expectedErrors: { patterns: [/Content Security Policy/, /request to another host: .*catscan/] },
  });

  test('the page’s own policy keeps everything off other hosts', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open();
    const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(policy).toHaveAttribute('content', /default-src 'none'/);
    const refused = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        directives.push(event.effectiveDirective),
      );
      const failed = await fetch('https://catscan.example/').then(
        () => false,
        () => true,
      );
      const image = new Image();
      image.src = 'https://catscan.example/cat.png';
      const script = document.createElement('script');
      script.src = 'https://catscan.example/cat.js';
      document.head.append(script);
      const inline = document.createElement('script');
      inline.textContent = 'document.title = "someone else’s"';
      document.head.append(inline);
      while (directives.length < 4) await new Promise(requestAnimationFrame);
      return { failed, directives: directives.toSorted(), title: document.title };
    });
    expect(refused).toEqual({
      failed: true,
      directives: ['connect-src', 'img-src', 'script-src-elem', 'script-src-elem'],
      title: 'catscan',
    });
  });

  test('and the Workers too', async ({ catscan }) => {
    await catscan.open();
    for (const worker of catscan.page.workers()) {
      const refused = await worker.evaluate(async () => {
        const directives: string[] = [];
        addEventListener('securitypolicyviolation', (event) =>
          directives.push(event.effectiveDirective),
        );
        const told = new Promise((resolve) =>
          addEventListener('securitypolicyviolation', resolve, { once: true }),
        );
        await fetch('https://catscan.example/').catch(() => null);
        await told;
        return directives;
      });
      expect(refused).toEqual(['connect-src']);
    }
  });
});
