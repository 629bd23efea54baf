/** Digits: drawn on a pad or read from a photo of paper, centred as MNIST's are, through LeNet-5. */
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, followsSystem } from './accessibility';
import { colourAt, pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

const title = 'Trained: handwritten digits';
/** The drawing of a three. */
const three = 'd.11F0unKnKqZpZZmZmGlGkEYDXpaoZkmjlKpJo9b8a8L8L';

test('a digit drawn with the mouse is seen centred, and the maps follow', async ({ catscan }) => {
  await catscan.open();
  await catscan.openPad();
  await catscan.expectShape('photo', '32×32×1');
  await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toHaveValue('digits');
  await expect(catscan.stage.getByText('Nothing to read yet')).toBeVisible();
  await expectBlack(catscan.photo);
  const bare = await pictureOf(catscan.canvasOf(1));

  // Small, in the upper left corner: it is in the middle all the same, and 20 pixels high.
  await catscan.drawStroke([
    [0.1, 0.1],
    [0.1, 0.2],
    [0.1, 0.3],
  ]);
  await poll(() => extentOf(catscan.photo)).toMatchObject({ top: 6, bottom: 25 });
  const { left, right } = await extentOf(catscan.photo);
  expect(Math.abs(left + right - 31)).toBeLessThanOrEqual(1);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(bare.hash);
  await poll(() => catscan.answer()).not.toBeNull();
  const bars = catscan.stage.getByRole('list', { name: 'The network’s answer' });
  await expect(bars.getByRole('listitem')).toHaveCount(10);
  // Once it has settled, it is said.
  await expect(catscan.stage.getByRole('status').filter({ hasText: /^It reads \d, / })).toHaveCount(
    1,
  );
});

test('maps change while the pen is down, and one drag is one step of undo', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open();
  const undo = catscan.header.getByRole('button', { name: 'Undo' });
  await catscan.openPad();
  const box = await boxOf(catscan.pad);
  const to = (x: number, y: number) =>
    page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
  await to(0.3, 0.3);
  await page.mouse.down();
  const seen: number[] = [];
  for (const [x, y] of [
    [0.7, 0.3],
    [0.7, 0.7],
    [0.4, 0.8],
  ] as const) {
    const before = await pictureOf(catscan.canvasOf(2));
    await to(x, y);
    await poll(async () => (await pictureOf(catscan.canvasOf(2))).hash).not.toBe(before.hash);
    seen.push((await pictureOf(catscan.photo)).hash);
  }
  expect(new Set(seen).size).toBe(3);
  await page.mouse.up();
  await catscan.drawStroke([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  await poll(() => strokesIn(page)).toBe(2);

  await page.keyboard.press('Control+z');
  await poll(() => strokesIn(page)).toBe(1);
  await page.keyboard.press('Control+z');
  await poll(() => strokesIn(page)).toBe(0);
  await expectBlack(catscan.photo);
  // The pad and the network came in one step.
  await page.keyboard.press('Control+z');
  await catscan.expectShape('photo', '64×64×3');
  await expect(catscan.pad).toBeHidden();
  await expect(undo).toBeDisabled();
  for (const strokes of [0, 1, 2]) {
    await page.keyboard.press('Control+y');
    await poll(() => strokesIn(page)).toBe(strokes);
  }
});

test('a digit is drawn with the keys', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('net=digits&photo=d');
  await catscan.pad.focus();
  const press = async (key: string, times: number) => {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  };
  const pen = catscan.pad.locator('.pad__pen');
  await press('ArrowUp', 6);
  await expect(pen).toHaveAttribute('data-down', 'false');
  expect(await strokesIn(page)).toBe(0);
  await press('Space', 1);
  await expect(pen).toHaveAttribute('data-down', 'true');
  await expect(catscan.stage.getByRole('status').filter({ hasText: 'Pen down' })).toHaveCount(1);
  await press('ArrowDown', 12);
  await press('Shift+ArrowLeft', 3);
  await press('Space', 1);
  await expect(pen).toHaveAttribute('data-down', 'false');
  await poll(() => strokesIn(page)).toBe(1);
  await poll(() => extentOf(catscan.photo)).toMatchObject({ top: 6, bottom: 25 });
  // The playhead has kept off all of these keys.
  await expect(catscan.playhead).toHaveValue('1');

  await press('ArrowLeft', 3);
  expect(await strokesIn(page)).toBe(1);
  await press('Control+z', 1);
  await poll(() => strokesIn(page)).toBe(0);
  await press('Control+y', 1);
  await press('Delete', 1);
  await poll(() => strokesIn(page)).toBe(0);
  await expectBlack(catscan.photo);
  // An undo takes the pen from the sheet.
  await press('Space', 1);
  await press('ArrowDown', 2);
  await press('Control+z', 1);
  await expect(pen).toHaveAttribute('data-down', 'false');
  await press('ArrowDown', 2);
  await poll(() => strokesIn(page)).toBe(0);
});

test('a drawing beyond the digit network: no answer, and the way to one', async ({ catscan }) => {
  await catscan.open(`net=exp1&photo=${three}`);
  await expect(catscan.stage.getByText('does not end in ten classes')).toBeVisible();
  await poll(() => heightIn(catscan.photo)).toBe(20);
  const before = await pictureOf(catscan.photo);
  await catscan.stage.getByRole('button', { name: `Use ${title}` }).click();
  await catscan.expectShape('conv 1', '28×28×6');
  await expect(catscan.pad).toBeVisible();
  expect(await strokesIn(catscan.page)).toBe(1);
  await poll(() => catscan.answer()).not.toBeNull();
  await poll(async () => (await pictureOf(catscan.photo)).hash).toBe(before.hash);
  // Back to the photo with a network that reads none.
  await catscan.preset('LeNet-style, 8 and 12 filters');
  await catscan.expectShape('photo', '266×400×3');
  await expect(catscan.pad).toBeHidden();
});

test('the pad on the stage at the input; the window in its place in a sweep', async ({
  catscan,
}) => {
  await catscan.open(`net=digits&photo=${three}&at=0`);
  await expect(catscan.pad).toBeVisible();
  expect((await boxOf(catscan.pad)).width).toBeGreaterThan(400);
  await poll(() => heightIn(catscan.photo)).toBe(20);
  const before = await pictureOf(catscan.photo);
  await catscan.drawStroke([
    [0.35, 0.55],
    [0.75, 0.55],
  ]);
  await poll(async () => (await pictureOf(catscan.photo)).hash).not.toBe(before.hash);
  await catscan.playhead.focus();
  await catscan.page.keyboard.press('Shift+ArrowRight');
  await expect(catscan.pad).toBeHidden();
  await expect(catscan.stage.locator('.side .mark')).toBeVisible();
  await catscan.goTo('softmax 1');
  await expect(catscan.pad).toBeVisible();
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
  await poll(async () => {
    const answer = await catscan.answer();
    const first = await bars.getByRole('listitem').first().innerText();
    return answer !== null && first.includes(String(answer));
  }).toBe(true);
});

test('a photo of a digit is centred and made white on black, and the switch undoes it', async ({
  catscan,
}) => {
  await catscan.open('net=digits');
  await drop(catscan.page, await paperWithSeven());
  const asMnist = catscan.stage.getByRole('checkbox', {
    name: 'Centred and scaled as MNIST’s digits',
  });
  await expect(asMnist).toBeChecked();
  await poll(() => heightIn(catscan.photo)).toBe(20);
  expect(await colourAt(catscan.photo, 0.02, 0.02)).toEqual([0, 0, 0]);
  // The bar of the seven is bright, what is under its left end is not.
  const { left, top } = await extentOf(catscan.photo);
  expect((await colourAt(catscan.photo, (left + 3) / 32, (top + 1.5) / 32))[0]).toBeGreaterThan(
    200,
  );
  expect(await colourAt(catscan.photo, (left + 2) / 32, 24 / 32)).toEqual([0, 0, 0]);
  const digit = await pictureOf(catscan.photo);

  await asMnist.uncheck();
  await poll(async () => (await colourAt(catscan.photo, 0.9, 0.1))[0]).toBeGreaterThan(200);
  await catscan.page.keyboard.press('Control+z');
  await expect(asMnist).toBeChecked();
  await poll(async () => (await pictureOf(catscan.photo)).hash).toBe(digit.hash);

  // Another network gets the photo as it is; the gallery's photos always are.
  await catscan.preset('LeNet-style, 8 and 12 filters');
  await catscan.expectShape('photo', '300×400×3');
  await expect(asMnist).toBeHidden();
  await catscan.preset(title);
  await expect(asMnist).not.toBeChecked();
  await asMnist.check();
  await poll(async () => (await pictureOf(catscan.photo)).hash).toBe(digit.hash);
  await catscan.header.getByRole('button', { name: 'Chelsea the cat' }).click();
  await expect(asMnist).toBeHidden();
  await catscan.expectShape('photo', '32×32×1');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a finger draws, the page stays where it is, and maps are in sight', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open();
    await catscan.header.getByRole('button', { name: 'Draw a digit', exact: true }).tap();
    await expect(catscan.pad).toBeInViewport({ ratio: 1 });
    await expect(catscan.map(1)).toBeInViewport({ ratio: 0.9 });
    // The title above it has a second line until the weights are there.
    await expect(catscan.header.getByText(/ms on WASM/)).toHaveCount(1);
    await expect(catscan.map(1)).toHaveAccessibleName(/ to |constant|dead/);
    const box = await boxOf(catscan.pad);
    const touch = await page.context().newCDPSession(page);
    const at = (x: number, y: number) => ({
      touchPoints: [{ x: box.x + x * box.width, y: box.y + y * box.height }],
    });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(0.5, 0.2) });
    for (const y of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(0.5, y) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await poll(() => strokesIn(page)).toBe(1);
    await poll(() => extentOf(catscan.photo)).toMatchObject({ top: 6, bottom: 25 });
    expect(await boxOf(catscan.pad)).toEqual(box);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test.describe('in both themes', () => {
  test.use({ remembered: followsSystem });

  test('no violations of axe', async ({ catscan }) => {
    const { page, stage } = catscan;
    const screens: [fragment: string, sign: Locator][] = [
      [`net=digits&photo=${three}`, stage.getByRole('list', { name: 'The network’s answer' })],
      [`net=digits&photo=${three}&at=0`, stage.getByRole('heading', { level: 1, name: 'photo' })],
    ];
    for (const [fragment, sign] of screens) {
      await page.goto(`./#${fragment}`);
      await expect(sign).toBeVisible();
      await expect(catscan.pad).toBeVisible();
      await poll(async () => (await pictureOf(catscan.photo)).width).toBe(32);
      await expectAccessible(page);
    }
  });
});

/** How many strokes the page's address tells of; the address follows the drawing. */
async function strokesIn(page: Page): Promise<number> {
  const [, photo = ''] = /photo=([^&]*)/.exec(page.url()) ?? [];
  return photo.split('.').length - 1;
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it cannot be seen');
  return box;
}

async function greysOf(canvas: Locator): Promise<number[]> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
    const copy = new OffscreenCanvas(element.width, element.height);
    const context = copy.getContext('2d');
    context?.drawImage(element, 0, 0);
    const data = context?.getImageData(0, 0, element.width, element.height).data ?? [];
    return Array.from({ length: data.length / 4 }, (_, cell) => data[cell * 4] ?? 0);
  });
}

async function massOf(canvas: Locator): Promise<number> {
  return (await greysOf(canvas)).reduce((sum, grey) => sum + grey, 0);
}

/** First and last row and column of a 32 × 32 picture that are not black. */
async function extentOf(canvas: Locator) {
  const cells = (await greysOf(canvas)).flatMap((grey, cell) => (grey > 0 ? [cell] : []));
  const columns = cells.map((cell) => cell % 32);
  const rows = cells.map((cell) => Math.floor(cell / 32));
  return {
    left: Math.min(...columns),
    right: Math.max(...columns),
    top: Math.min(...rows),
    bottom: Math.max(...rows),
  };
}

/** Rows from the first that is not black to the last. */
async function heightIn(canvas: Locator): Promise<number> {
  const { top, bottom } = await extentOf(canvas);
  return bottom - top + 1;
}

async function expectBlack(photo: Locator) {
  // Black may be on its way to a drawing that is put back and taken again.
  await poll(async () => [await massOf(photo), await pictureOf(photo)]).toMatchObject([
    0,
    { width: 32, height: 32, colours: 1 },
  ]);
}

/** Dark strokes at the right of light paper, dimmer to the left, with a speck of dirt. */
async function paperWithSeven(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <linearGradient id="light"><stop stop-color="#8f8b80"/><stop offset="1" stop-color="#f7f3e8"/></linearGradient>
    <rect width="800" height="600" fill="url(#light)"/>
    <path d="M500 150H680L560 430" fill="none" stroke="#1d2433" stroke-width="26"/>
    <circle cx="90" cy="520" r="5" fill="#222"/>
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function drop(page: Page, png: Buffer): Promise<void> {
  await page.evaluate(
    (bytes) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], 'seven.png', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true, dataTransfer: files };
      document.body.dispatchEvent(new DragEvent('drop', init));
    },
    [...png],
  );
}
