/** The address: it reproduces everything, is short, and a broken one does no harm. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { poll } from './catscanPage';
import { expect, test } from './fixtures';
import { sceneRows } from './pictures/make.mjs';

test('sharing copies the link, and says what it cannot hold', async ({ catscan }) => {
  const { page } = catscan;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await catscan.open('net=exp9&at=2');
  const share = catscan.header.getByRole('button', { name: 'Share' });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await share.click();
  await expect(catscan.notice('Link copied. It opens this network, photo and view.')).toBeVisible();
  const here = new URL('#', page.url()).href;
  expect(await copied()).toMatch(new RegExp(`^${here}k=\\w+&net=exp9&photo=chelsea&at=2$`));
  // At once, also while the address lags behind.
  await catscan.choose('Colours', 'Grey');
  await share.click();
  await poll(copied).toContain('colours=grey');

  const folder = fileURLToPath(new URL('output/shared-pictures', import.meta.url));
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'plain.png');
  const raw = { width: 48, height: 32, channels: 3 } as const;
  await sharp(sceneRows(raw.width, raw.height), { raw }).png().toFile(path);
  await catscan.upload(path);
  await catscan.expectShape('photo', '32×48×3');
  await share.click();
  await expect(catscan.notice(/Your photo never leaves this browser/)).toBeVisible();
  expect(await copied()).toContain('photo=chelsea');
});

test('a broken link opens the default, with a sentence that says so', async ({
  catscan,
  anotherVisitor,
}) => {
  const { page } = catscan;
  const sentence = catscan.notice('The link is broken, so the default network is shown.');
  const broken = ['layers=i_c~f9999', 'net=%E0%A4%A'];
  await catscan.open('net=exp3');
  for (const fragment of broken) {
    await test.step(fragment.slice(0, 40), async () => {
      await page.goto(`./#${fragment}`);
      await expect(sentence).toBeVisible();
      await catscan.expectShape('softmax 1', '13');
      await catscan.dismissNotices();
      await page.goto('./#net=exp3&photo=chelsea');
      await catscan.expectShape('conv 1', '264×398×1');
    });
  }
  // From a cold start too.
  const visitor = await anotherVisitor();
  await visitor.open('layers=i_c~q');
  await expect(visitor.notice('The link is broken')).toBeVisible();
  await visitor.expectShape('conv 1', '64×64×32');
});
