/** The layers' settings: by keyboard, by typing and by mouse, with shapes by the formula. */
import { type CatscanPage, pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

/** Chelsea at a longest side of 96 is 64 × 96. */
const rows = 64;
const columns = 96;

interface Window {
  kernel?: [number, number];
  stride?: number;
  dilation?: number;
  padding?: 'same' | number;
}

/** Cells along a side by Dumoulin and Visin's formula. */
function side(length: number, kernel: number, { stride = 1, dilation = 1, padding = 0 }: Window) {
  if (padding === 'same') return Math.ceil(length / stride);
  const span = (kernel - 1) * dilation + 1;
  return Math.floor((length + 2 * padding - span) / stride) + 1;
}

function shapeOf(window: Window, channels: number): [number, number, number] {
  const [high, wide] = window.kernel ?? [3, 3];
  return [side(rows, high, window), side(columns, wide, window), channels];
}

/** The layer's frame has the shape, and so have the maps on the stage, painted anew. */
async function expectMaps(
  catscan: CatscanPage,
  layer: string,
  shape: [number, number, number],
): Promise<void> {
  const [height, width, channels] = shape;
  await catscan.expectShape(layer, shape.join('×'));
  const list = catscan.stage.getByRole('list', { name: `${channels} map` });
  await expect(list).toBeVisible();
  await poll(async () => {
    const seen = await pictureOf(catscan.canvasOf(1));
    return [seen.height, seen.width, seen.painted];
  }).toEqual([height, width, 1]);
}

/** Sets a slider in all the ways there are, looking at the shape after each. */
async function tryOut(
  catscan: CatscanPage,
  name: string,
  expectAt: (value: number) => Promise<void>,
): Promise<void> {
  const slider = catscan.slider(name);
  const now = async () => Number(await slider.inputValue());
  const [min = 0, max = 0, step = 1] = await slider.evaluate((element) => {
    if (!(element instanceof HTMLInputElement)) throw new TypeError('this is no slider');
    return [element.min, element.max, element.step].map(Number);
  });
  const before = await now();
  await slider.press('ArrowRight');
  expect(await now()).toBe(before + step);
  await expectAt(before + step);
  await slider.press('ArrowLeft');
  expect(await now()).toBe(before);
  await slider.press('End');
  await expectAt(max);
  await expect(catscan.field(name)).toHaveValue(String(max));
  await slider.press('Home');
  await expectAt(min);

  const typed = min + step;
  await catscan.type(name, typed);
  await expect(slider).toHaveValue(String(typed));
  await expectAt(typed);

  await catscan.drag(name, 0.6);
  const dragged = await now();
  expect(dragged).toBeGreaterThan(typed);
  expect(dragged).toBeLessThan(max);
  await expectAt(dragged);
  await expect(catscan.field(name)).toHaveValue(String(dragged));
  await catscan.type(name, before);
  await expectAt(before);
}

test('convolution: filters, kernel, stride, dilation', async ({ catscan }) => {
  await catscan.open('layers=i~l96_c~f4_r');
  const expectConv = (window: Window, filters = 4) =>
    expectMaps(catscan, 'conv 1', shapeOf(window, filters));
  await expectConv({});
  await tryOut(catscan, 'Kernel', (kernel) => expectConv({ kernel: [kernel, kernel] }));
  // The other sliders are the same component with other declarations.
  await catscan.type('Filters', 7);
  await catscan.type('Stride', 3);
  await catscan.type('Dilation', 2);
  await expectConv({ stride: 3, dilation: 2 }, 7);
  await catscan.type('Stride', 1);
  await catscan.type('Dilation', 1);

  // The field takes what the slider does not reach, and nothing that is out of bounds.
  await catscan.type('Filters', 512);
  await catscan.expectShape('conv 1', '62×94×512');
  await catscan.expectShape('ReLU 1', '62×94×512');
  await catscan.type('Filters', 513);
  await expect(catscan.field('Filters')).toHaveAttribute('aria-invalid', 'true');
  await expect(catscan.field('Filters')).toHaveAttribute('aria-valuenow', '512');
  await catscan.type('Kernel', 0);
  await expect(catscan.field('Kernel')).toHaveAttribute('aria-valuenow', '3');
  await catscan.field('Kernel').press('Escape');
  await catscan.type('Filters', 4);

  // Height and width apart.
  const link = catscan.inspector.getByRole('button', { name: 'Kernel: height and width together' });
  await expect(link).toHaveAttribute('aria-pressed', 'true');
  await link.click();
  await expect(link).toHaveAttribute('aria-pressed', 'false');
  await catscan.type('Width', 5);
  await expectConv({ kernel: [3, 5] });
  await catscan.type('Width', 3);
  await catscan.type('Height', 10);
  await expectConv({ kernel: [10, 3] });
  await link.click();
  await expectConv({ kernel: [10, 10] });
});

test('convolution: padding and bias', async ({ catscan }) => {
  await catscan.open('layers=i~l96_c~f4_r');
  const expectConv = (window: Window) => expectMaps(catscan, 'conv 1', shapeOf(window, 4));
  await poll(() => catscan.rangeOf(1)).not.toContain(NaN);
  const [low, high] = await catscan.rangeOf(1);

  const bias = 0.75;
  await catscan.type('Bias value', bias);
  await poll(async () => {
    const [from, to] = await catscan.rangeOf(1);
    return Math.max(Math.abs(from - low - bias), Math.abs(to - high - bias)) < 0.006;
  }).toBe(true);
  await catscan.inspector.getByRole('checkbox', { name: 'Bias' }).uncheck();
  await expect(catscan.slider('Bias value')).toBeHidden();
  await poll(() => catscan.rangeOf(1)).toEqual([low, high]);
  await expect(catscan.fact('Parameters')).toHaveText('108');
  await catscan.inspector.getByRole('checkbox', { name: 'Bias' }).check();
  await expect(catscan.fact('Parameters')).toHaveText('112');

  await catscan.pick('Padding', 'same');
  await expectConv({ padding: 'same' });
  await catscan.type('Stride', 3);
  await expectConv({ padding: 'same', stride: 3 });
  await catscan.type('Stride', 1);
  await catscan.pick('Padding', 'pixels');
  await expectConv({ padding: 1 });
  await catscan.type('Pixels', 4);
  await expectConv({ padding: 4 });
  await catscan.pick('Padding', 'valid');
  await expect(catscan.slider('Pixels')).toBeHidden();
  await expectConv({});
});

test('pools: size, stride, padding', async ({ catscan }) => {
  const links = { 'max pool 1': 'layers=i~l96_mp' };
  for (const [layer, link] of Object.entries(links)) {
    await test.step(layer, async () => {
      await catscan.open(link);
      const expectPool = (window: Window) => expectMaps(catscan, layer, shapeOf(window, 3));
      const same = catscan.inspector.getByRole('checkbox', { name: 'same as pool' });
      await expect(same).toBeChecked();
      await expectPool({ kernel: [2, 2], stride: 2 });
      await catscan.type('Pool', 5);
      await expectPool({ kernel: [5, 5], stride: 5 });
      await catscan.type('Pool', 2);
      await same.uncheck();
      await expect(catscan.slider('Stride')).toHaveValue('2');
      await catscan.pick('Padding', 'same');
      await expectPool({ kernel: [2, 2], stride: 2, padding: 'same' });
      await catscan.type('Pool', 5);
      await catscan.pick('Padding', 'pixels');
      await expectPool({ kernel: [5, 5], stride: 2, padding: 1 });
      await catscan.type('Pixels', 4);
      await expectPool({ kernel: [5, 5], stride: 2, padding: 4 });
      await catscan.type('Pixels', 5);
      await catscan.expectShape(layer, 'cannot run');
      await expect(catscan.stage.getByRole('status')).toContainText(
        'Padding of 5 with a pool of 5 × 5 gives windows that see nothing but padding.',
      );
      await catscan.type('Pixels', 0);
      await catscan.inspector
        .getByRole('button', { name: 'Pool: height and width together' })
        .click();
      await catscan.type('Width', 8);
      await expectPool({ kernel: [5, 8], stride: 2 });
    });
  }
});

test('dense units, and the alphas of leaky ReLU and ELU', async ({ catscan }) => {
  await catscan.open('layers=i~l96_c~f4_lr_el_fl_de_sm&at=2');
  await poll(() => catscan.rangeOf(1)).not.toContain(NaN);
  await catscan.goTo('conv 1');
  await poll(() => catscan.rangeOf(1)).not.toContain(NaN);
  const ranges = await Promise.all([1, 2, 3, 4].map((map) => catscan.rangeOf(map)));
  const negative = ranges.findIndex(([low]) => low < -0.05) + 1;
  expect(negative).toBeGreaterThan(0);
  const low = ranges[negative - 1]?.[0] ?? NaN;

  await catscan.goTo('leaky ReLU 1');
  const lowest = async () => (await catscan.rangeOf(negative))[0];
  await poll(lowest).toBeCloseTo(0.3 * low, 2);
  await catscan.type('Alpha', 0.8);
  await poll(lowest).toBeCloseTo(0.8 * low, 2);
  await catscan.slider('Alpha').press('End');
  await poll(lowest).toBeCloseTo(low, 2);
  await catscan.drag('Alpha', 0.5);
  const alpha = Number(await catscan.slider('Alpha').inputValue());
  expect(Math.abs(alpha - 0.5)).toBeLessThan(0.05);
  await poll(lowest).toBeCloseTo(alpha * low, 2);

  await catscan.goTo('ELU 1');
  await catscan.type('Alpha', 2.5);
  await poll(lowest).toBeCloseTo(2.5 * Math.expm1(alpha * low), 2);
  await catscan.slider('Alpha').press('Home');
  await poll(lowest).toBeCloseTo(0, 6);

  await catscan.goTo('dense 1');
  await catscan.expectShape('dense 1', '10');
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
  for (const units of [1, 128, 3]) {
    await catscan.type('Units', units);
    await catscan.expectShape('dense 1', String(units));
    await catscan.expectShape('softmax 1', String(units));
    await expect(bars.getByRole('listitem').first()).toBeVisible();
    await expect(catscan.stage.getByText(`${units} number`)).toBeVisible();
    const inputs = (rows - 2) * (columns - 2) * 4;
    const parameters = (inputs + 1) * units;
    await expect(catscan.fact('Parameters')).toHaveText(parameters.toLocaleString('en'));
  }
  await catscan.slider('Units').press('ArrowRight');
  await catscan.expectShape('softmax 1', '4');
  await expect(bars.getByRole('listitem')).toHaveCount(4);
});

test('what cannot work is said, not forbidden: before it live, behind it waiting', async ({
  catscan,
}) => {
  await catscan.open('layers=i~l32_c~f4_mp_mp_c~f2_r&at=4');
  await catscan.expectShape('conv 2', '2×5×2');
  await expect(catscan.map(1)).toHaveAccessibleName(/ to /);
  await catscan.type('Kernel', 15);
  await catscan.expectShape('conv 2', 'cannot run');
  await catscan.expectShape('ReLU 1', 'waiting');
  await catscan.expectShape('max pool 2', '4×7×4');
  const sentence = 'Its window spans 15 × 15 cells, but only 4 × 7 are left.';
  await expect(catscan.stage.getByRole('status')).toContainText('conv 2 cannot run');
  await expect(catscan.stage.getByRole('status')).toContainText(sentence);
  await expect(catscan.inspector.getByText(sentence)).toBeVisible();
  await expect(catscan.field('Kernel')).toHaveValue('15');
  await catscan.tab('Network');
  await expect(
    catscan.inspector.getByRole('button', { name: /^Convolution\s?2 cannot run/ }),
  ).toBeVisible();
  await expect(catscan.inspector.getByRole('button', { name: /^ReLU\s?1 waiting/ })).toBeVisible();
  await catscan.tab('Layer');

  // The layers before are live.
  await catscan.goTo('conv 1');
  const before = await pictureOf(catscan.canvasOf(1));
  await catscan.type('Kernel', 5);
  await catscan.expectShape('conv 1', '17×28×4');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(before.hash);
  await catscan.goTo('ReLU 1');
  await expect(catscan.stage.getByRole('status')).toContainText(
    'It gets its input from conv 2, which cannot run yet.',
  );

  // The layer that was waiting runs as soon as it can.
  await catscan.goTo('conv 2');
  await catscan.type('Kernel', 2);
  await catscan.expectShape('ReLU 1', '3×6×2');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(6);

  // A dense layer needs a list, a convolution maps.
  await catscan.page.goto('./#layers=i~l32_de_fl_c&at=1');
  await expect(catscan.stage.getByRole('status')).toContainText('Put a flatten before it.');
  await catscan.tab('Network');
  await catscan.inspector.getByRole('button', { name: 'Remove dense 1' }).click();
  await catscan.expectShape('conv 1', 'cannot run');
  await catscan.goTo('conv 1');
  await expect(catscan.stage.getByRole('status')).toContainText('Move it before the flatten');
});

test('seeds: the same seed gives the same values', async ({ catscan }) => {
  await catscan.open('layers=i~l160_c~f4~n90_r');
  await catscan.map(1).press('Enter');
  await poll(() => valueInTheMiddle(catscan)).toMatch(/^row 53, column 80: −?\d/);
  const first = await valueInTheMiddle(catscan);

  const settled = async (wanted: string, not = false) => {
    await poll(async () => {
      const value = await valueInTheMiddle(catscan);
      // While another is computed, there may be none.
      return /: −?\d/.test(value) && (value === wanted) !== not;
    }).toBe(true);
  };
  await catscan.type('Seed', 91);
  await settled(first, true);
  await catscan.type('Seed', 90);
  await settled(first);

  await catscan.inspector.getByRole('button', { name: /^Roll the dice/ }).click();
  await expect(catscan.field('Seed')).not.toHaveValue('90');
  await settled(first, true);
  await catscan.page.keyboard.press('Control+z');
  await expect(catscan.field('Seed')).toHaveValue('90');
  await settled(first);

  await catscan.choose('Initialiser', 'He normal');
  await settled(first, true);
  await catscan.choose('Initialiser', 'Glorot uniform');
  await settled(first);
});

test('changing the number of filters keeps those that were there', async ({ catscan }) => {
  await catscan.open('layers=i~l160_c~n90_r');
  const names = async (count: number) => {
    await expect(catscan.map(count)).toHaveAccessibleName(/ to /);
    const ranges = [1, 2, 3, 4].map((map) => catscan.rangeOf(map));
    return (await Promise.all(ranges)).flat();
  };
  const before = await names(8);
  for (const filters of [12, 40, 4, 8]) {
    await catscan.type('Filters', filters);
    await catscan.expectShape('conv 1', `104×158×${filters}`);
    expect(await names(filters)).toEqual(before);
    const remark = catscan.inspector.getByText('The Glorot limit is still that of 8');
    await expect(remark).toBeVisible({ visible: filters !== 8 });
  }
  await catscan.type('Filters', 12);
  await catscan.inspector.getByRole('button', { name: 'Draw anew' }).click();
  await poll(() => names(12)).not.toEqual(before);
});

test('hand-made kernels', async ({ catscan }) => {
  await catscan.open('layers=i~l160_c~f4~n90');
  const names = Array.from({ length: 3 }, (_, map) => map + 2);
  await expect(catscan.map(4)).toHaveAccessibleName(/ to /);
  const others = await Promise.all(names.map((map) => catscan.rangeOf(map)));
  const table = catscan.inspector.getByRole('table', { name: 'Weights of filter 1' });
  const weights = async () => {
    const cells = await table.getByRole('cell').allInnerTexts();
    return cells.map((text) => Number(text.replace('−', '-')));
  };
  /** Their sums are over the mean of the three channels: a third of each weight a channel. */
  const kernels: [string, number[]][] = [
    ['Identity', [0, 0, 0, 0, 1, 0, 0, 0, 0]],
    ['Box blur', Array.from({ length: 9 }, () => 1 / 9)],
    ['Sharpen', [0, -1, 0, -1, 5, -1, 0, -1, 0]],
    ['Sobel, upright edges', [-1, 0, 1, -2, 0, 2, -1, 0, 1]],
    ['Sobel, level edges', [-1, -2, -1, 0, 0, 0, 1, 2, 1]],
    ['Laplacian', [0, 1, 0, 1, -4, 1, 0, 1, 0]],
    ['Emboss', [-2, -1, 0, -1, 1, 1, 0, 1, 2]],
  ];
  const patch = await greyPatch(catscan, 53, 80);
  for (const [name, kernel] of kernels) {
    await test.step(name, async () => {
      await catscan.choose('Filter 1', name);
      await poll(async () =>
        differs(
          await weights(),
          kernel.map((weight) => weight / 3),
        ),
      ).toBeLessThan(0.0006);
      // And what the map holds is the sum that the kernel stands for.
      await catscan.map(1).press('Enter');
      const sum = kernel.reduce((total, weight, i) => total + weight * (patch[i] ?? NaN), 0);
      await poll(async () => {
        const text = await valueInTheMiddle(catscan);
        return Math.abs(Number(text.split(': ')[1]?.replace('−', '-')) - sum);
      }).toBeLessThan(1e-4);
      await catscan.page.keyboard.press('Escape');
    });
  }
  // Sums tell the last two apart: a blur's weights sum to one, a Gabor kernel's to nothing.
  const sum = async () => (await weights()).reduce((total, weight) => total + weight, 0);
  await catscan.choose('Filter 1', 'Gaussian blur');
  await poll(async () => (await weights())[4]).toBeCloseTo(0.5222 ** 2 / 3, 2);
  expect(await sum()).toBeCloseTo(1 / 3, 2);
  await catscan.choose('Filter 1', 'Gabor');
  await expect(catscan.slider('Angle (°)')).toBeVisible();
  await poll(sum).toBeCloseTo(0, 2);
  const upright = await weights();
  await catscan.type('Angle (°)', 90);
  // Turned by a right angle: rows are columns.
  const turned = upright.map((_, i) => upright[(i % 3) * 3 + Math.floor(i / 3)] ?? NaN);
  await poll(async () => differs(await weights(), turned)).toBeLessThan(0.0011);
  expect(await Promise.all(names.map((map) => catscan.rangeOf(map)))).toEqual(others);
  await catscan.choose('Filter 1', 'Drawn');
  await expect(catscan.slider('Angle (°)')).toBeHidden();

  // The kernel's picture chooses the filter.
  await catscan.inspector
    .getByRole('toolbar', { name: 'Kernels' })
    .getByRole('button', { name: 'Filter 3' })
    .click();
  await expect(catscan.map(3)).toHaveAttribute('aria-pressed', 'true');
  await expect(catscan.inspector.getByRole('combobox', { name: 'Filter 3' })).toBeVisible();
});

function differs(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));
}

/** The value of the enlarged map's middle cell, reached by keyboard. */
async function valueInTheMiddle(catscan: CatscanPage): Promise<string> {
  await catscan.enlarged.press('ArrowLeft');
  await catscan.enlarged.press('ArrowRight');
  return catscan.value.innerText();
}

/** Mean of red, green and blue as 0..1 of the 3 × 3 pixels that a cell of the first layer sees. */
async function greyPatch(catscan: CatscanPage, row: number, column: number): Promise<number[]> {
  return catscan.photo.evaluate(
    (element, { row, column }) => {
      if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
      const copy = new OffscreenCanvas(element.width, element.height);
      const context = copy.getContext('2d');
      if (!context) throw new Error('there is no context to read from');
      context.drawImage(element, 0, 0);
      // Rows and columns are told from 1.
      const { data } = context.getImageData(column - 1, row - 1, 3, 3);
      return Array.from({ length: 9 }, (_, i) => {
        const [red = 0, green = 0, blue = 0] = data.subarray(4 * i);
        return (red + green + blue) / 3 / 255;
      });
    },
    { row, column },
  );
}
