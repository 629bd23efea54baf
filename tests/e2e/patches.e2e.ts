/** What excites a map: the parts of photos at which it holds its largest values. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdir } from 'node:fs/promises';
import sharp from 'sharp';
import type { Locator } from '@playwright/test';
import { expectAccessible, followsSystem } from './accessibility';
import { numberOf, pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const small = 'layers=i~l64~q1_c~f4~n7_r';

function patches({ inspector }: CatscanPage): Locator {
  return inspector.getByRole('list', { name: 'Strongest first' }).getByRole('button');
}

/** Brings the section into sight, as it is looked for then, and waits for what is found. */
async function found(catscan: CatscanPage): Promise<Locator> {
  const heading = catscan.inspector.getByRole('heading', { name: /^What excites/ });
  await heading.scrollIntoViewIfNeeded();
  const all = patches(catscan);
  await expect(all.first()).toBeVisible();
  return all;
}

function namesOf(all: Locator): Promise<string[]> {
  return all.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? ''),
  );
}

test('of every map of a trained layer: six parts of photos, the strongest first', async ({
  catscan,
}) => {
  await catscan.open('net=photos&at=2');
  const all = await found(catscan);
  await expect(all).toHaveCount(6);
  const first = await namesOf(all);
  const values = first.map((name) => numberOf(name.split(':')[0]));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(values.at(-1)).toBeGreaterThan(0);
  for (const name of first) expect(name).toMatch(/rows \d+ to \d+, columns \d+ to \d+\. Open/);
  expect(new Set(first).size).toBe(6);
  // Each is painted, and no two are the same picture.
  const hashes = async () =>
    Promise.all([0, 1, 2, 3, 4, 5].map(async (at) => (await pictureOf(picture(all, at))).hash));
  await poll(async () => new Set(await hashes()).size).toBe(6);

  // Another map has others, at once: they were found together.
  await catscan.select(4);
  await poll(async () => (await namesOf(all)).some((name) => first.includes(name))).toBe(false);
  await expect(all).toHaveCount(6);

  // Gone back to, a layer’s are still there.
  const earlier = await namesOf(all);
  await catscan.goTo('conv 1');
  await found(catscan);
  await catscan.goTo('ReLU 1');
  await found(catscan);
  await poll(() => namesOf(all)).toEqual(earlier);

  // Random weights answer to other things.
  await catscan.pick('Weights', 'Random');
  await found(catscan);
  await poll(async () => (await namesOf(all)).join()).not.toBe(earlier.join());
  await catscan.pick('Weights', 'Trained');
  await poll(() => namesOf(all)).toEqual(earlier);
});

test('follow the settings of the layers before, and say where a map never answers', async ({
  catscan,
}) => {
  await catscan.open(`${small}&at=2`);
  const all = await found(catscan);
  const before = await namesOf(all);
  await catscan.goTo('conv 1');
  await catscan.type('Seed', 8);
  await catscan.goTo('ReLU 1');
  await found(catscan);
  await poll(async () => (await namesOf(all)).join()).not.toBe(before.join());

  await catscan.goTo('conv 1');
  await catscan.choose('Initialiser', 'Constant');
  await catscan.type('Value', -0.5);
  await catscan.goTo('ReLU 1');
  await expect(catscan.inspector.getByText('This map never answers in these photos')).toBeVisible();
  await expect(all).toHaveCount(0);
});

test('by keyboard: one is enlarged, and opens its photo with the map selected', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open(`${small}&at=2`);
  await catscan.select(2);
  const all = await found(catscan);
  const card = catscan.inspector.locator('.patch-card');
  await all.first().focus();
  // The focus is one of the keyboard's.
  await page.keyboard.press('Tab');
  await expect(all.nth(1)).toBeFocused();
  await expect(card).toBeVisible();
  const name = (await namesOf(all))[1] ?? '';
  const [, value = '', photo = ''] = /^([^:]+): (.+), rows/.exec(name) ?? [];
  await expect(card).toContainText(photo);
  await expect(card).toContainText(value);
  await poll(async () => (await pictureOf(card.locator('.patch-card__photo'))).painted).toBe(1);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(all.nth(1)).toBeFocused();

  await page.keyboard.press('Enter');
  const opened = catscan.header.getByRole('button', { name: photo, exact: true });
  await expect(opened).toHaveAttribute('aria-pressed', 'true');
  await expect(catscan.map(2)).toHaveAttribute('aria-pressed', 'true');
  // It is the same search, whatever the photo.
  await expect(all).toHaveCount(6);
  await poll(async () => (await namesOf(all))[1]).toBe(name);
});

test('of the photo as a whole: the cell is explained, with the value of the patch', async ({
  catscan,
}) => {
  // At this size the network sees every photo as a whole, and nothing larger.
  await catscan.open('layers=i~l400_c~f2~n7_r&at=2');
  const all = await found(catscan);
  const [name = ''] = await namesOf(all);
  const [, value = ''] = /^([^:]+):/.exec(name) ?? [];
  await all.first().click();
  const explanation = catscan.stage.getByRole('region', { name: /How this number came about/ });
  await expect(explanation).toBeVisible();
  const total = explanation.locator('output').first();
  await poll(async () => numberOf(await total.innerText())).toBeCloseTo(numberOf(value), 2);
});

test('one’s own photo is searched too', async ({ catscan }) => {
  const folder = fileURLToPath(new URL('output/patches', import.meta.url));
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'board.png');
  // Black and white in fields of 16 × 16: no photo of the gallery has harder edges.
  const rows = Buffer.alloc(256 * 256, 0).map((_, at) => (((at >> 4) + (at >> 12)) % 2 ? 255 : 0));
  await sharp(rows, { raw: { width: 256, height: 256, channels: 1 } })
    .png()
    .toFile(path);
  await catscan.open(`${small}&at=1`);
  const all = await found(catscan);
  const before = await namesOf(all);
  expect(before.some((name) => name.includes('board.png'))).toBe(false);
  await catscan.upload(path);
  await expect(catscan.header.getByRole('button', { name: 'board.png' })).toBeVisible();
  await found(catscan);
  await poll(async () => (await namesOf(all)).some((name) => name.includes('board.png'))).toBe(
    true,
  );

  // From a photo of the gallery its patch leads back to it.
  await catscan.header.getByRole('button', { name: 'A cup of coffee' }).click();
  await found(catscan);
  const own = catscan.inspector.getByRole('button', { name: /board\.png, rows/ }).first();
  await own.click();
  await expect(catscan.header.getByRole('button', { name: 'board.png' })).toBeVisible();
});

test('searching can be stopped, and begun again by hand', async ({ catscan }) => {
  await catscan.open('net=photos&at=15');
  const heading = catscan.inspector.getByRole('heading', { name: /^What excites/ });
  await heading.scrollIntoViewIfNeeded();
  const bar = catscan.inspector.getByRole('progressbar', { name: 'Looking through the photos' });
  await expect(bar).toBeVisible();
  await catscan.inspector.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(bar).toBeHidden();
  const again = catscan.inspector.getByRole('button', { name: 'Look through the photos' });
  await expect(again).toBeVisible();
  await expect(patches(catscan)).toHaveCount(0);
  await again.press('Enter');
  await expect(patches(catscan)).toHaveCount(6);
});

test.describe('in both themes', () => {
  test.use({ remembered: followsSystem });

  test('no violations of axe', async ({ catscan }) => {
    const { page, inspector } = catscan;
    await catscan.open(`${small}&at=2`);
    const all = await found(catscan);
    await all.first().hover();
    await expect(inspector.locator('.patch-card')).toBeVisible();
    await expectAccessible(page, '.inspector');
  });
});

function picture(all: Locator, at: number): Locator {
  return all.nth(at).locator('canvas');
}
