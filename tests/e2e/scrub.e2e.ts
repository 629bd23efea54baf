/** The playhead: dragged, stepped, played, by mouse, keyboard, wheel and touch. */
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const network = 'layers=i~l160_c~f4_r_mp';

test('dragging between two layers paints the output that far, in scan order', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open(network);
  const { x, y, pitch } = await strip(catscan);
  await page.mouse.move(x(1), y);
  await page.mouse.down();
  for (const position of [1.3, 1.7, 2.25, 2.5, 2.85]) {
    await page.mouse.move(x(position), y, { steps: 4 });
    // While the button is held down, and whatever the engine does.
    await expectSwept(catscan, position, 2 / pitch);
  }
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('max pool 1');
  await expect(catscan.playhead).toHaveAttribute(
    'aria-valuetext',
    /^layer 3 of 3, max pool 1, 8\d % swept$/,
  );
  await expect(catscan.stage).toContainText(
    /Row \d+, column \d+ is being computed\. Its window on ReLU 1 covers rows \d+ to \d+/,
  );
  // Beside the maps is now what the window slides over.
  await expect(catscan.stage).toContainText('ReLU 1, map 1 of 4');
  // All maps are swept together, row by row: what is painted is a beginning of the picture.
  const shares = [1, 2, 3, 4].map(async (map) => (await pictureOf(catscan.canvasOf(map))).painted);
  expect(new Set(await Promise.all(shares)).size).toBe(1);
  expect(await paintedInOrder(catscan)).toBe(true);

  // Backwards, and near a whole layer it comes to rest on it.
  await page.mouse.move(x(1.4), y, { steps: 4 });
  await expectSwept(catscan, 1.4, 2 / pitch);
  await page.mouse.move(x(2) + 2, y, { steps: 4 });
  await page.mouse.up();
  await expect(catscan.playhead).toHaveValue('2');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
  // Beyond the ends is the end.
  await page.mouse.move(x(2), y);
  await page.mouse.down();
  await page.mouse.move(x(6), y, { steps: 4 });
  await page.mouse.up();
  await expect(catscan.playhead).toHaveValue('3');
});

test('keys step layers and the sweep, space plays and pauses, speed counts', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open(network);
  const at = (position: number) => expect(catscan.playhead).toHaveValue(String(position));
  await at(1);
  await page.keyboard.press('ArrowRight');
  await at(2);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await at(2.04);
  await expectSwept(catscan, 2.04, 0.005);
  await page.keyboard.press('Shift+ArrowLeft');
  await at(2.02);
  await page.keyboard.press('ArrowLeft');
  await at(2);
  await page.keyboard.press('End');
  await at(3);
  await page.keyboard.press('ArrowRight');
  await at(3);
  await page.keyboard.press('Home');
  await at(0);
  await expect(catscan.playhead).toHaveAttribute('aria-valuetext', 'photo');
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('photo');

  // The playhead itself can have the focus; a slider of the inspector keeps its own keys.
  await catscan.playhead.focus();
  await page.keyboard.press('ArrowUp');
  await at(1);
  await catscan.slider('Kernel').focus();
  await page.keyboard.press('ArrowRight');
  await at(1);
  await catscan.expectShape('conv 1', '103×157×4');
  await catscan.slider('Kernel').blur();

  const position = async () => Number(await catscan.playhead.inputValue());
  const play = catscan.filmstrip.getByRole('button', { name: 'Play' });
  const pause = catscan.filmstrip.getByRole('button', { name: 'Pause' });
  await catscan.filmstrip.getByRole('combobox', { name: 'Speed' }).selectOption('¼×');
  await catscan.stage.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expect(pause).toBeVisible();
  await poll(position).toBeGreaterThan(1.05);
  await page.keyboard.press('Space');
  await expect(play).toBeVisible();
  const stopped = await position();
  await frames(catscan, 12);
  expect(await position()).toBe(stopped);
  // However far it had come, from here it has farther to go.
  await page.keyboard.press('Home');
  await catscan.filmstrip.getByRole('combobox', { name: 'Speed' }).selectOption('4×');
  await play.click();
  await poll(position).toBe(3);
  await expect(play).toBeVisible();
  // From the end, playing begins anew.
  await catscan.filmstrip.getByRole('combobox', { name: 'Speed' }).selectOption('¼×');
  await play.click();
  await poll(position).toBeLessThan(3);
  await pause.click();
});

test('the wheel scrubs, and a click on a frame goes there', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(network);
  const { x, y, pitch } = await strip(catscan);
  await page.mouse.move(x(1), y + 60);
  const before = Number(await catscan.playhead.inputValue());
  await page.mouse.wheel(0, 120);
  await poll(async () => Number(await catscan.playhead.inputValue())).toBeGreaterThan(
    before + 20 / pitch,
  );
  const after = Number(await catscan.playhead.inputValue());
  await expectSwept(catscan, after, 0.001);
  await page.mouse.wheel(0, -120);
  await expect(catscan.playhead).toHaveValue('1');
  for (const [index, name] of ['photo', 'conv 1', 'ReLU 1', 'max pool 1'].entries()) {
    await catscan.goTo(name);
    await expect(catscan.playhead).toHaveValue(String(index));
    await expect(catscan.frame(name)).toHaveAttribute('aria-current', 'true');
  }
});

test('the playhead follows while the engine is busy, and a long run can be stopped', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('layers=i_c_c~f128_c~f128_c~f128_c~f128');
  const stop = catscan.header.getByRole('button', { name: 'Cancel' });
  await expect(stop).toBeVisible();
  const { x, y } = await strip(catscan);
  await page.mouse.move(x(1), y);
  await page.mouse.down();
  for (const position of [0.75, 0.5, 0.25, 0.75]) {
    await page.mouse.move(x(position), y);
    await poll(async () => Number(await catscan.playhead.inputValue())).toBeCloseTo(position, 1);
  }
  await page.mouse.up();
  // Still busy with the run that was under way when the drag began.
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(stop).toBeHidden();
  // The layers behind the one at work stay empty; the next change runs.
  await expect(catscan.frame('conv 5').locator('canvas')).toHaveCount(0);
  await catscan.goTo('conv 1');
  await catscan.type('Filters', 5);
  await expect(catscan.map(5)).toHaveAccessibleName(/ to /);
  await poll(async () => (await pictureOf(catscan.canvasOf(5))).width).toBe(398);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });

  test('a finger drags the playhead along the ruler', async ({ catscan }) => {
    await catscan.open(network);
    const { x, y } = await strip(catscan);
    const touch = await catscan.page.context().newCDPSession(catscan.page);
    const point = (position: number) => ({ touchPoints: [{ x: x(position), y }] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...point(1) });
    for (const position of [1.2, 1.6, 2, 2.5]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...point(position) });
    }
    await expectSwept(catscan, 2.5, 0.05);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expectSwept(catscan, 2.5, 0.05);
    await catscan.frame('ReLU 1').tap();
    await expect(catscan.playhead).toHaveValue('2');
  });
});

/** So many frames of the page: time in which whatever moves does move. */
async function frames({ page }: CatscanPage, count: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
  }, count);
}

/** Where positions are on the screen: the middle of a frame is a whole layer. */
async function strip(catscan: CatscanPage) {
  const first = await catscan.frames.nth(0).boundingBox();
  const second = await catscan.frames.nth(1).boundingBox();
  const knob = await catscan.playhead.boundingBox();
  if (!first || !second || !knob) throw new Error('the filmstrip cannot be seen');
  const pitch = second.x - first.x;
  // The ruler runs along the top of the strip, above the frames.
  const y = first.y - 16;
  return { x: (position: number) => first.x + first.width / 2 + position * pitch, y, pitch };
}

/** The playhead is there, and each map is painted as far as the playhead has come. */
async function expectSwept(catscan: CatscanPage, position: number, tolerance: number) {
  await poll(async () => Number(await catscan.playhead.inputValue())).toBeGreaterThan(
    position - tolerance,
  );
  const value = Number(await catscan.playhead.inputValue());
  expect(value).toBeLessThan(position + tolerance);
  const fraction = value - Math.floor(value);
  await poll(async () => {
    const { painted, width, height } = await pictureOf(catscan.canvasOf(1));
    // The playhead's own slider tells hundredths.
    return Math.abs(painted - fraction) < 0.006 + 1 / (width * height);
  }).toBe(true);
}

/** Whether no unpainted pixel comes before a painted one. */
async function paintedInOrder(catscan: CatscanPage): Promise<boolean> {
  return catscan.canvasOf(1).evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
    const { width, height } = element;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('there is no context to read from');
    context.drawImage(element, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const opaque = Array.from({ length: width * height }, (_, i) => (data[4 * i + 3] ?? 0) > 0);
    return opaque.lastIndexOf(true) + 1 === opaque.filter(Boolean).length;
  });
}
