/** Backends that a browser does not have, does not answer for, or that compute wrongly in it. */
import type { BrowserContext } from '@playwright/test';
import { pictureOf, poll } from './catscanPage';
import { expect, remembered, test } from './fixtures';

const network = 'layers=i~l96_c~f4~n5_r&at=1';

/** Has a script run in the engine's Worker before anything else does. */
async function prepareEngine(context: BrowserContext, script: string): Promise<void> {
  await context.route(/\/assets\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script};${await response.text()}` });
  });
}

test.describe('where the policy forbids WebAssembly', () => {
  test.use({ expectedErrors: { patterns: [/wasm-unsafe-eval|WebAssembly|wasm/i] } });

  test('the page goes on without, says so once, and paints with JavaScript too', async ({
    catscan,
    context,
  }) => {
    await context.route(/\/(?:\?.*)?$/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/\S*wasm-unsafe-eval[^\s;]*/, '');
      await route.fulfill({ response, body });
    });
    await catscan.open(network);
    const told = catscan.notice(/^WASM failed .*goes on with WebGL; nothing is lost/i);
    await expect(told).toBeVisible();
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
    const dialog = await catscan.openSettings();
    await dialog.getByRole('radio', { name: /^JavaScript/ }).click();
    await expect(dialog.getByRole('radio', { name: /^JavaScript/ })).toBeChecked();
    await expect(dialog.getByRole('radio', { name: /^WASM\s.*not available here$/ })).toBeVisible();
    await catscan.closeSettings();
    await catscan.type('Kernel', 5);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(92);
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
    await expect(catscan.header.getByText(/ms on JavaScript/)).toBeVisible();
    await catscan.page.reload();
    await expect(catscan.header.getByText(/ms on JavaScript/)).toBeVisible();
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
    await expect(told).toHaveCount(0);
  });
});

test.describe('a WebGL that was chosen', () => {
  test.use({ remembered: { ...remembered, backend: 'webgl' } });

  test('and reads back zeros is refused with what it computed', async ({ catscan, context }) => {
    await prepareEngine(
      context,
      `for (const read of ['readPixels', 'getBufferSubData']) WebGL2RenderingContext.prototype[read] = () => undefined`,
    );
    await catscan.open(network);
    await expect(
      catscan.notice(/^WebGL failed \(it computes wrongly here, 0 where 172,125 is right\)/),
    ).toBeVisible();
    await expect(catscan.header.getByText(/ms on WASM/)).toBeVisible();
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
  });

  test('and has half floats alone is refused; chosen again once it has not, it runs', async ({
    catscan,
    context,
  }) => {
    const isHalf = /(["'`]WEBGL_FORCE_F16_TEXTURES["'`],\s*\(\)\s*=>\s*)(?:!1|false)/;
    const alter = async (route: Parameters<Parameters<BrowserContext['route']>[1]>[0]) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(isHalf, '$1!0') });
    };
    await context.route('**/assets/*.js', alter);
    await catscan.open(network);
    await expect(catscan.notice(/^WebGL failed .*goes on with WASM/)).toBeVisible();
    // What is fetched ahead may be on its way.
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await catscan.page.reload();
    await expect(catscan.header.getByText(/ms on WASM/)).toBeVisible();
    await expect(catscan.notice(/failed/)).toHaveCount(0);
    const dialog = await catscan.openSettings();
    await expect(dialog.getByText(/^WebGL is not used: /)).toBeVisible();
    await dialog.getByRole('radio', { name: /^WebGL\s/ }).click();
    await expect(dialog.getByRole('radio', { name: /^WebGL\s/ })).toBeChecked();
    await expect(dialog.getByText(/^WebGL is not used: /)).toHaveCount(0);
  });
});

test.describe('a WebGPU that was chosen', () => {
  test.use({ remembered: { ...remembered, backend: 'webgpu' } });

  test('and gives no adapter gives way', async ({ catscan, context }) => {
    // Time passes ten times as fast in the engine.
    await prepareEngine(
      context,
      `Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => new Promise(() => undefined) } });
       const wait = self.setTimeout.bind(self); self.setTimeout = (ring, time, ...rest) => wait(ring, time / 10, ...rest)`,
    );
    await catscan.open(network);
    await expect(
      catscan.notice(/^WebGPU failed \(it gave no answer within 15 seconds\).*goes on with WASM/),
    ).toBeVisible();
    await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
  });
});
