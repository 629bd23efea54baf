/** Toy mode: a matrix of numbers in the photo's place, edited by hand, every sum to be checked. */
import type { Locator } from '@playwright/test';
import { expectAccessible, followsSystem, inBothThemes } from './accessibility';
import { numberOf, pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const articleImage = [
  [1, 1, 1, 0, 0],
  [0, 1, 1, 1, 0],
  [0, 0, 1, 1, 1],
  [0, 0, 1, 1, 0],
  [0, 1, 1, 0, 0],
];
const articleKernel = [
  [1, 0, 1],
  [0, 1, 0],
  [1, 0, 1],
];
/** The link of the article's image. */
const articlePhoto = 'photo=m5x5.1110001110001110011001100';
const title = 'Toy: 5 × 5 image, 3 × 3 kernel';

interface Sliding {
  stride: number;
  padding: 'valid' | 'same' | number;
  dilation: number;
}

test('every stride, padding and dilation gives the sums that plain loops give', async ({
  catscan,
}) => {
  await catscan.open();
  await catscan.preset(title);
  await expectMap(catscan, [
    [4, 3, 4],
    [2, 4, 3],
    [2, 3, 4],
  ]);
  expect(await matrixOf(catscan)).toEqual(articleImage);
  await catscan.expectShape('photo', '5×5×1');
  const slidings: Sliding[] = [
    { stride: 2, padding: 'valid', dilation: 1 },
    { stride: 3, padding: 'same', dilation: 2 },
    { stride: 1, padding: 3, dilation: 3 },
  ];
  for (const sliding of slidings) {
    await test.step(JSON.stringify(sliding), async () => {
      const { stride, padding, dilation } = sliding;
      await catscan.pick('Padding', typeof padding === 'number' ? 'pixels' : padding);
      if (typeof padding === 'number') await catscan.type('Pixels', padding);
      await catscan.type('Stride', stride);
      await catscan.type('Dilation', dilation);
      await expectMap(catscan, convolved(articleImage, articleKernel, sliding));
      // The padding around the matrix is so many zeros.
      const { top, bottom, left, right } = paddingOf(5, 3, sliding);
      const cells = (5 + top + bottom) * (5 + left + right) - 25;
      await expect(zerosAround(catscan)).toHaveText(Array.from({ length: cells }, () => '0'));
    });
  }
});

test('a number is typed, counted, dragged and walked to; each is one step of undo', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('net=toy');
  const image = structuredClone(articleImage);
  const expectImage = async () => {
    await poll(() => matrixOf(catscan)).toEqual(image);
    await expectMap(catscan, convolved(image, articleKernel));
  };
  const undo = catscan.header.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeDisabled();

  // Beside the map, which follows while the number is typed.
  await cellOf(catscan, 1, 1).click();
  await page.keyboard.type('12');
  image[0]![0] = 12;
  await expectImage();
  // What is no value changes nothing.
  await page.keyboard.type('3');
  image[0]![0] = 123;
  await expectImage();
  await cellOf(catscan, 1, 1).blur();
  await cellOf(catscan, 1, 1).fill('300');
  await expect(cellOf(catscan, 1, 1)).toHaveAttribute('aria-invalid', 'true');
  await cellOf(catscan, 1, 1).press('Escape');
  await page.keyboard.press('ArrowRight');
  await expect(cellOf(catscan, 1, 2)).toBeFocused();
  await expectImage();
  // The playhead keeps off the keys of the matrix.
  await expect(catscan.playhead).toHaveValue('1');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'End', 'Enter']) {
    await page.keyboard.press(key);
  }
  await expect(cellOf(catscan, 3, 5)).toBeFocused();
  for (const key of ['+', '+', 'PageUp', '-']) await page.keyboard.press(key);
  image[2]![4] = 12;
  await expectImage();
  await page.keyboard.press('Home');
  await page.keyboard.press('-');
  await expect(cellOf(catscan, 3, 1)).toHaveValue('0');
  await expectImage();

  await page.keyboard.press('Control+z');
  image[2]![4] = 1;
  await expectImage();
  await page.keyboard.press('Control+z');
  image[0]![0] = 1;
  await expectImage();
  await expect(undo).toBeDisabled();
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  image[0]![0] = 123;
  image[2]![4] = 12;
  await expectImage();

  // On the stage too, at the input's own place; a drag is one step, however far.
  await catscan.goTo('photo');
  const cell = cellOf(catscan, 5, 5);
  const box = await cell.boundingBox();
  if (!box) throw new Error('the cell cannot be seen');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y - 80, { steps: 10 });
  await poll(async () => Number(await cell.inputValue())).toBeGreaterThan(20);
  await page.mouse.move(box.x + 20, box.y - 700, { steps: 4 });
  await expect(cell).toHaveValue('255');
  await page.mouse.up();
  await expect(cell).toBeFocused();
  await page.keyboard.type('7');
  await expect(cell).toHaveValue('7');
  await undo.click();
  await expect(cell).toHaveValue('255');
  await undo.click();
  await expect(cell).toHaveValue('0');
  await catscan.goTo('conv 1');
  await expectImage();
});

test('other sizes and examples, and what is cut off comes back in the same drag', async ({
  catscan,
}) => {
  await openAtNumbers(catscan, 'net=toy&at=0');
  const { inspector } = catscan;
  const press = (name: string) => inspector.getByRole('button', { name, exact: true }).click();
  await catscan.drag('Rows', 0);
  await catscan.expectShape('photo', '1×5×1');
  await catscan.expectShape('conv 1', 'cannot run');
  await catscan.drag('Rows', 4 / 11);
  await poll(() => matrixOf(catscan)).toEqual(articleImage);
  await catscan.expectShape('conv 1', '3×3×1');
  await catscan.type('Columns', 12);
  await catscan.type('Rows', 3);
  await catscan.expectShape('photo', '3×12×1');
  await press('Random');
  const random = await matrixOf(catscan);
  expect(new Set(random.flat()).size).toBeGreaterThan(1);
  expect(random.flat().every((value) => value >= 0 && value <= 9)).toBe(true);
  await press('Vertical edge');
  await poll(() => matrixOf(catscan)).toEqual(
    Array.from({ length: 3 }, () => [...fill(6, 0), ...fill(6, 10)]),
  );
  await press('Clear');
  await poll(() => matrixOf(catscan)).toEqual(Array.from({ length: 3 }, () => fill(12, 0)));
  await press('The article’s');
  await poll(() => matrixOf(catscan)).toEqual(articleImage);
  await press('Cross');
  await catscan.goTo('conv 1');
  await expectMap(catscan, convolved(await matrixOf(catscan), articleKernel));
});

test('Shift with an arrow walks cell by cell, the window also over the padding', async ({
  catscan,
}) => {
  const { page } = catscan;
  await openAtNumbers(
    catscan,
    `layers=i~g1~v.bytes_c~f1~p.same~b0~h0sobelX_mp&${articlePhoto}&at=0`,
  );
  const painted = async () => {
    const { painted, width, height } = await pictureOf(catscan.canvasOf(1));
    return Math.round(painted * width * height);
  };
  const values = convolved(
    articleImage,
    [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
    { stride: 1, padding: 'same', dilation: 1 },
  );
  // The first row and the beginning of the second, and the last cell.
  const lookedAt = [1, 2, 5, 6, 25];
  for (let cell = 1; cell <= 25; cell++) {
    await page.keyboard.press('Shift+ArrowRight');
    if (!lookedAt.includes(cell)) continue;
    await poll(painted).toBe(cell);
    const written = valuesOf(catscan);
    await expect(written).toHaveCount(cell);
    const [row, column] = [Math.floor((cell - 1) / 5), (cell - 1) % 5];
    expect(numberOf((await written.last().innerText()).trim())).toBe(values[row]?.[column]);
    // Its window covers 3 × 3 of the 7 × 7 cells that the matrix and its padding are.
    const window = await shareOf(catscan.stage.locator('.small-input .mark'));
    expect(window).toEqual([column / 7, row / 7, 3 / 7, 3 / 7].map((share) => round(share)));
  }
  await page.keyboard.press('Shift+ArrowRight');
  await expect(catscan.playhead).toHaveValue('1');
  await page.keyboard.press('Shift+ArrowLeft');
  await poll(painted).toBe(24 + 1);
  await page.keyboard.press('Shift+ArrowLeft');
  await poll(painted).toBe(24);
  // The next layer is swept over the map of the one before, which is small as well.
  await catscan.goTo('max pool 1');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(catscan.stage.locator('.small-input .cell-values > span')).toHaveText(
    values.flat().map((value) => String(value).replace('-', '−')),
  );
});

test('the link brings the numbers back', async ({ catscan, anotherVisitor }) => {
  const { page } = catscan;
  await catscan.open('net=toy');
  await cellOf(catscan, 2, 1).fill('200');
  await catscan.pick('Padding', 'same');
  await poll(() => page.url()).toContain('photo=m5x5.010101');
  await poll(() => page.url()).toContain('p.same');
  const url = page.url();
  expect(url.length).toBeLessThan(200);
  const visitor = await anotherVisitor();
  await visitor.open(url.slice(url.indexOf('#') + 1));
  const image = structuredClone(articleImage);
  image[1]![0] = 200;
  expect(await matrixOf(visitor)).toEqual(image);
  await expectMap(
    visitor,
    convolved(image, articleKernel, { stride: 1, padding: 'same', dilation: 1 }),
  );
  await expect(visitor.header.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('the toy’s network over a real photo, and the numbers under it again', async ({ catscan }) => {
  await catscan.open('net=toy');
  const photo = (name: string) => catscan.header.getByRole('button', { name, exact: true });
  await photo('Chelsea the cat').click();
  await catscan.expectShape('conv 1', '264×398×1');
  await expect(photo('Chelsea the cat')).toHaveAttribute('aria-pressed', 'true');
  // Until the numbers have come, the photo is no small input whose every cell is an element.
  await catscan.page.evaluate(() => {
    const body = document.body.dataset;
    const count = () => {
      const cells = document.querySelectorAll('.small-input span').length;
      body['mostCells'] = String(Math.max(cells, Number(body['mostCells'] ?? 0)));
    };
    new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
  });
  await photo('A small matrix of numbers in the photo’s place').click();
  await expectMap(catscan, convolved(articleImage, articleKernel));
  const mostCells = await catscan.page.evaluate(() => Number(document.body.dataset['mostCells']));
  expect(mostCells).toBeLessThan(500);
  await catscan.preset('LeNet-style, 8 and 12 filters');
  await catscan.expectShape('conv 1', '264×398×8');
  await expect(catscan.photo).toBeVisible();
});

test.describe('in both themes', () => {
  test.use({ remembered: followsSystem });

  test('no violations of axe, and values that can be read', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open(`layers=i~g1~v.bytes_c~f1~p.same~b0~h0sobelX&${articlePhoto}&at=0.5`);
    await expectAccessible(page);
    await catscan.goTo('photo');
    await expect(cellOf(catscan, 1, 1)).toBeVisible();
    await expectAccessible(page);
    await catscan.type('Rows', 12);
    await catscan.type('Columns', 12);
    await catscan.goTo('conv 1');
    await inBothThemes(page, async () => {
      const sizes = await catscan.stage
        .locator('.cell-values, .matrix')
        .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    });
  });
});

/** Opens the page where the playhead stands on the input, and waits until that can be drawn. */
async function openAtNumbers(catscan: CatscanPage, fragment: string) {
  await catscan.page.goto(`./#${fragment}`);
  await expect(cellOf(catscan, 1, 1)).toBeVisible();
  await expect(catscan.frame('photo').locator('canvas')).toBeVisible();
}

/** The field of a number, rows and columns counted from 1. */
function cellOf(catscan: CatscanPage, row: number, column: number): Locator {
  const table = catscan.stage.getByRole('grid', { name: /^The image’s numbers/ });
  return table.getByRole('textbox', { name: `row ${row}, column ${column}`, exact: true });
}

async function matrixOf(catscan: CatscanPage): Promise<number[][]> {
  // The table's code comes when it is first wanted.
  await expect(cellOf(catscan, 1, 1)).toBeVisible();
  const rows = catscan.stage.getByRole('grid').getByRole('row');
  return rows.evaluateAll((elements) =>
    elements.map((row) => [...row.querySelectorAll('input')].map((input) => Number(input.value))),
  );
}

/** The numbers written into the cells of the first map. */
function valuesOf(catscan: CatscanPage): Locator {
  return catscan.map(1).locator('.cell-values > span');
}

function zerosAround(catscan: CatscanPage): Locator {
  return catscan.stage.locator('.small-input .padding__cell');
}

async function expectMap(catscan: CatscanPage, values: readonly (readonly number[])[]) {
  await poll(async () => {
    const texts = await valuesOf(catscan).allInnerTexts();
    return texts.map((text) => numberOf(text.trim()));
  }).toEqual(values.flat());
  await catscan.expectShape('conv 1', `${values.length}×${values[0]?.length}×1`);
}

/** Place and size `[left, top, width, height]` of a mark as shares of the picture that it lies on. */
async function shareOf(mark: Locator): Promise<number[]> {
  const shares = await mark.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const whole = element.closest('.small-input')?.getBoundingClientRect();
    if (!whole) throw new Error('the mark lies on no picture');
    return [
      (box.left - whole.left) / whole.width,
      (box.top - whole.top) / whole.height,
      box.width / whole.width,
      box.height / whole.height,
    ];
  });
  return shares.map(round);
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}

function fill(count: number, value: number): number[] {
  return Array.from({ length: count }, () => value);
}

/** Along one side of a square image: the padding before and after, and the output's length. */
function along(side: number, kernel: number, { stride, padding, dilation }: Sliding) {
  const span = (kernel - 1) * dilation + 1;
  if (padding === 'same') {
    const output = Math.ceil(side / stride);
    const total = Math.max(0, (output - 1) * stride + span - side);
    return { before: Math.floor(total / 2), after: Math.ceil(total / 2), output };
  }
  const pixels = padding === 'valid' ? 0 : padding;
  const output = Math.floor((side + 2 * pixels - span) / stride) + 1;
  return { before: pixels, after: pixels, output };
}

function paddingOf(side: number, kernel: number, sliding: Sliding) {
  const { before, after } = along(side, kernel, sliding);
  return { top: before, left: before, bottom: after, right: after };
}

/** The convolution as Keras has it, cell by cell. */
function convolved(
  image: readonly (readonly number[])[],
  kernel: readonly (readonly number[])[],
  sliding: Sliding = { stride: 1, padding: 'valid', dilation: 1 },
): number[][] {
  const { stride, dilation } = sliding;
  const down = along(image.length, kernel.length, sliding);
  const across = along(image[0]?.length ?? 0, kernel.length, sliding);
  const result: number[][] = [];
  for (let row = 0; row < down.output; row++) {
    const line: number[] = [];
    for (let column = 0; column < across.output; column++) {
      let sum = 0;
      kernel.forEach((weights, i) =>
        weights.forEach((weight, j) => {
          const y = row * stride - down.before + i * dilation;
          const x = column * stride - across.before + j * dilation;
          sum += weight * (image[y]?.[x] ?? 0);
        }),
      );
      line.push(sum);
    }
    result.push(line);
  }
  return result;
}
