/** The phone, 390 × 844, by touch: the same page, with the inspector as a sheet. */
import type { Locator, Page } from '@playwright/test';
import { atRest } from './accessibility';
import { pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('photo, maps, filmstrip and sheet by touch; nothing overflows', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('net=lenet');
  await expect(catscan.map(1)).toBeInViewport({ ratio: 0.9 });
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
  await expect(catscan.frame('conv 1')).toBeInViewport();
  await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toBeInViewport();
  await expect(catscan.header.getByRole('button', { name: 'Share' })).toBeInViewport();
  expect(await beyondTheEdges(page)).toEqual([]);

  // Another photo.
  const before = await pictureOf(catscan.canvasOf(1));
  await catscan.header.getByRole('button', { name: 'An astronaut' }).tap();
  await catscan.expectShape('photo', '400×400×3');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(before.hash);

  // The strip: a tap on a frame, a finger along the ruler.
  await catscan.frame('ReLU 1').tap();
  await expect(catscan.playhead).toHaveValue('2');
  const ruler = await rulerOver(catscan.frame('ReLU 1'));
  const touch = await page.context().newCDPSession(page);
  const at = (x: number) => ({ touchPoints: [{ x, y: ruler.y }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(ruler.x) });
  for (const share of [0.1, 0.2, 0.3, 0.4]) {
    await touch.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      ...at(ruler.x - share * ruler.width),
    });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await poll(async () => Number(await catscan.playhead.inputValue())).toBeLessThan(1.9);
  const swept = Number(await catscan.playhead.inputValue());
  expect(swept).toBeGreaterThan(1);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBeCloseTo(swept - 1, 1);

  // The inspector is a sheet over the maps; its slider works, and the maps follow.
  await expect(async () => {
    // The strip may still be moving under the finger.
    await catscan.frame('conv 1').tap();
    await expect(catscan.playhead).toHaveValue('1', { timeout: 1_000 });
  }).toPass();
  const opener = catscan.header.getByRole('button', { name: 'Layer settings' });
  await expect(catscan.inspector).toBeHidden();
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.tap();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(catscan.slider('Kernel')).toBeInViewport();
  await atRest(page);
  expect(await beyondTheEdges(page)).toEqual([]);
  const slider = await catscan.slider('Kernel').boundingBox();
  if (!slider) throw new Error('the slider cannot be seen');
  await page.touchscreen.tap(slider.x + slider.width / 2, slider.y + slider.height / 2);
  const kernel = Number(await catscan.slider('Kernel').inputValue());
  expect(kernel).toBeGreaterThan(5);
  await catscan.expectShape('conv 1', `${401 - kernel}×${401 - kernel}×8`);
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(401 - kernel);
  await opener.tap();
  await expect(catscan.inspector).toBeHidden();

  // One map large, and the other panels.
  await catscan.map(2).dblclick();
  await expect(catscan.enlarged).toBeVisible();
  await atRest(page);
  expect(await beyondTheEdges(page)).toEqual([]);
  await catscan.stage.getByRole('button', { name: 'All 8 maps' }).tap();
  await catscan.openSettings();
  expect(await beyondTheEdges(page)).toEqual([]);
  await catscan.closeSettings();
  await page.goto('./#net=lenet&at=9');
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
  await expect(bars.getByRole('listitem')).toHaveCount(10);
  expect(await beyondTheEdges(page)).toEqual([]);
});

test('the maps of layers further on have the screen', async ({ catscan }) => {
  for (const fragment of ['net=lenet&at=4', 'net=photos&at=10']) {
    await catscan.open(fragment);
    await expect(catscan.map(1)).toBeInViewport({ ratio: 0.9 });
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
    expect(await beyondTheEdges(catscan.page)).toEqual([]);
  }
});

test('an explanation shows the window on the maps before, and its numbers without scrolling sideways', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('net=lenet&photo=chelsea&at=4');
  await catscan.stage.getByRole('button', { name: 'Explain a number' }).tap();
  const panel = page.getByRole('region', { name: 'How this number came about' });
  const sources = panel.getByRole('region', { name: 'max pool 1, 8 maps, with the window' });
  const source = sources.getByRole('listitem', { name: 'map 1', exact: true });
  await expect(source.locator('.mark')).toBeVisible();
  await poll(async () => (await pictureOf(source.locator('canvas'))).painted).toBe(1);
  // A tap on one takes the window there.
  const title = panel.getByRole('heading', { level: 2 });
  const before = await title.innerText();
  await source.tap({ position: { x: 6, y: 6 } });
  await expect(title).not.toHaveText(before);
  await expect(panel.locator('.sums__channel').first()).toBeVisible();
  const cutOff = await panel
    .locator('.sums__row')
    .evaluateAll((rows) => rows.filter((row) => row.scrollWidth > row.clientWidth).length);
  expect(cutOff).toBe(0);
  expect(await beyondTheEdges(page)).toEqual([]);
  // The others are there when the row is scrolled to them.
  await sources.evaluate((row) => row.scrollTo({ left: row.scrollWidth }));
  const last = sources.getByRole('listitem', { name: 'map 8', exact: true });
  await expect(last.locator('.mark')).toBeVisible();
});

for (const size of [
  { width: 360, height: 640 },
  { width: 1024, height: 768 },
]) {
  test.describe(`${size.width} × ${size.height}`, () => {
    test.use({ viewport: size });

    test('nothing overflows sideways', async ({ catscan }) => {
      await catscan.open();
      await expect(catscan.map(1)).toBeInViewport();
      expect(await beyondTheEdges(catscan.page)).toEqual([]);
    });
  });
}

/** What stands out of the window at the left or the right without being in something that scrolls. */
async function beyondTheEdges(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page: ${root.scrollWidth}`);
    for (const element of body.querySelectorAll('*')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isSeen =
        width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
      if (!isSeen || (left >= -1 && right <= root.clientWidth + 1)) continue;
      let around = element.parentElement;
      while (around && getComputedStyle(around).overflowX === 'visible') {
        around = around.parentElement;
      }
      if (around === null || around === body || around === root) found.push(element.outerHTML);
    }
    return found.map((text) => text.slice(0, 120));
  });
}

/** The ruler's middle above a frame, and how far it is to the next frame. */
async function rulerOver(frame: Locator) {
  const box = await frame.boundingBox();
  if (!box) throw new Error('the frame cannot be seen');
  return { x: box.x + box.width / 2, y: box.y - 18, width: box.width };
}
