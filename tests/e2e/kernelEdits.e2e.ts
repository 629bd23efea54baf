/** Single filters by hand: numbers typed, dragged and painted; frozen, muted and solo filters. */
import type { Locator } from '@playwright/test';
import { expectAccessible, followsSystem } from './accessibility';
import { pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

/** Two filters of zeros over a grey photo: what is put into a cell is what the map is. */
const blank = 'layers=i~l96~g1_c~f2~w.constant~c0&range=exact&scope=map';

const cell = (row: number, column: number) => `Row ${row}, column ${column}`;
const centre = cell(2, 2);

/** How bright the photo's inner pixels get, which is the map's highest value at a weight of 1. */
async function brightest(catscan: CatscanPage): Promise<number> {
  const [, high] = await catscan.rangeOf(1);
  return high;
}

async function drag(
  catscan: CatscanPage,
  field: Locator,
  up: number,
  modifier?: 'Shift',
): Promise<void> {
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  if (!box) throw new Error('the field cannot be seen');
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const { mouse, keyboard } = catscan.page;
  await mouse.move(x, y);
  await mouse.down();
  if (modifier) await keyboard.down(modifier);
  await mouse.move(x, y - up, { steps: 10 });
  if (modifier) await keyboard.up(modifier);
  await mouse.up();
}

/** Strokes over a box, from and to shares of its width and height. */
async function stroke(
  catscan: CatscanPage,
  over: Locator,
  from: [number, number],
  to: [number, number],
): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (!box) throw new Error('there is nothing to be seen to paint on');
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await catscan.page.mouse.move(...at(from));
  await catscan.page.mouse.down();
  // One jump: the cells on the way are painted all the same.
  await catscan.page.mouse.move(...at(to));
  await catscan.page.mouse.up();
}

/** The kernel's numbers as they stand in the table, in rows. */
async function numbersOf(catscan: CatscanPage): Promise<number[]> {
  const table = catscan.inspector.getByRole('table', { name: /^Weights of filter/ });
  const fields = table.getByRole('spinbutton');
  const values = await fields.evaluateAll((all) =>
    all.map((field) => field.getAttribute('aria-valuenow')),
  );
  return values.map(Number);
}

const button = (catscan: CatscanPage, name: string) =>
  catscan.inspector.getByRole('button', { name, exact: true });

test('a number is typed, and Escape, nonsense and undo take it back', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(blank);
  const field = catscan.field(centre);
  await poll(() => catscan.rangeOf(1)).toEqual([0, 0]);
  await field.fill('1');
  // Not yet: the number is done at Enter.
  expect(await catscan.rangeOf(1)).toEqual([0, 0]);
  await field.press('Enter');
  await expect(field).toHaveValue('1.000');
  await poll(() => brightest(catscan)).toBeGreaterThan(0.5);
  const high = await brightest(catscan);
  expect(await catscan.rangeOf(2)).toEqual([0, 0]);

  await field.fill('−0,5');
  await field.blur();
  await poll(async () => (await catscan.rangeOf(1))[0]).toBeCloseTo(-high / 2, 2);
  await field.fill('7');
  await field.press('Escape');
  await expect(field).toHaveValue('−0.500');
  await field.fill('a lot');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Enter');
  await expect(field).toHaveValue('a lot');
  await field.fill('99999');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await expect(field).toHaveValue('−0.500');
  await field.fill('1000');
  await field.press('Enter');
  await expect(field).toHaveValue('1000');

  // One step each.
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('−0.500');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('1.000');
  await poll(() => brightest(catscan)).toBe(high);
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('0.000');
  await poll(() => catscan.rangeOf(1)).toEqual([0, 0]);
  await expect(catscan.header.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a number is dragged up and down, and moved by the arrow keys', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(blank);
  const field = catscan.field(centre);
  await drag(catscan, field, 60);
  await expect(field).toHaveValue('0.600');
  await poll(() => brightest(catscan)).toBeGreaterThan(0.3);
  await drag(catscan, field, -30, 'Shift');
  await expect(field).toHaveValue('0.570');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('0.600');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('0.000');

  await field.press('ArrowUp');
  await field.press('Shift+ArrowUp');
  await expect(field).toHaveValue('0.110');
  await field.press('ArrowDown');
  await expect(field).toHaveValue('0.100');
  // The playhead has kept still.
  await expect(catscan.playhead).toHaveValue('1');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('0.110');

  const bias = catscan.field('Bias of filter 1');
  await drag(catscan, bias, 25);
  await expect(bias).toHaveValue('0.250');
  await poll(async () => (await catscan.rangeOf(1))[0]).toBeGreaterThan(0.24);
  expect(await catscan.rangeOf(2)).toEqual([0, 0]);
  await button(catscan, 'Take back the edits of this filter').click();
  await expect(bias).toHaveValue('0.000');
  await expect(field).toHaveValue('0.000');
  await poll(() => catscan.rangeOf(1)).toEqual([0, 0]);
  await page.keyboard.press('Control+z');
  await expect(bias).toHaveValue('0.250');
});

test('cells are painted, by mouse and by keyboard', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(blank);
  await button(catscan, 'Paint').click();
  const brush = catscan.field('Brush');
  await brush.fill('0.5');
  await brush.press('Enter');
  const grid = catscan.inspector.getByRole('grid', { name: 'Weights of filter 1' });
  await stroke(catscan, grid, [0.1, 0.1], [0.9, 0.1]);
  await button(catscan, 'Paint').click();
  await poll(() => numbersOf(catscan)).toEqual([0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0]);
  await poll(() => brightest(catscan)).toBeGreaterThan(0.5);
  // A stroke is one step.
  await page.keyboard.press('Control+z');
  await poll(() => numbersOf(catscan)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await poll(() => catscan.rangeOf(1)).toEqual([0, 0]);

  await button(catscan, 'Paint').click();
  const first = grid.getByRole('gridcell', { name: cell(1, 1) });
  await first.focus();
  await page.keyboard.press('Space');
  for (const key of ['ArrowDown', 'ArrowRight', 'Space', 'ArrowUp', 'ArrowUp', 'ArrowRight']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell', { name: `${cell(1, 3)}: 0.500` })).toBeFocused();
  await expect(catscan.playhead).toHaveValue('1');
  await button(catscan, 'Paint').click();
  await poll(() => numbersOf(catscan)).toEqual([0.5, 0, 0.5, 0, 0.5, 0, 0, 0, 0]);
});

test('a large kernel is a picture whose cells are chosen and painted', async ({ catscan }) => {
  await catscan.open(blank.replace('_c~', '_c~kh9~kw7~'));
  const picture = catscan.inspector.getByRole('application', {
    name: 'Weights of filter 1, 9 × 7',
  });
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('the kernel cannot be seen');
  await picture.click({ position: { x: (4.5 / 7) * box.width, y: (2.5 / 9) * box.height } });
  const chosen = catscan.field(cell(3, 5));
  await chosen.fill('1');
  await chosen.press('Enter');
  await poll(() => brightest(catscan)).toBeGreaterThan(0.5);
  await picture.focus();
  await picture.press('ArrowRight');
  await picture.press('ArrowDown');
  await expect(catscan.field(cell(4, 6))).toHaveValue('0.000');

  await button(catscan, 'Paint').click();
  await picture.press('Space');
  await expect(catscan.field(cell(4, 6))).toHaveValue('1.000');
  const before = (await pictureOf(picture.locator('canvas'))).hash;
  await stroke(catscan, picture, [0.05, 0.95], [0.95, 0.95]);
  await poll(async () => (await pictureOf(picture.locator('canvas'))).hash).not.toBe(before);
  await expect(catscan.field(cell(9, 7))).toHaveValue('1.000');
  await expect(picture.locator('circle')).toHaveCount(9);
});

test('colour channels are edited one by one; another hand-made kernel is without edits', async ({
  catscan,
}) => {
  await catscan.open('layers=i~l96_c~f2');
  const isThere = catscan.inspector.getByText('Choose a channel to edit its numbers.');
  await expect(isThere).toBeVisible();
  await expect(catscan.field(centre)).toBeHidden();
  await catscan.pick('Weights for input channel', 'green');
  await catscan.field(centre).fill('2');
  await catscan.field(centre).press('Enter');
  await catscan.pick('Weights for input channel', 'red');
  await expect(catscan.field(centre)).not.toHaveValue('2.000');
  await catscan.pick('Weights for input channel', 'green');
  await expect(catscan.field(centre)).toHaveValue('2.000');
  await catscan.choose('Filter 1', 'Box blur');
  await expect(catscan.field(centre)).toHaveValue('0.037');
  await catscan.page.keyboard.press('Control+z');
  await expect(catscan.field(centre)).toHaveValue('2.000');
});

test('filters are muted, solo and frozen', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('layers=i~l96~g1_c~f3&map=1');
  await poll(() => catscan.rangeOf(3)).not.toContain(NaN);
  const ranges = () => Promise.all([1, 2, 3].map((map) => catscan.rangeOf(map)));
  const [one, two, three] = await ranges();
  const zero = [0, 0];
  const tile = (name: string) =>
    catscan.inspector.getByRole('toolbar', { name: 'Kernels' }).getByRole('button', { name });

  await button(catscan, 'Mute').click();
  await expect(button(catscan, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await poll(ranges).toEqual([one, zero, three]);
  await expect(tile('Filter 2, muted')).toBeVisible();
  // Its numbers can still be read, and changed.
  expect((await numbersOf(catscan)).every((number) => number !== 0)).toBe(true);

  await button(catscan, 'Solo').click();
  await poll(ranges).toEqual([zero, two, zero]);
  await catscan.map(3).click();
  await expect(catscan.inspector.getByText('Muted, because filter 2 is solo.')).toBeVisible();
  await button(catscan, 'Solo').click();
  await poll(ranges).toEqual([zero, zero, three]);
  await button(catscan, 'Solo').click();
  await poll(ranges).toEqual([one, zero, three]);

  await button(catscan, 'Freeze').click();
  await expect(tile('Filter 3, frozen')).toBeVisible();
  const frozen = await numbersOf(catscan);
  await catscan.type('Seed', 99);
  await poll(async () => (await ranges())[0]).not.toEqual(one);
  await catscan.choose('Initialiser', 'He normal');
  await catscan.type('Filters', 5);
  await catscan.type('Bias value', 0.5);
  await poll(async () => (await ranges())[1]).toEqual(zero);
  expect((await ranges())[2]).toEqual(three);
  expect(await numbersOf(catscan)).toEqual(frozen);
  await button(catscan, 'Freeze').click();
  await poll(async () => (await ranges())[2]).not.toEqual(three);
  await page.keyboard.press('Control+z');
  await poll(async () => (await ranges())[2]).toEqual(three);
});

test('a link brings all of it back', async ({ catscan, anotherVisitor }) => {
  const { page } = catscan;
  await catscan.open('layers=i~l96~g1_c~f4');
  await catscan.field(centre).fill('-1.25');
  await catscan.field(centre).press('Enter');
  await catscan.field('Bias of filter 1').fill('0.5');
  await catscan.field('Bias of filter 1').press('Enter');
  await catscan.map(2).click();
  await button(catscan, 'Mute').click();
  await catscan.map(3).click();
  await button(catscan, 'Freeze').click();
  await catscan.type('Seed', 77);
  await poll(() => page.url()).toContain('~e0b0.5y1x1v-1.25~e1m~e2G1d4');
  await poll(() => page.url()).toContain('n77');

  const visitor = await anotherVisitor();
  await visitor.open(new URL(page.url()).hash.slice(1));
  // The one who sends it may still be computing what its address says.
  await expect(async () => {
    expect(await visitor.everything()).toEqual(await catscan.everything());
  }).toPass();
  await visitor.map(1).click();
  await expect(visitor.field(centre)).toHaveValue('−1.250');
  await expect(visitor.field('Bias of filter 1')).toHaveValue('0.500');
});

test.describe('in both themes', () => {
  test.use({ remembered: followsSystem });

  test('nothing is hard to read or to reach', async ({ catscan }) => {
    const { page } = catscan;
    const links = {
      'layers=i~g1_c~f4~e0m~e1y0x0v1~e2G1d4&map=1': '264×398×4',
      'layers=i~g1_c~f4~kh7~kw7~so1~e0y0x0v1n3&map=0': '260×394×4',
    };
    const paint = button(catscan, 'Paint');
    for (const [link, shape] of Object.entries(links)) {
      await catscan.open(link);
      await catscan.expectShape('conv 1', shape);
      await expect(button(catscan, 'Mute')).toBeVisible();
      // A large kernel is a picture whether it is painted or not.
      for (const painting of link.includes('kh7') ? [true] : [false, true]) {
        if (painting) await paint.click();
        await expect(paint).toHaveAttribute('aria-pressed', String(painting));
        await expectAccessible(page, '.app__inspector');
      }
      await paint.click();
    }
  });
});
