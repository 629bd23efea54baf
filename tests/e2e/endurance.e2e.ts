/** A thousand moves of a slider leave nothing behind: tensors, bytes and the heap stay as they were. */
import type { CDPSession } from '@playwright/test';
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    runsAsked?: number;
  }
}

test('1,000 moves of a slider leave tensors, bytes and the heap as they were', async ({
  catscan,
}) => {
  test.setTimeout(180_000);
  await countRuns(catscan);
  await catscan.open('net=lenet');
  const slider = catscan.slider('Kernel');
  await catscan.type('Kernel', 2);
  // The first cycle, slowly: whatever is kept for going back is kept now.
  for (const kernel of [2, 3, 4, 5, 6, 5, 4, 3, 2]) {
    await catscan.type('Kernel', kernel);
    await expectRan(catscan, kernel);
  }
  const devtools = await catscan.page.context().newCDPSession(catscan.page);
  const before = await memoryAtRest(catscan);
  const heapBefore = await heap(devtools);
  expect(before.tensors).toBeGreaterThan(10);

  await slider.focus();
  const askedBefore = await runsAsked(catscan);
  for (let cycle = 0; cycle < 125; cycle++) await upAndDown(devtools);
  await expect(slider).toHaveValue('2');
  await expectRan(catscan, 2);
  // Each of them is a network that the engine was asked to run.
  expect((await runsAsked(catscan)) - askedBefore).toBe(1000);
  await poll(() => catscan.memory()).toEqual(before);
  const heapAfter = await heap(devtools);
  expect(heapAfter - heapBefore).toBeLessThan(8 * 1024 * 1024);
  await catscan.page.keyboard.press('Control+z');
});

test('many different networks stay within the budget of what is kept', async ({ catscan }) => {
  test.setTimeout(120_000);
  await catscan.open('layers=i_c~f32_r_mp');
  const kernels = [1, 3, 5, 7, 9, 11, 13, 15];
  const sizes: number[] = [];
  for (const round of [1, 2]) {
    for (const kernel of kernels) {
      await catscan.type('Kernel', kernel);
      await expectRan(catscan, kernel, 32);
    }
    sizes.push((await catscan.memory()).bytes);
    if (round === 1) expect(sizes[0]).toBeLessThan(300 * 1024 * 1024);
  }
  expect(sizes[1]).toBeLessThanOrEqual((sizes[0] ?? 0) * 1.01);
});

/** Counts the runs that the page asks its engine for, from the page's start on. */
async function countRuns({ page }: CatscanPage): Promise<void> {
  await page.addInitScript(() => {
    window.runsAsked = 0;
    window.Worker = class extends Worker {
      override postMessage(
        message: { type?: string } | null,
        given?: Transferable[] | StructuredSerializeOptions,
      ): void {
        if (message?.type === 'run') window.runsAsked = (window.runsAsked ?? 0) + 1;
        super.postMessage(message, Array.isArray(given) ? { transfer: given } : given);
      }
    };
  });
}

function runsAsked({ page }: CatscanPage): Promise<number> {
  return page.evaluate(() => window.runsAsked ?? 0);
}

/**
 * Four times → and four times ← on the slider that has the focus. The keys follow each other as
 * fast as the page takes them: waiting for each one's answer takes four times as long.
 */
async function upAndDown(devtools: CDPSession): Promise<void> {
  const keys = [
    ...Array.from({ length: 4 }, () => ({ code: 'ArrowRight', windowsVirtualKeyCode: 39 })),
    ...Array.from({ length: 4 }, () => ({ code: 'ArrowLeft', windowsVirtualKeyCode: 37 })),
  ];
  await Promise.all(
    keys.flatMap((key) =>
      (['rawKeyDown', 'keyUp'] as const).map((type) =>
        devtools.send('Input.dispatchKeyEvent', { type, key: key.code, ...key }),
      ),
    ),
  );
}

/** The last layer has come, and the engine rests. */
async function expectRan(catscan: CatscanPage, kernel: number, filters = 8): Promise<void> {
  const [rows, columns] = [266 - kernel + 1, 400 - kernel + 1];
  await catscan.expectShape('conv 1', `${rows}×${columns}×${filters}`);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(columns);
  await expect(catscan.header.getByRole('progressbar', { name: 'Progress' })).toHaveCount(0);
}

/** What the engine holds, once that is the same at two looks. */
async function memoryAtRest(catscan: CatscanPage): Promise<{ tensors: number; bytes: number }> {
  let before = await catscan.memory();
  await expect(async () => {
    const earlier = before;
    before = await catscan.memory();
    expect(before).toEqual(earlier);
  }).toPass();
  return before;
}

/** Bytes of JavaScript in use on the page after collecting what is not. */
async function heap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}
