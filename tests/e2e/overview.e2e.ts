/** All layers side by side: opening, looking around, going to a map, folding, the link, the phone. */
import type { Locator } from '@playwright/test';
import { expectAccessible, followsSystem } from './accessibility';
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

/** What the tests of the overview find on the page. */
function overviewOf({ page, filmstrip }: Pick<CatscanPage, 'page' | 'filmstrip'>) {
  const main = page.getByRole('main', { name: 'All layers of the network' });
  const list = main.getByRole('list');
  return {
    main,
    canvas: main.locator('canvas'),
    /** The layers, without the buttons that fold branches. */
    layers: list.getByRole('button', { name: /,/ }),
    layer: (name: string) => list.getByRole('button', { name: new RegExp(`^${name},`) }),
    unfold: list.getByRole('button', { name: /^Show the \d+ layers/ }),
    label: main.locator('.overview__label'),
    opener: filmstrip.getByRole('button', { name: 'All layers side by side (O)' }),
  };
}

/** Opens the page at the overview, and waits until something of the layers is painted. */
async function openOverview(catscan: CatscanPage, fragment: string) {
  await catscan.page.goto(`./#${fragment}&overview=1`);
  const overview = overviewOf(catscan);
  await expect(overview.layers.first()).toBeAttached();
  await poll(async () => (await pictureOf(overview.canvas)).colours).toBeGreaterThan(200);
  return overview;
}

const hashOf = async (canvas: Locator) => (await pictureOf(canvas)).hash;

/** Waits until the picture is the same for a while: nothing is on its way any more. */
async function settled(canvas: Locator): Promise<number> {
  let before = -1;
  await expect(async () => {
    const now = await hashOf(canvas);
    const isSame = now === before;
    before = now;
    expect(isSame).toBe(true);
  }).toPass({ intervals: [300] });
  return before;
}

/** Where on the page something is of which the label beside the pointer says these words. */
async function find(canvas: Locator, words: string): Promise<{ x: number; y: number }> {
  const place = await canvas.evaluate((element, words) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const label = element.parentElement?.querySelector<HTMLElement>('.overview__label');
    for (let clientX = left + 5; clientX < right; clientX += 9) {
      for (let clientY = top + 5; clientY < bottom; clientY += 9) {
        element.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY }));
        if (label?.hidden === false && label.textContent.startsWith(words)) {
          return { x: clientX, y: clientY };
        }
      }
    }
    return null;
  }, words);
  if (!place) throw new Error(`nothing is called ${words}`);
  return place;
}

test('opens by key and by button, and closes again to the stage as it was', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('net=lenet&at=2');
  const { main, layers, layer, opener, canvas } = overviewOf(catscan);
  await page.keyboard.press('o');
  await expect(main.getByRole('heading', { name: 'All layers' })).toBeVisible();
  await expect(main.getByText('10 layers, 60 maps')).toBeVisible();
  await expect(layers).toHaveCount(10);
  // The layer of the playhead is where one begins.
  await expect(layer('ReLU 1')).toBeFocused();
  await expect(layer('ReLU 1')).toHaveAttribute('aria-current', 'true');
  await expect(layer('conv 1')).toHaveAccessibleName('conv 1, 264×398, 8 maps');
  await poll(async () => (await pictureOf(canvas)).colours).toBeGreaterThan(200);
  const picture = await settled(canvas);
  await page.keyboard.press('Escape');
  await expect(main).toHaveCount(0);
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('ReLU 1');
  await expect(opener).toBeFocused();
  // What was dropped when it was closed is there again.
  await page.keyboard.press('o');
  await poll(() => hashOf(canvas)).toBe(picture);
  await page.keyboard.press('Escape');
  await expect(main).toHaveCount(0);

  await opener.click();
  await expect(main).toBeVisible();
  await expect(opener).toHaveAttribute('aria-pressed', 'true');
  await main.getByRole('button', { name: 'Back to the stage' }).click();
  await expect(catscan.map(1)).toBeVisible();
  // Letters that are typed somewhere are typed; a slider has no use for them.
  await catscan.header.getByRole('combobox', { name: 'Network' }).press('o');
  await catscan.goTo('conv 1');
  await catscan.field('Kernel').press('o');
  await expect(main).toHaveCount(0);
  await catscan.slider('Kernel').press('o');
  await expect(layer('conv 1')).toBeFocused();
});

test('zooms and moves by wheel, drag, buttons and keys', async ({ catscan }) => {
  const { page } = catscan;
  const { main, canvas } = await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
  const whole = await settled(canvas);
  const box = (await canvas.boundingBox())!;
  const changed = async (before: number) => {
    await poll(() => hashOf(canvas)).not.toBe(before);
    return settled(canvas);
  };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -400);
  const near = await changed(whole);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 150, box.y + box.height / 2 + 40, { steps: 4 });
  await page.mouse.up();
  const aside = await changed(near);
  // A drag is no click.
  await expect(main).toBeVisible();
  await page.mouse.move(box.x + 4, box.y + box.height - 4);
  await main.getByRole('button', { name: 'Zoom out' }).click();
  await changed(aside);
  await main.getByRole('button', { name: 'Fit' }).click();
  const again = await settled(canvas);
  await main.getByRole('button', { name: 'Fit' }).press('+');
  const nearer = await changed(again);
  await page.keyboard.press('-');
  await changed(nearer);
  await page.keyboard.press('0');
  await poll(() => hashOf(canvas)).toBe(again);
});

test('a click on a map opens the stage at that layer, with that map', async ({ catscan }) => {
  const { page } = catscan;
  const { canvas, label, main } = await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
  await settled(canvas);
  const place = await find(canvas, 'conv 2, map 5');
  await page.mouse.move(place.x, place.y);
  await expect(label).toContainText(/130×197, 12 maps, .+ to /);
  await page.mouse.click(place.x, place.y);
  await expect(main).toHaveCount(0);
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('conv 2');
  await expect(catscan.map(5)).toHaveAttribute('aria-pressed', 'true');
  await expect(catscan.map(5)).toBeFocused();
});

test('goes from layer to layer by arrow keys, and Enter opens', async ({ catscan }) => {
  const { page } = catscan;
  const branches = 'layers=i~l96_c~f4~p.same_c~0~f8~p.same_r_cat~1~3_fl_de';
  const { layer, main } = await openOverview(catscan, `${branches}&at=0`);
  await expect(layer('photo')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(layer('conv 1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(layer('conv 2')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(layer('ReLU 1')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(layer('conv 1')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(layer('concat 1')).toBeFocused();
  await page.keyboard.press('End');
  await expect(layer('dense 1')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(main).toHaveCount(0);
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('concat 1');
});

test('follows the settings while it is open', async ({ catscan }) => {
  const { canvas, layer } = await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
  const before = await settled(canvas);
  await catscan.type('Seed', 4);
  await poll(() => hashOf(canvas)).not.toBe(before);
  await catscan.type('Filters', 5);
  await expect(layer('conv 1')).toHaveAccessibleName('conv 1, 264×398, 5 maps');
  const five = await settled(canvas);
  await catscan.frame('conv 2').click();
  // The playhead's layer is another; the overview stays.
  await expect(layer('conv 2')).toHaveAttribute('aria-current', 'true');
  await poll(() => hashOf(canvas)).not.toBe(five);
});

test('GoogLeNet: every layer is there, modules fold and unfold as on the strip, and in the link', async ({
  catscan,
}) => {
  const { page, frames } = catscan;
  const overview = await openOverview(catscan, 'net=googlenet&photo=chelsea&at=3');
  const { layers, layer, unfold, canvas, main } = overview;
  await expect(layers).toHaveCount(27);
  await expect(unfold).toHaveCount(9);
  await expect(layer('concat 9')).toHaveAccessibleName('concat 9, 7×7, 1,024 maps');
  await settled(canvas);

  await layer('concat 2').focus();
  await page.keyboard.press('f');
  await expect(layers).toHaveCount(40);
  // The strip's buttons that fold and unfold are among its frames.
  await expect(frames).toHaveCount(40 + 9);
  await expect(unfold).toHaveCount(8);
  await poll(() => page.url()).toContain('overview=1&fold=1');
  await unfold.first().press('Enter');
  await expect(layers).toHaveCount(53);
  await poll(() => page.url()).toContain('fold=0.1');
  const names = await layers.allTextContents();
  expect(new Set(names.map((name) => name.split(',')[0])).size).toBe(53);

  await page.reload();
  await expect(layers).toHaveCount(53);
  await expect(frames).toHaveCount(53 + 9);
  await settled(canvas);
  // A branch's layer folds its own module.
  await layer('conv 5').focus();
  await page.keyboard.press('f');
  await expect(layers).toHaveCount(40);
  await page.keyboard.press('Escape');
  await expect(main).toHaveCount(0);
  await catscan.filmstrip.getByRole('button', { name: 'Fold these branches' }).click();
  await page.keyboard.press('o');
  await expect(layers).toHaveCount(27);
  await poll(() => page.url()).not.toContain('fold');
});

test('a click on the button between the columns shows the branches', async ({ catscan }) => {
  const { page } = catscan;
  const one = 'layers=i~l96_c~f4~p.same_c~0~f8~p.same_cat~1~2';
  const two = `${one}_c~f4~p.same_c~3~f8~p.same_cat~4~5`;
  const { layers, canvas } = await openOverview(catscan, `${two}&at=0`);
  await expect(layers).toHaveCount(3);
  await settled(canvas);
  // In the middle between the photo and the first joint.
  const box = (await canvas.boundingBox())!;
  let isOpen = false;
  for (let x = box.width * 0.15; x < box.width * 0.6 && !isOpen; x += 12) {
    await page.mouse.move(box.x + x, box.y + box.height * 0.56);
    const cursor = await canvas.evaluate((element) => element.style.cursor);
    const label = await page.locator('.overview__label').isVisible();
    if (cursor !== 'pointer' || label) continue;
    await page.mouse.down();
    await page.mouse.up();
    isOpen = true;
  }
  if (isOpen) await expect(layers).toHaveCount(5);
  expect(isOpen).toBe(true);
});

test.describe('in both themes', () => {
  test.use({ remembered: followsSystem });

  test('no violations of axe', async ({ catscan }) => {
    const { page } = catscan;
    await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
    await expectAccessible(page);
  });
});

test.describe('less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('opens a map at once', async ({ catscan }) => {
    const { page } = catscan;
    const { layer, main } = await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
    await layer('max pool 1').focus();
    await page.keyboard.press('Enter');
    await expect(main).toHaveCount(0);
    await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('max pool 1');
  });
});

test.describe('the phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('two fingers zoom, one moves, a tap opens', async ({ catscan }) => {
    const { page } = catscan;
    const { canvas, main } = await openOverview(catscan, 'net=lenet&photo=chelsea&at=1');
    // The focus, which is outlined, is on the button from here on.
    await main.getByRole('button', { name: 'Fit' }).tap();
    const whole = await settled(canvas);
    const { painted } = await pictureOf(canvas);
    const box = (await canvas.boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ x: box.x + x, y: box.y + y, id })),
      });
    await send('touchStart', [
      [100, 250],
      [200, 250],
    ]);
    for (const apart of [10, 20, 30, 40, 50]) {
      await send('touchMove', [
        [100 - apart, 250],
        [200 + apart, 250],
      ]);
    }
    await send('touchEnd', []);
    await poll(() => hashOf(canvas)).not.toBe(whole);
    const near = await settled(canvas);
    await send('touchStart', [[200, 300]]);
    for (const across of [20, 40, 60, 80]) await send('touchMove', [[200 - across, 300]]);
    await send('touchEnd', []);
    await poll(() => hashOf(canvas)).not.toBe(near);
    await expect(main).toBeVisible();
    // By the mouse: a tap so soon behind a swipe only ends that, in any page.
    await main.getByRole('button', { name: 'Fit' }).click();
    // As large as before; what is drawn in it may have become finer.
    await poll(async () => (await pictureOf(canvas)).painted).toBeCloseTo(painted, 2);
    await settled(canvas);
    const { scrollWidth, clientWidth } = await page
      .locator('html')
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    const place = await find(canvas, 'conv 1, map 3');
    await page.touchscreen.tap(place.x, place.y);
    await expect(main).toHaveCount(0);
    await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('conv 1');
  });
});
