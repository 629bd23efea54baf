/** What people type, paste and press: numbers in every field, a spreadsheet's cell, other layouts. */
import type { Locator } from '@playwright/test';
import { poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

/** Key by key, over what is there. */
async function typeOver(field: Locator, text: string): Promise<void> {
  await field.press('Control+a');
  await field.pressSequentially(text);
}

/** The sentence that says why a field's text is not taken. */
async function expectRefused(field: Locator, text: string, sentence: string | RegExp) {
  await expect(field).toHaveValue(text);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(sentence);
}

/** A paste of what a spreadsheet gives for a cell: a text, a table and a picture of it. */
async function pasteSpreadsheetCell(field: Locator, text: string): Promise<boolean> {
  return await field.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    data.setData('text/html', `<table><tr><td>${text}</td></tr></table>`);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>';
    data.items.add(new File([svg], 'cell.svg', { type: 'image/svg+xml' }));
    const init = { bubbles: true, cancelable: true, clipboardData: data };
    return element.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);
}

/** A key as a keyboard of another layout gives it. */
async function pressAs(
  catscan: CatscanPage,
  key: string,
  code: string,
  held: readonly string[] = [],
) {
  await catscan.page.evaluate(
    ({ key, code, held }) => {
      const modifiers = { ctrlKey: held.includes('Control'), shiftKey: held.includes('Shift') };
      const options = { bubbles: true, cancelable: true, key, code, ...modifiers };
      document.body.dispatchEvent(new KeyboardEvent('keydown', options));
    },
    { key, code, held },
  );
}

test('a number is taken as it is typed, off the grid too, or the field says why not', async ({
  catscan,
  anotherVisitor,
}) => {
  const { page } = catscan;
  const undo = catscan.header.getByRole('button', { name: 'Undo' });
  await catscan.open('layers=i~l64~v.standardise_c~f2_bn&at=0');
  const mean = catscan.field('Mean');
  await typeOver(mean, '0.1307');
  await mean.blur();
  await expect(mean).toHaveValue('0.1307');
  await expect(mean).toHaveAttribute('aria-valuenow', '0.1307');
  await typeOver(catscan.field('Deviation'), '０，３０８１');
  await catscan.field('Deviation').press('Tab');
  await expect(catscan.field('Deviation')).toHaveValue('0.3081');
  await expect(catscan.inspector.getByText('value = (byte / 255 − 0.1307) / 0.3081')).toBeVisible();
  // The arrow keys count from there.
  await mean.press('ArrowUp');
  await expect(mean).toHaveValue('0.1357');
  await mean.press('ArrowDown');

  // What goes on to a number that is not taken leaves nothing, not even a step of undo.
  await typeOver(mean, '0.5');
  await mean.blur();
  await page.keyboard.press('Control+z');
  await expect(mean).toHaveValue('0.1307');
  for (const [text, sentence] of [
    ['1.5', 'Only numbers from 0 to 1. It stays 0.1307.'],
    ['0.2x', 'This is not a number. It stays 0.1307.'],
    ['1,234', /^This can be read in two ways/],
  ] as const) {
    await typeOver(mean, text);
    await mean.blur();
    await expectRefused(mean, text, sentence);
    await expect(mean).toHaveAttribute('aria-valuenow', '0.1307');
    await expect(catscan.inspector.getByRole('alert')).toBeVisible();
  }
  await mean.press('Escape');
  await expect(mean).toHaveValue('0.1307');
  await expect(mean).toHaveAttribute('aria-invalid', 'false');
  await expect(catscan.inspector.getByRole('alert')).toHaveCount(0);

  await catscan.goTo('batch norm 1');
  await typeOver(catscan.field('Gamma'), '−0,125');
  await catscan.field('Gamma').press('Enter');
  await catscan.field('Gamma').blur();
  await expect(catscan.field('Gamma')).toHaveValue('-0.125');
  await catscan.goTo('conv 1');
  const filters = catscan.field('Filters');
  await typeOver(filters, '513');
  await expectRefused(filters, '513', 'Only whole numbers from 1 to 512. It stays 2.');
  await catscan.expectShape('conv 1', '41×62×2');
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue('2');
  await expect(undo).toBeEnabled();

  // The link has them all.
  await poll(() => page.url()).toMatch(/m0\.1307.*g-0\.125/);
  const visitor = await anotherVisitor();
  await visitor.page.goto(page.url());
  await visitor.expectPainted();
  await visitor.goTo('batch norm 1');
  await expect(visitor.field('Gamma')).toHaveValue('-0.125');
});

test('kernel cells and the toy read numbers alike', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('net=toy');
  const weight = catscan.field('Row 2, column 2');
  for (const [text, shown] of [
    ['０．５', '0.500'],
    ['0。25', '0.250'],
    ['−0,0625', '−0.0625'],
  ] as const) {
    await typeOver(weight, text);
    await weight.press('Enter');
    await expect(weight).toHaveValue(shown);
  }
  await weight.blur();
  await expect(weight).toHaveValue('−0.063');
  await expect(weight).toHaveAttribute('title', '−0.0625');
  await typeOver(weight, '5000');
  await weight.press('Enter');
  await expectRefused(weight, '5000', 'Only numbers from −1000 to 1000. It stays −0.0625.');
  await page.keyboard.press('Control+z');
  await expect(weight).toHaveValue('−0.0625');

  const number = catscan.stage.getByRole('textbox', { name: 'row 1, column 1' });
  await typeOver(number, '３');
  await expect(number).toHaveValue('３');
  await number.blur();
  await expect(number).toHaveValue('3');
  await typeOver(number, '1234');
  await expectRefused(number, '1234', 'Only whole numbers from 0 to 255. It stays 3.');
  await number.press('Escape');
  await expect(number).toHaveValue('3');
});

test('a spreadsheet’s cell is pasted into the field that has the focus, and a picture alone is a photo', async ({
  catscan,
}) => {
  await catscan.open('net=toy');
  const weight = catscan.field('Row 2, column 2');
  const number = catscan.stage.getByRole('textbox', { name: 'row 1, column 1' });
  const { page } = catscan;
  for (const field of [weight, number, catscan.field('Filters')]) {
    await field.focus();
    // Left to the field.
    expect(await pasteSpreadsheetCell(field, '2')).toBe(true);
  }
  await catscan.expectShape('photo', '5×5×1');
  await expect(number).toHaveValue('1');
  await pasteSpreadsheetCell(page.locator('body'), '2');
  await catscan.expectShape('photo', '20×30×1');
  await expect(number).toBeHidden();
});

test('a right or middle drag is no edit', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open('net=toy');
  await page.evaluate(() => addEventListener('contextmenu', (event) => event.preventDefault()));
  const undo = catscan.header.getByRole('button', { name: 'Undo' });
  const number = catscan.stage.getByRole('textbox', { name: 'row 1, column 1' });
  for (const field of [number, catscan.field('Row 2, column 2'), catscan.slider('Kernel')]) {
    for (const button of ['right', 'middle'] as const) {
      await field.scrollIntoViewIfNeeded();
      const box = await field.boundingBox();
      if (!box) throw new Error('the field cannot be seen');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down({ button });
      await page.mouse.move(box.x + box.width / 2 + 30, box.y - 40, { steps: 4 });
      await page.mouse.up({ button });
    }
  }
  await expect(number).toHaveValue('1');
  await expect(catscan.slider('Kernel')).toHaveValue('3');
  await expect(undo).toBeDisabled();
});

test('keys answer under other layouts and Caps Lock, and single ones are turned off', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open('net=toy');
  const overview = page.getByRole('main', { name: 'All layers of the network' });
  await catscan.type('Kernel', 2);
  await pressAs(catscan, 'я', 'KeyZ', ['Control']);
  await expect(catscan.field('Kernel')).toHaveValue('3');
  await pressAs(catscan, 'Я', 'KeyZ', ['Control', 'Shift']);
  await expect(catscan.field('Kernel')).toHaveValue('2');
  await pressAs(catscan, 'O', 'KeyO');
  await expect(overview).toBeVisible();
  await pressAs(catscan, 'щ', 'KeyO');
  await expect(overview).toBeHidden();

  const dialog = await catscan.openSettings();
  await dialog.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await catscan.closeSettings();
  await page.reload();
  await catscan.expectPainted();
  await page.keyboard.press('o');
  const opener = catscan.filmstrip.getByRole('button', { name: 'All layers side by side' });
  await expect(opener).toHaveAccessibleName('All layers side by side');
  await expect(opener).toHaveAttribute('aria-pressed', 'false');
  await catscan.type('Kernel', 3);
  await page.keyboard.press('Control+z');
  await expect(catscan.field('Kernel')).toHaveValue('2');
});
