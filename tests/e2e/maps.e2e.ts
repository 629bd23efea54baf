/** The maps: their colours and legend, what is named constant or dead, large ones and many. */
import type { Locator } from '@playwright/test';
import { numberOf, pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

test('colours, scope and range: the legend tells the truth', async ({ catscan }) => {
  await catscan.open('layers=i~l160_c~f4~n90_r_fl_de');
  await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
  const ranges = await Promise.all([1, 2, 3, 4].map((map) => catscan.rangeOf(map)));
  const low = Math.min(...ranges.map(([from]) => from));
  const high = Math.max(...ranges.map(([, to]) => to));
  const clipped = catscan.inspector.getByText('Clipped at the 1st and 99th percentile.');

  // Grey goes from the least value to the greatest.
  await catscan.choose('Colours', 'Grey');
  await catscan.choose('Range', 'Full');
  for (const [map, [from, to]] of ranges.entries()) {
    await catscan.select(map + 1);
    await catscan.choose('Scale over', 'Map');
    await expectLegend(catscan, String(from).replace('-', '−'), String(to).replace('-', '−'));
    expect(numberOf(await catscan.fact('min').innerText())).toBeCloseTo(from, 2);
    expect(numberOf(await catscan.fact('max').innerText())).toBeCloseTo(to, 2);
  }
  const own = await pictureOf(catscan.canvasOf(1));
  await catscan.choose('Scale over', 'Layer');
  await expectLegend(catscan, withMinus(low), withMinus(high));
  await expect(clipped).toBeHidden();
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(own.hash);
  await poll(() => isGrey(catscan)).toBe(true);

  // The whole network reaches at least as far as the layer.
  await catscan.choose('Scale over', 'Network');
  await poll(async () => (await legend(catscan))[0]).not.toBe(withMinus(low));
  const [least = '', greatest = ''] = ends(await legend(catscan));
  expect(numberOf(least)).toBeLessThanOrEqual(Math.min(0, low));
  expect(numberOf(greatest)).toBeGreaterThanOrEqual(Math.max(0.7, high));

  // The diverging map has zero in the middle, so it goes as far below as above.
  await catscan.choose('Scale over', 'Layer');
  await catscan.choose('Colours', 'Diverging');
  const reach = Math.max(-low, high);
  await expectLegend(catscan, withMinus(-reach), withMinus(reach));
  expect(await legend(catscan)).toContain('0');
  await poll(() => isGrey(catscan)).toBe(false);
  const diverging = await pictureOf(catscan.canvasOf(1));
  await catscan.choose('Colours', 'Auto');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).toBe(diverging.hash);
  await catscan.choose('Colours', 'Sequential');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(diverging.hash);

  // Robust: narrower, and it says so at the ends that are clipped.
  await catscan.choose('Colours', 'Grey');
  await catscan.choose('Range', '1–99 %');
  await expect(clipped).toBeVisible();
  const robust = ends(await legend(catscan));
  expect(robust[0]).toMatch(/^≤ /);
  expect(robust[1]).toMatch(/^≥ /);
  expect(numberOf(robust[0]?.slice(2))).toBeGreaterThan(low);
  expect(numberOf(robust[1]?.slice(2))).toBeLessThan(high);

  // Behind the ReLU nothing is negative: the sequential map starts at zero.
  await catscan.goTo('ReLU 1');
  await catscan.choose('Colours', 'Auto');
  await catscan.choose('Range', 'Full');
  await expect(catscan.map(4)).toHaveAccessibleName(/ to |dead/);
  await expectLegend(catscan, '0', withMinus(high));
});

test('three maps as one picture in red, green and blue', async ({ catscan }) => {
  await catscan.open('net=exp1');
  await expect(catscan.maps).toHaveCount(3);
  const composite = catscan.stage.getByRole('checkbox', { name: 'As one RGB picture' });
  await composite.check();
  const picture = catscan.stage.getByRole('img', { name: 'Three maps as red, green and blue' });
  await expect(catscan.maps).toHaveCount(0);
  await poll(async () => {
    const { width, height, painted, colours } = await pictureOf(picture);
    return { width, height, painted, many: colours > 500 };
  }).toEqual({ width: 398, height: 264, painted: 1, many: true });
  await composite.uncheck();
  await expect(catscan.maps).toHaveCount(3);
  await catscan.type('Filters', 4);
  await expect(composite).toBeHidden();
});

test('dead maps are named dead, constant ones constant, and drawn as what they are', async ({
  catscan,
}) => {
  await catscan.open('layers=i~l96_c~f2~w.constant~c-0.5_r&at=2');
  await expect(catscan.map(1)).toHaveAccessibleName('map 1, dead 0');
  await expect(catscan.map(2)).toHaveAccessibleName('map 2, dead 0');
  await expect(catscan.inspector).toContainText('Dead: ReLU lets nothing through');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).colours).toBe(1);
  await catscan.goTo('conv 1');
  await expect(catscan.map(1)).toHaveAccessibleName(/^filter 1, −\S+ to −\S+$/);
  await catscan.type('Value', 0);
  await expect(catscan.map(1)).toHaveAccessibleName('filter 1, constant 0');
  await catscan.type('Bias value', 0.25);
  await expect(catscan.map(1)).toHaveAccessibleName('filter 1, constant 0.25');
  await expect(catscan.inspector).toContainText('Constant: every value is 0.25.');
  await expect(catscan.fact('mean')).toHaveText('0.25');
  await expect(catscan.fact('zeros')).toHaveText('0 %');
  await poll(async () => {
    const { colours, painted } = await pictureOf(catscan.canvasOf(1));
    return [colours, painted];
  }).toEqual([1, 1]);
  // A constant positive map lives on behind the ReLU.
  await catscan.goTo('ReLU 1');
  await expect(catscan.map(1)).toHaveAccessibleName('map 1, constant 0.25');
});

test('of 512 maps only those in sight are canvases; scrolling paints the others', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('layers=i~l160_c~f512_r');
  await expect(catscan.stage.getByRole('list', { name: '512 maps' })).toBeVisible();
  const canvases = catscan.stage.getByRole('list').locator('canvas');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
  const atFirst = await canvases.count();
  expect(atFirst).toBeGreaterThan(3);
  expect(atFirst).toBeLessThan(200);
  await expect(catscan.map(512)).toBeHidden();

  await catscan.map(2).hover();
  const scroller = catscan.stage.locator('.grid');
  const scrolled = () => scroller.evaluate(({ scrollTop }) => scrollTop);
  for (let turn = 0; turn < 40; turn++) {
    if (await catscan.map(512).isVisible()) break;
    const before = await scrolled();
    await page.mouse.wheel(0, 1500);
    // Until it has scrolled, or the last is there.
    await poll(async () => (await scrolled()) !== before || catscan.map(512).isVisible()).toBe(
      true,
    );
  }
  await expect(catscan.map(512)).toBeInViewport();
  await expect(catscan.map(512)).toHaveAccessibleName(/^filter 512, \S+ to \S+$/);
  await poll(async () => {
    const { width, height, painted } = await pictureOf(catscan.canvasOf(512));
    return [width, height, painted];
  }).toEqual([158, 104, 1]);
  expect(await canvases.count()).toBeLessThan(200);
  await expect(catscan.map(1)).toBeHidden();

  // By keyboard too: the selection takes the scroll position with it.
  await catscan.select(512);
  for (let press = 0; press < 3; press++) await page.keyboard.press('PageUp');
  const selected = catscan.stage.getByRole('button', { pressed: true });
  await expect(selected).toBeFocused();
  await expect(selected).toBeInViewport();
  await poll(async () => (await pictureOf(selected.locator('canvas'))).painted).toBe(1);
});

test('one map large: by double click and Enter, zoom, values, and back', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('layers=i~l160_c~f4~n90_r');
  await catscan.map(2).dblclick();
  await expect(catscan.enlarged).toBeFocused();
  await expect(catscan.stage).toContainText('2 of 4');
  const canvas = catscan.enlarged.locator('canvas');
  await poll(async () => (await pictureOf(canvas)).painted).toBe(1);

  // By keyboard the cursor starts in the middle, by pointer it is where the pointer is: one value.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(catscan.value).toContainText(/^row 54, column 81: −?\d/);
  const byKeyboard = await catscan.value.innerText();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the map cannot be seen');
  const center = { x: box.x + (80.5 / 158) * box.width, y: box.y + (53.5 / 104) * box.height };
  await page.mouse.move(box.x + 4, box.y + 4);
  await expect(catscan.value).toContainText('row 1, column 1: ');
  await page.mouse.move(center.x, center.y);
  await expect(catscan.value).toHaveText(byKeyboard);

  // To single pixels: a wheel over the pointer's pixel keeps that pixel under it.
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -400);
  await poll(async () => (await canvas.boundingBox())?.width ?? 0).toBeGreaterThan(158 * 30);
  await page.mouse.move(center.x + 1, center.y + 1);
  await expect(catscan.value).toHaveText(byKeyboard);
  expect(await canvas.evaluate((element) => getComputedStyle(element).imageRendering)).toBe(
    'pixelated',
  );
  await page.keyboard.press('0');
  await poll(async () => Math.round((await canvas.boundingBox())?.width ?? 0)).toBe(
    Math.round(box.width),
  );
  await catscan.stage.getByRole('button', { name: 'Zoom in' }).click();
  await poll(async () => (await canvas.boundingBox())?.width ?? 0).toBeGreaterThan(box.width * 1.4);
  await catscan.stage.getByRole('button', { name: 'Zoom out' }).click();

  await catscan.stage.getByRole('button', { name: 'Next' }).click();
  await expect(catscan.stage).toContainText('3 of 4');
  await catscan.stage.getByRole('button', { name: 'Previous' }).click();
  await catscan.enlarged.press('Escape');
  await expect(catscan.maps).toHaveCount(4);
  await expect(catscan.map(2)).toHaveAttribute('aria-pressed', 'true');
  await expect(catscan.map(2)).toBeFocused();

  await catscan.map(3).focus();
  await page.keyboard.press('Enter');
  await expect(catscan.stage).toContainText('3 of 4');
  // A smaller map is large all the same, and its cursor stays within it.
  await catscan.type('Kernel', 15);
  await poll(async () => (await pictureOf(canvas)).width).toBe(146);
  await catscan.stage.getByRole('button', { name: 'All 4 maps' }).click();
  await expect(catscan.maps).toHaveCount(4);
});

test('vectors as bars: all reachable, the largest first, shares that sum to one', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('net=lenet&at=9');
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
  await expect(bars.getByRole('listitem')).toHaveCount(10);
  const texts = await bars.getByRole('listitem').allInnerTexts();
  const values = texts.map((text) => numberOf(/(\d\S*) · /.exec(text)?.[1]));
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  for (const text of texts) expect(text).toMatch(/^class \d+\s+[\d.e−]+ · [\d.e−]+ %$/);
  await catscan.pick('Order', 'In order');
  const inOrder = await bars.getByRole('listitem').allInnerTexts();
  expect(inOrder.map((text) => /^class (\d+)/.exec(text)?.[1])).toEqual(
    Array.from({ length: 10 }, (_, index) => String(index + 1)),
  );

  // A long one: only what is in sight is there, but every unit is reached.
  await catscan.open('layers=i~l32~g1_fl_de~u120&at=3');
  await expect(catscan.stage).toContainText('120 numbers');
  await catscan.pick('Order', 'In order');
  await expect(bars.getByRole('listitem').first()).toHaveText(/^unit 1(?!\d)/);
  const seen = new Set<string>();
  const lookAt = async () => {
    for (const number of await unitsAtRest(bars)) seen.add(number);
  };
  await bars.focus();
  await lookAt();
  expect(seen.size).toBeLessThan(120);
  for (let press = 0; press < 40 && !seen.has('120'); press++) {
    const before = await bars.evaluate(({ scrollTop }) => scrollTop);
    await page.keyboard.press('PageDown');
    // Until it has scrolled: a page that is passed over unseen would be missing.
    await expect.poll(() => bars.evaluate(({ scrollTop }) => scrollTop)).not.toBe(before);
    await lookAt();
  }
  expect(seen.size).toBe(120);
});

/** The numbers of the units that are there, read at once when scrolling has come to its end. */
function unitsAtRest(bars: Locator): Promise<string[]> {
  return bars.evaluate(async (list) => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let still = 0, before = list.scrollTop; still < 5; before = list.scrollTop) {
      await frame();
      still = list.scrollTop === before ? still + 1 : 0;
    }
    const names = [...list.querySelectorAll('li button')].map(({ textContent }) => textContent);
    return names.flatMap((name) => /^unit (\d+)$/.exec(name)?.[1] ?? []);
  });
}

/** The figures under the colour ramp, from left to right. */
async function legend(catscan: CatscanPage): Promise<string[]> {
  const scale = catscan.inspector.getByRole('region', { name: 'Scale' });
  return scale.getByText(/^([≤≥] )?−?\d[\d.]*(e−?\d+)?$/).allInnerTexts();
}

function ends(figures: readonly string[]): [string | undefined, string | undefined] {
  return [figures[0], figures.at(-1)];
}

async function expectLegend(catscan: CatscanPage, low: string, high: string): Promise<void> {
  await poll(async () => ends(await legend(catscan))).toEqual([low, high]);
}

function withMinus(value: number): string {
  return String(value).replace('-', '−');
}

async function isGrey(catscan: CatscanPage): Promise<boolean> {
  return catscan.canvasOf(1).evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
    const { width, height } = element;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('there is no context to read from');
    context.drawImage(element, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let colourful = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
      colourful = Math.max(colourful, Math.max(red, green, blue) - Math.min(red, green, blue));
    }
    return colourful < 12;
  });
}

test('after a drag all pictures are those of where it ended, as on a page opened there', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('net=exp13');
  await catscan.expectPainted();
  // Memory of maps goes to and fro between page and engine: there and back often enough to meet it.
  const box = await catscan.slider('Bias value').boundingBox();
  if (!box) throw new Error('no slider');
  const across = (share: number) => box.x + box.width * share;
  const down = box.y + box.height / 2;
  await page.mouse.move(across(0.5), down);
  await page.mouse.down();
  for (const to of [0.9, 0.1, 0.7]) await page.mouse.move(across(to), down, { steps: 40 });
  await page.mouse.up();
  await expect(catscan.slider('Bias value')).not.toHaveValue('0');
  // The address is written once the slider rests; one from a pause on the way is not where it ended.
  const end = await catscan.slider('Bias value').inputValue();
  const address = () => new URL(page.url()).hash.slice(1);
  await poll(async () => address()).toContain(`bv${end}~`);
  const pictures = () =>
    page
      .locator('[data-map] canvas, .filmstrip__frame canvas')
      .evaluateAll((all) => (all as HTMLCanvasElement[]).map((canvas) => canvas.toDataURL()));
  await atRest(pictures);
  const dragged = await pictures();
  expect(new Set(dragged).size).toBeGreaterThan(8);

  await page.reload();
  await catscan.expectPainted();
  await poll(pictures).toEqual(dragged);
});

/** Resolves once a value has stayed the same for a while. */
async function atRest(read: () => Promise<readonly string[]>): Promise<void> {
  let before = '';
  await poll(async () => {
    const now = (await read()).join();
    const isSame = now === before;
    before = now;
    return isSame;
  }).toBe(true);
}
