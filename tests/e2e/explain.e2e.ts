/** Any number explained: pointing, clicking, stepping, following to the photo, by mouse and keyboard. */
import { pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

/** conv, ReLU, pools, flatten, dense, softmax over a small photo. */
const everyKind = 'layers=i~l64_c~f4~n48_r_mp_ap_fl_de_sm';

const place = (from: number, cell: number, cells: number) => from + (cell + 0.5) / cells;

test('a click on a cell opens the sum behind it, and the sum is the number on the map', async ({
  catscan,
}) => {
  const { page, stage } = catscan;
  await catscan.open(`${everyKind}&at=1`);
  await catscan.canvasOf(2).click({ position: { x: 60, y: 40 } });
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.getByRole('heading')).toHaveText(/^conv 1, map 2, row \d+, column \d+$/);
  await expect(panel.locator('.explain__value')).toHaveAttribute('data-fresh', 'true');

  // Patch, kernel and products of each of the photo's channels, read from the screen.
  let sum = 0;
  for (const channel of [1, 2, 3]) {
    const read = async (what: string) => {
      const table = panel.getByRole('table', { name: `photo channel ${channel}, ${what}` });
      const texts = await table.getByRole('cell').allTextContents();
      return texts.map((text) => Number(text.replace('−', '-')));
    };
    const [patch, kernel, products] = [
      await read('patch'),
      await read('kernel'),
      await read('products'),
    ];
    expect(patch).toHaveLength(9);
    expect(products).toHaveLength(9);
    products.forEach((product, index) => {
      expect(Math.abs(product - (patch[index] ?? 0) * (kernel[index] ?? 0))).toBeLessThan(2e-3);
      sum += product;
    });
  }
  const total = panel.getByText(/^= −?\d/);
  const sumShown = (await total.textContent())!;
  const shown = Number((await total.textContent())!.replace('= ', '').replace('−', '-'));
  expect(Math.abs(shown - sum)).toBeLessThan(0.02);
  await expect(panel.getByText(/to all \d decimals shown/)).toBeVisible();

  // A link reproduces the cell.
  const heading = (await panel.getByRole('heading').textContent())!;
  await poll(() => page.url()).toContain('cell=1');
  await page.reload();
  await expect(panel.getByRole('heading')).toHaveText(heading);
  await expect(panel.getByText(/^= −?\d/)).toHaveText(sumShown);
});

test('pointing marks the cell in every map and outlines what it sees on the photo', async ({
  catscan,
}) => {
  const { stage } = catscan;
  await catscan.open(`${everyKind}&at=3`);
  await catscan.canvasOf(1).hover({ position: { x: 50, y: 30 } });
  await expect(stage.getByText(/^This number sees rows \d+ to \d+/)).toBeVisible();
  for (const map of [1, 2, 3, 4]) {
    await expect(catscan.map(map).locator('.mark--pointed')).toBeVisible();
  }
  // The window on the maps of the layer before.
  await expect(stage.locator('.sources__map .mark').first()).toBeVisible();
  await catscan.header.hover();
  await expect(stage.getByText(/^This number sees/)).toHaveCount(0);
});

test('the window is marked on every one of 64 maps of the layer before', async ({ catscan }) => {
  const { page, stage } = catscan;
  await catscan.open('layers=i~l120_c~f64_c~f4&at=2');
  const list = stage.getByRole('region', { name: 'conv 1, 64 maps, with the window' });
  const mapBefore = (number: number) =>
    list.getByRole('listitem', { name: `map ${number}`, exact: true });
  await expect(mapBefore(1)).toBeVisible();
  // Only those in sight are there.
  await expect(mapBefore(64)).toHaveCount(0);
  await list.focus();
  await page.keyboard.press('Control+End');
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(mapBefore(64)).toBeInViewport();
  await poll(async () => (await pictureOf(mapBefore(64).locator('canvas'))).painted).toBe(1);

  const mark = mapBefore(64).locator('.mark');
  await expect(mark).toBeHidden();
  await catscan.canvasOf(1).hover({ position: { x: 40, y: 30 } });
  await expect(mark).toBeVisible();
  const before = await mark.boundingBox();
  await catscan.canvasOf(1).hover({ position: { x: 90, y: 60 } });
  await poll(async () => {
    const after = await mark.boundingBox();
    return after!.x > before!.x && after!.y > before!.y;
  }).toBe(true);
  // It stays with the explained cell, and the list where it was.
  await catscan.canvasOf(1).click({ position: { x: 90, y: 60 } });
  await expect(stage.getByRole('region', { name: 'How this number came about' })).toBeVisible();
  await catscan.header.hover();
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(mark).toBeVisible();
});

test('where layers meet, the one that the cell comes from is beside the maps, or another', async ({
  catscan,
}) => {
  const { stage } = catscan;
  const branches = 'layers=i~l96_c~f4~p.same_c~0~f8~p.same_cat~1~2';
  await catscan.open(`${branches}&at=3&map=9`);
  const choice = stage.getByRole('radiogroup', { name: 'Layer shown beside the maps' });
  await expect(choice.getByRole('radio', { name: 'conv 2' })).toBeChecked();
  await expect(stage.getByRole('region', { name: 'conv 2, 8 maps' })).toBeVisible();
  await choice.getByRole('radio', { name: 'conv 1' }).check();
  await expect(stage.getByRole('region', { name: 'conv 1, 4 maps' })).toBeVisible();
  // A cell of another layer's part takes the choice along.
  await catscan.map(1).press(' ');
  await expect(choice.getByRole('radio', { name: 'conv 1' })).toBeChecked();
  await catscan.map(12).press(' ');
  await expect(choice.getByRole('radio', { name: 'conv 2' })).toBeChecked();
});

test('steps by keyboard and button, plays, and the playhead is the same position', async ({
  catscan,
}) => {
  const { page, stage } = catscan;
  await catscan.open(`${everyKind}&at=1`);
  await stage.getByRole('button', { name: 'Explain a number' }).press('Enter');
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  const cell = async () => {
    const text = (await panel.getByRole('heading').textContent()) ?? '';
    return (/row (\d+), column (\d+)/.exec(text) ?? []).slice(1).map(Number);
  };
  const [row = 0, column = 0] = await cell();
  const playhead = () => catscan.playhead.getAttribute('aria-valuetext');
  const before = await playhead();
  await expect(panel).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await poll(cell).toEqual([row, column + 1]);
  await page.keyboard.press('ArrowDown');
  await poll(cell).toEqual([row + 1, column + 1]);
  expect(await playhead()).not.toBe(before);
  await panel.getByRole('button', { name: 'Cell above' }).click();
  await panel.getByRole('button', { name: 'Cell to the left' }).click();
  await poll(cell).toEqual([row, column]);
  const value = panel.locator('.explain__value');
  await expect(value).toHaveAttribute('data-fresh', 'true');

  await panel.getByRole('button', { name: 'Play cell by cell' }).click();
  await poll(async () => (await cell())[1]).toBeGreaterThan(column);
  await panel.getByRole('button', { name: 'Stop at this cell' }).click();

  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(catscan.map(1)).toBeVisible();
});

test('goes from layer to layer with the playhead', async ({ catscan }) => {
  const { page, stage } = catscan;
  await catscan.open(`${everyKind}&at=0.5&cell=1`);
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  const heading = panel.getByRole('heading');
  await expect(heading).toHaveText(/^conv 1, map 1/);
  await catscan.goTo('max pool 1');
  await expect(heading).toHaveText('max pool 1, map 1, row 11, column 16');
  await catscan.playhead.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(heading).toHaveText(/^ReLU 1, map 1/);
  await page.keyboard.press('End');
  // The photo's own numbers come of its bytes: 128 / 255.
  await page.keyboard.press('Home');
  await expect(heading).toHaveText('photo, map 1, row 22, column 33');
  await expect(panel.locator('.explain__value')).toHaveAttribute('data-fresh', 'true');
  const words = (await panel.getByText(/^\d+ becomes 0\.\d+$/).textContent()) ?? '';
  const [byte = NaN, value = NaN] = words.split(' becomes ').map(Number);
  expect(value).toBeCloseTo(byte / 255, 4);
  await panel.getByRole('button', { name: 'Cell to the right' }).click();
  await expect(heading).toHaveText('photo, map 1, row 22, column 34');
  await expect(panel.getByText(/^This is the number on the map/)).toBeVisible();
  await panel.getByRole('button', { name: 'Close the explanation' }).click();
  await expect(panel).toHaveCount(0);
});

test('follows the strongest path to the photo, and back along it', async ({ catscan }) => {
  const { stage } = catscan;
  await catscan.open(`${everyKind}&at=${place(5, 3, 10)}&cell=1`);
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.getByRole('heading')).toHaveText('dense 1, number 4');
  await panel.getByRole('button', { name: 'Follow to the photo' }).click();
  const path = panel.getByRole('navigation', { name: 'Strongest path to the photo' });
  await expect(path.getByRole('listitem')).toHaveCount(7);
  await expect(path.getByRole('listitem').last()).toContainText('the photo, row');
  await path.getByRole('button', { name: /^ReLU 1/ }).press('Enter');
  await expect(panel.getByRole('heading')).toHaveText(/^ReLU 1, map/);
  await expect(path.getByRole('listitem')).toHaveCount(7);
});

test('every kind of layer is explained, and each sum is the value on screen', async ({
  catscan,
}) => {
  const { page, stage } = catscan;
  const kinds = [
    'conv 1',
    'ReLU 1',
    'max pool 1',
    'avg pool 1',
    'flatten 1',
    'dense 1',
    'softmax 1',
  ];
  await catscan.open(`${everyKind}&at=0.5&cell=1`);
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  for (const [index, name] of kinds.entries()) {
    await page.goto(`./#${everyKind}&at=${index + 0.45}&cell=1`);
    await expect(panel.getByRole('heading')).toContainText(name);
    const value = panel.locator('.explain__value');
    await expect(value).toHaveAttribute('data-fresh', 'true');
    await expect(panel.locator('math')).toHaveCount(1);
    const number = (text: string | null) =>
      Number((text ?? '').replace('= ', '').replace('−', '-'));
    const total = panel.getByText(/^= −?\d/);
    await expect
      .poll(async () => {
        const [shown, sum] = [await value.textContent(), await total.textContent()];
        return Math.abs(number(shown) - number(sum));
      })
      .toBeLessThan(2e-6);
  }
});

test('a pixel of the photo shows what it can reach, by mouse and by keyboard', async ({
  catscan,
}) => {
  const { page, stage } = catscan;
  await catscan.open(`${everyKind}&at=1`);
  const pixels = stage.getByRole('button', { name: /every cell that it can reach/ });
  await expect(catscan.map(1).locator('.reach')).toHaveCount(0);
  await pixels.click({ position: { x: 60, y: 60 } });
  for (const map of [1, 2, 3, 4]) await expect(catscan.map(map).locator('.reach')).toBeVisible();
  const shape = () => catscan.map(1).locator('.reach path').getAttribute('d');
  const before = await shape();
  await page.keyboard.press('ArrowRight');
  await poll(shape).not.toBe(before);
});

test('a change of the network keeps the explanation in step, or closes it sensibly', async ({
  catscan,
}) => {
  const { stage } = catscan;
  await catscan.open(`${everyKind}&at=0.98&cell=1`);
  const panel = stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.locator('.explain__value')).toHaveAttribute('data-fresh', 'true');
  const total = panel.getByText(/^= −?\d/);
  const before = await total.textContent();
  await catscan.type('Seed', 3);
  await expect(total).not.toHaveText(before!);
  await expect(panel.locator('.explain__value')).toHaveAttribute('data-fresh', 'true');
  // Far fewer cells: the cell is still one of them.
  await catscan.type('Stride', 8);
  await expect(panel.getByRole('heading')).toHaveText(/^conv 1, map 1, row [1-8], column \d+$/);
});

for (const [width, height] of [[1024, 768]] as const) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('beside an explanation the photo, what it says and the maps before have room', async ({
      catscan,
    }) => {
      for (const fragment of [
        'net=photos&photo=coffee&at=1',
        'net=photos&photo=coffee&at=3',
        'net=googlenet&photo=chelsea&at=24',
      ]) {
        await catscan.open(fragment);
        await catscan.stage.getByRole('button', { name: 'Explain a number' }).click();
        const side = catscan.stage.locator('.side');
        await expect(side.locator('.side__words')).toHaveText(/^This number sees/);
        const before = side.locator('.sources .mark').first();
        if (!fragment.endsWith('at=1')) await expect(before).toBeInViewport();
        const boxOf = async (part: string) => (await side.locator(part).first().boundingBox())!;
        await poll(async () => {
          const all = (await side.boundingBox())!;
          const photo = await boxOf('.side__picture');
          const words = await boxOf('.side__words');
          const end = all.y + all.height + 1;
          return {
            isApart: words.y >= photo.y + photo.height || words.x >= photo.x + photo.width,
            isWithin: photo.y + photo.height <= end && words.y + words.height <= end,
          };
        }, fragment).toEqual({ isApart: true, isWithin: true });
      }
    });
  });
}
