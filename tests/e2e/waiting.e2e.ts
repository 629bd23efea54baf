/** Nothing is waited for without end: an engine that is gone or hangs, a photo whose host never answers. */
import type { Worker } from '@playwright/test';
import { poll, pictureOf, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const link = 'layers=i_c~f4_r';

/** The newest Worker of a name. */
async function workerOf({ page }: CatscanPage, name: string): Promise<Worker> {
  const workers = page.workers().toReversed();
  const names = await Promise.all(workers.map((worker) => worker.evaluate(() => self.name)));
  const worker = workers[names.indexOf(name)];
  if (!worker) throw new Error(`no worker ${name}`);
  return worker;
}

/** Computes for ever, and hears nothing. */
function hang(worker: Worker): void {
  // It never answers; once it is ended, it says so.
  worker
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
}

/** A change is computed and painted. */
async function expectRuns(catscan: CatscanPage, filters: number): Promise<void> {
  await expect(catscan.maps).toHaveCount(filters);
  await poll(async () => (await pictureOf(catscan.canvasOf(filters))).painted).toBeGreaterThan(0);
}

test('an engine that is gone is begun anew, with the network, the photo and the maps', async ({
  catscan,
}) => {
  const { page } = catscan;
  await page.clock.install();
  await catscan.open(link);
  await catscan.type('Filters', 5);
  await expectRuns(catscan, 5);
  const engine = await workerOf(catscan, 'engine');
  await engine.evaluate(() => self.close());
  await catscan.canvasOf(2).click();
  await page.clock.runFor(20_000);
  await expect(page.getByText('The engine did not answer any more')).toBeVisible();
  await expect(catscan.maps).toHaveCount(5);
  // What nobody had answered is.
  const panel = catscan.stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.locator('.explain__value')).toHaveAttribute('data-fresh', 'true');
  await catscan.type('Filters', 6);
  await expectRuns(catscan, 6);
});

test('an engine that hangs is told of and begun anew, and Cancel ends it', async ({ catscan }) => {
  const { page } = catscan;
  await page.clock.install();
  await catscan.open(link);
  hang(await workerOf(catscan, 'engine'));
  await catscan.type('Filters', 5);
  await page.clock.runFor(20_000);
  const notice = page.getByText('The engine has not answered for a while');
  await expect(notice).toBeVisible();
  await page.getByRole('button', { name: 'Wait' }).click();
  await expect(notice).toBeHidden();
  await page.clock.runFor(40_000);
  const [another] = await Promise.all([
    page.waitForEvent('worker'),
    page.getByRole('button', { name: 'Begin anew' }).click(),
  ]);
  await expect(notice).toBeHidden();
  await expectRuns(catscan, 5);

  hang(another);
  await catscan.type('Filters', 6);
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.click();
  await expect(cancel).toBeHidden();
  await page.clock.runFor(10_000);
  await expect(page.getByText('The run did not stop when it was cancelled')).toBeVisible();
  await catscan.type('Filters', 7);
  await expectRuns(catscan, 7);
});

test('a photo whose host never answers, and a decoder that hangs, are told of', async ({
  catscan,
}) => {
  const { page } = catscan;
  await page.route('**/photos/coffee.webp', () => undefined);
  await page.clock.install();
  await catscan.open(link);
  const before = await pictureOf(catscan.canvasOf(1));
  await catscan.header.getByRole('button', { name: 'A cup of coffee' }).click();
  await expect(page.getByText('Reading coffee…')).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(page.getByText('coffee.webp is not coming')).toBeVisible();
  await expect(page.getByText('Reading coffee…')).toBeHidden();

  hang(await workerOf(catscan, 'photo decoder'));
  await catscan.header.getByRole('button', { name: 'An astronaut' }).click();
  await expect(page.getByText('Reading astronaut…')).toBeVisible();
  await page.clock.runFor(10_000);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(before.hash);
});
