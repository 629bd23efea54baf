/** Moves of a slider leave nothing behind: tensors and bytes in the engine stay as they were. */
import type { CDPSession } from '@playwright/test';
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    runsAsked?: number;
  }
}

test('200 moves of a slider leave tensors and bytes as they were', async ({ catscan }) => {
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
  expect(before.tensors).toBeGreaterThan(10);

  await slider.focus();
  const askedBefore = await runsAsked(catscan);
  for (let cycle = 0; cycle < 25; cycle++) await upAndDown(devtools);
  await expect(slider).toHaveValue('2');
  await expectRan(catscan, 2);
  // Each of them is a network that the engine was asked to run.
  expect((await runsAsked(catscan)) - askedBefore).toBe(200);
  await poll(() => catscan.memory()).toEqual(before);
  await catscan.page.keyboard.press('Control+z');
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
async function expectRan(catscan: CatscanPage, kernel: number): Promise<void> {
  const [rows, columns] = [266 - kernel + 1, 400 - kernel + 1];
  await catscan.expectShape('conv 1', `${rows}×${columns}×8`);
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
