/** The address: it reproduces everything, is short, and a broken one does no harm. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';
import { sceneRows } from './pictures/make.mjs';

const choices = ['Colours', 'Scale over', 'Range'];

/** Everything that a link should bring back, as the page shows it. */
async function stateOf(catscan: CatscanPage): Promise<unknown> {
  const selects = choices.map((name) => catscan.inspector.getByRole('combobox', { name }));
  const photos = catscan.header.getByRole('group', { name: 'Photo' });
  const { width, height, painted, hash } = await pictureOf(catscan.canvasOf(3));
  return {
    everything: await catscan.everything(),
    playhead: await catscan.playhead.inputValue(),
    choices: await Promise.all(selects.map((select) => select.inputValue())),
    photo: await photos.getByRole('button', { pressed: true }).getAttribute('aria-label'),
    selected: await catscan.stage.getByRole('button', { pressed: true }).getAttribute('aria-label'),
    map: { width, height, painted, hash },
  };
}

test('a link opens the same network, photo, playhead, map and colours elsewhere', async ({
  catscan,
  anotherVisitor,
}) => {
  const { page } = catscan;
  await catscan.open();
  await catscan.preset('exp13');
  await catscan.header.getByRole('button', { name: 'A cup of coffee' }).click();
  await catscan.expectShape('photo', '267×400×3');
  await catscan.type('Filters', 6);
  await catscan.type('Kernel', 4);
  await catscan.pick('Padding', 'same');
  await catscan.type('Seed', 4711);
  await catscan.type('Bias value', 0.12);
  await catscan.choose('Filter 1', 'Gabor');
  await catscan.type('Angle (°)', 30);
  await catscan.goTo('max pool 1');
  await catscan.inspector.getByRole('checkbox', { name: 'same as pool' }).uncheck();
  await catscan.type('Stride', 2);
  await catscan.filmstrip.getByRole('button', { name: 'Add a layer after ReLU 1' }).click();
  await page.getByRole('menuitem', { name: /^Leaky ReLU/ }).click();
  await catscan.type('Alpha', 0.07);
  await catscan.goTo('conv 2');
  await catscan.type('Filters', 5);
  await catscan.select(3);
  await catscan.choose('Colours', 'Grey');
  await catscan.choose('Scale over', 'Map');
  await catscan.choose('Range', 'Full');
  await catscan.playhead.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(catscan.playhead).toHaveValue('4.92');
  await poll(async () => (await pictureOf(catscan.canvasOf(3))).painted).toBeCloseTo(0.92, 2);
  await poll(() => page.url()).toContain('at=4.92');
  const url = page.url();
  expect(url.length).toBeLessThan(300);
  const here = await stateOf(catscan);

  const visitor = await anotherVisitor();
  await visitor.open(url.slice(url.indexOf('#') + 1));
  await poll(() => stateOf(visitor)).toEqual(here);
  // Settings that do not show in shapes.
  await visitor.goTo('conv 1');
  await expect(visitor.field('Seed')).toHaveValue('4711');
  await visitor.select(1);
  await expect(visitor.inspector.getByRole('combobox', { name: 'Filter 1' })).toHaveValue('gabor');
  await expect(visitor.field('Angle (°)')).toHaveValue('30');
  await expect(visitor.field('Bias value')).toHaveValue('0.12');
  await visitor.goTo('leaky ReLU 1');
  await expect(visitor.field('Alpha')).toHaveValue('0.07');

  // A large map is part of it; so is one RGB picture.
  await visitor.open('net=exp1&map=1&large=1');
  await expect(visitor.enlarged).toBeVisible();
  await expect(visitor.stage).toContainText('2 of 3');
  await visitor.open('net=exp1&rgb=1');
  await expect(visitor.stage.getByRole('checkbox', { name: 'As one RGB picture' })).toBeChecked();
});

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
