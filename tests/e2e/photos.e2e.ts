/** Photos: every format and way in, what is no photo, and what the input layer makes of one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';
import words from '../../src/locales/en.json' with { type: 'json' };
import { type CatscanPage, colourAt, numberOf, pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';
import { makePictures, type TestPicture } from './pictures/make.mjs';

// In one worker: each that takes part makes all the pictures.
test.describe.configure({ mode: 'default' });

const folder = fileURLToPath(new URL('output/pictures', import.meta.url));
let pictures: TestPicture[] = [];

test.beforeAll(async () => {
  pictures = await makePictures(folder);
});

/** The network alone with the photo, and the playhead on it. */
const onlyThePhoto = 'net=empty&at=0';

test('a file that is no photo gets a sentence, and everything stays', async ({ catscan }) => {
  await catscan.open('net=exp12');
  await expect(catscan.map(3)).toHaveAccessibleName(/ to /);
  const chelsea = await catscan.rangeOf(3);
  await catscan.upload(join(folder, 'large.svg'));
  await catscan.expectShape('photo', '267×400×3');
  await poll(() => catscan.rangeOf(3)).not.toEqual(chelsea);
  for (const map of [1, 2, 3]) {
    await poll(async () => (await pictureOf(catscan.canvasOf(map))).height).toBe(265);
  }
  await poll(async () => (await pictureOf(catscan.photo)).height).toBe(267);
  const before = await catscan.everything();
  const maps = await Promise.all([1, 2, 3].map((map) => pictureOf(catscan.canvasOf(map))));
  let refused = 0;
  // All of them, and all that are photos, in every engine: `tests/browsers`.
  const seen = new Set<string>();
  for (const { name, path, expected } of pictures) {
    if (!('problem' in expected) || refused === 4 || seen.has(expected.problem)) continue;
    seen.add(expected.problem);
    await test.step(name, async () => {
      await catscan.upload(path);
      const sentence = sentenceOf(expected.problem);
      await expect(catscan.notice(sentence)).toBeVisible();
      await expect(catscan.notice(sentence)).toContainText(name);
      await catscan.dismissNotices();
      await expect(catscan.notice(sentence)).toBeHidden();
      expect(await catscan.everything()).toEqual(before);
      // The button goes on naming the photo that is there.
      await expect(catscan.header.getByRole('button', { name: 'large.svg' })).toBeVisible();
    });
    refused++;
  }
  expect(refused).toBe(4);
  const after = await Promise.all([1, 2, 3].map((map) => pictureOf(catscan.canvasOf(map))));
  expect(after).toEqual(maps);
  // And the page goes on working.
  await catscan.type('Kernel', 5);
  await catscan.expectShape('conv 1', '263×396×3');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(396);
});

test('a photo comes in by drop and by paste; texts do not', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(onlyThePhoto);
  await bringIn(catscan, 'drop', join(folder, 'picture.bmp'));
  await catscan.expectShape('photo', '32×48×3');
  await expect(page.getByText('Drop a picture anywhere')).toBeHidden();
  await poll(() => colourAt(catscan.photo, 0.1, 0.1)).toEqual([200, 40, 40]);
  await bringIn(catscan, 'paste', join(folder, 'box.svg'));
  await catscan.expectShape('photo', '266×400×3');
  await poll(() => colourAt(catscan.photo, 0.9, 0.9)).toEqual([220, 200, 60]);

  await page.evaluate(() => {
    const texts = new DataTransfer();
    texts.setData('text/plain', 'a cat');
    const init = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: texts }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: texts }));
  });
  await expect(catscan.notice(sentenceOf('photoNothingDropped'))).toBeVisible();
  await expect(catscan.notice(sentenceOf('photoNothingPasted'))).toBeVisible();
  await catscan.expectShape('photo', '266×400×3');

  // While a file is dragged over the page, the page says what will happen.
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['…'], 'cat.png', { type: 'image/png' }));
    const init = { bubbles: true, cancelable: true, dataTransfer: files };
    document.body.dispatchEvent(new DragEvent('dragover', init));
  });
  await expect(page.getByText('Drop a picture anywhere')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
  await expect(page.getByText('Drop a picture anywhere')).toBeHidden();
});

test('a picture of one pixel is a photo; layers say what they cannot do with it', async ({
  catscan,
}) => {
  await catscan.open('net=lenet');
  await catscan.upload(join(folder, 'one.png'));
  await catscan.expectShape('photo', '1×1×3');
  await catscan.expectShape('conv 1', 'cannot run');
  await catscan.expectShape('ReLU 1', 'waiting');
  await catscan.expectShape('softmax 1', 'waiting');
  const sentence =
    'Its window spans 3 × 3 cells, but only 1 × 1 are left. ' +
    'Make the kernel or dilation smaller, add padding, or pool less before it.';
  await expect(catscan.stage.getByRole('status')).toContainText(sentence);
  await expect(catscan.inspector.getByText(sentence)).toBeVisible();
  await catscan.goTo('ReLU 1');
  await expect(catscan.stage.getByRole('status')).toContainText(
    'It gets its input from conv 1, which cannot run yet.',
  );
  await catscan.goTo('photo');
  await poll(async () => (await pictureOf(catscan.photo)).painted).toBe(1);
  // What the sentence says makes it run.
  await catscan.goTo('conv 1');
  await catscan.type('Kernel', 1);
  await catscan.expectShape('conv 1', '1×1×8');
  await catscan.expectShape('max pool 1', 'cannot run');
  await expect(catscan.map(1)).toHaveAccessibleName(/^filter 1, constant /);
});

test('the photos of the gallery, one after another', async ({ catscan }) => {
  await catscan.open('net=lenet');
  const shapes = {
    'A cup of coffee': '267×400×3',
    'An astronaut': '400×400×3',
    'A rocket launch': '267×400×3',
  };
  let before = await pictureOf(catscan.canvasOf(1));
  for (const [name, shape] of Object.entries(shapes)) {
    const button = catscan.header.getByRole('button', { name });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await catscan.expectShape('photo', shape);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(before.hash);
    before = await pictureOf(catscan.canvasOf(1));
  }
});

test('longest side, greyscale, square crop and scaling', async ({ catscan }) => {
  await catscan.open('net=exp1&at=0');
  await expect(catscan.field('Longest side')).toHaveValue('400');
  const sides = [32, 100, 399, 451, 1024];
  for (const side of sides) {
    await catscan.type('Longest side', side);
    const [rows, columns] = seenSize(451, 300, side);
    await catscan.expectShape('photo', `${rows}×${columns}×3`);
    await catscan.expectShape('conv 1', `${rows - 2}×${columns - 2}×3`);
    await poll(async () => {
      const seen = await pictureOf(catscan.photo);
      return `${seen.height}×${seen.width}`;
    }).toBe(`${rows}×${columns}`);
  }
  await catscan.slider('Longest side').press('Home');
  await catscan.expectShape('photo', '21×32×3');
  await catscan.type('Longest side', 200);
  await catscan.expectShape('photo', '133×200×3');

  await catscan.inspector.getByLabel('Square crop').check();
  await catscan.expectShape('photo', '200×200×3');
  await catscan.inspector.getByLabel('Greyscale').check();
  await catscan.expectShape('photo', '200×200×1');
  await catscan.expectShape('conv 1', '198×198×3');
  await expect(catscan.inspector.getByRole('heading', { name: /^Grey channel/ })).toBeVisible();
  await poll(async () => {
    const [red, green, blue] = await colourAt(catscan.photo, 0.5, 0.5);
    const seen = await pictureOf(catscan.photo);
    return { isGrey: red === green && green === blue, width: seen.width };
  }).toEqual({ isGrey: true, width: 200 });
  await catscan.inspector.getByLabel('Square crop').uncheck();
  await catscan.inspector.getByLabel('Greyscale').uncheck();
  await catscan.expectShape('photo', '133×200×3');

  // The figures of the red channel say how its bytes become numbers.
  await catscan.type('Longest side', 180);
  await poll(async () => (await bytesOf(catscan.photo)).width).toBe(180);
  const { least, greatest } = await bytesOf(catscan.photo);
  const scalings: [string, (byte: number) => number][] = [
    ['0 to 1', (byte) => byte / 255],
    ['−1 to 1', (byte) => byte / 127.5 - 1],
    ['Bytes, 0 to 255', (byte) => byte],
    ['Mean and deviation', (byte) => (byte / 255 - 0.5) / 0.25],
  ];
  for (const [name, of] of scalings) {
    await catscan.choose('Scaling', name);
    await poll(() => figure(catscan, 'min')).toBeCloseTo(of(least), 3);
    await poll(() => figure(catscan, 'max')).toBeCloseTo(of(greatest), 3);
  }
  await catscan.type('Mean', 0);
  await catscan.type('Deviation', 1);
  await poll(() => figure(catscan, 'max')).toBeCloseTo(greatest / 255, 3);
  await expect(catscan.inspector.getByText('value = (byte / 255 − 0) / 1')).toBeVisible();
});

/** Rows and columns that the network sees of a photo: never enlarged. */
function seenSize(width: number, height: number, longestSide: number): [number, number] {
  const ratio = Math.min(1, longestSide / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * ratio));
  return [side(height), side(width)];
}

/** The sentence of a problem, whatever it names. */
function sentenceOf(problem: string): RegExp {
  const text: unknown = Object.entries(words.problem).find(([code]) => code === problem)?.[1];
  if (typeof text !== 'string') throw new RangeError(`no sentence is called ${problem}`);
  const parts = text.split(/\{\{[^}]*\}\}/).map((part) => part.replaceAll(/[.()?]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

/** A figure of the selected map. */
async function figure(catscan: CatscanPage, term: 'min' | 'max'): Promise<number> {
  return numberOf(await catscan.fact(term).innerText());
}

/** The least and the greatest byte of a picture's red channel. */
async function bytesOf(canvas: Locator) {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
    const { width, height } = element;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('there is no context to read from');
    context.drawImage(element, 0, 0);
    const reds = context.getImageData(0, 0, width, height).data.filter((_, at) => at % 4 === 0);
    return { width, least: Math.min(...reds), greatest: Math.max(...reds) };
  });
}

/** Drops a file on the page, or pastes it. */
async function bringIn(catscan: CatscanPage, way: 'drop' | 'paste', path: string): Promise<void> {
  const base64 = (await readFile(path)).toString('base64');
  await catscan.page.evaluate(
    ({ way, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([bytes], 'brought.in', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      const event =
        way === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: files })
          : new ClipboardEvent('paste', { ...init, clipboardData: files });
      document.body.dispatchEvent(event);
    },
    { way, base64 },
  );
}
