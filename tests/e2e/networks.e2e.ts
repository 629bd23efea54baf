/** Networks: layers added, removed, copied and moved; the presets. */
import type { Page } from '@playwright/test';
import words from '../../src/locales/en.json' with { type: 'json' };
import { layerDefinitions } from '../../src/layers';
import { trainedOptions, untrained } from '../../src/layers/trainedLayers';
import { presets } from '../../src/presets';
import { type CatscanPage, pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

const small = 'layers=i~l96_c~f4_r_mp';

test('layers are added between any two, copied and removed', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(small);
  const menu = page.getByRole('menu', { name: 'Add layer' });

  // From the filmstrip, by mouse.
  await catscan.filmstrip.getByRole('button', { name: 'Add a layer after conv 1' }).click();
  await expect(menu).toBeVisible();
  await menu.getByRole('menuitem', { name: /^Tanh/ }).click();
  await expect(menu).toBeHidden();
  await expectLayers(catscan, ['photo', 'conv 1', 'tanh 1', 'ReLU 1', 'max pool 1']);
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('tanh 1');
  await expect(catscan.map(1)).toHaveAccessibleName(/ to /);

  // From the list, by keyboard; every kind is there, and every trained convolution.
  await catscan.tab('Network');
  const last = catscan.inspector.getByRole('button', { name: 'Add layer', exact: true });
  await last.focus();
  await page.keyboard.press('Enter');
  const kinds = layerDefinitions.filter(({ group }) => group !== 'input');
  const trained = trainedOptions('conv2d').filter((option) => option !== untrained);
  await expect(menu.getByRole('menuitem')).toHaveCount(kinds.length + trained.length);
  await page.keyboard.press('End');
  await expect(menu.getByRole('menuitem', { name: /^conv 3 of “digits”/ })).toBeFocused();
  for (let step = 0; step < trained.length; step++) await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: /^Addition/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: /^Dense/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expectLayers(catscan, ['photo', 'conv 1', 'tanh 1', 'ReLU 1', 'max pool 1', 'flatten 1']);
  await catscan.expectShape('flatten 1', String(31 * 47 * 4));
  await last.press('Enter');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(last).toBeFocused();

  const list = catscan.inspector;
  await list.getByRole('button', { name: 'Duplicate conv 1' }).click();
  await expectLayers(catscan, [
    'photo', 'conv 1', 'conv 2', 'tanh 1', 'ReLU 1', 'max pool 1', 'flatten 1',
  ]); // prettier-ignore
  await catscan.expectShape('conv 2', '60×92×4');
  await list.getByRole('button', { name: 'Remove tanh 1' }).click();
  await list.getByRole('button', { name: 'Remove flatten 1' }).click();
  await list.getByRole('button', { name: 'Remove conv 1' }).click();
  await expectLayers(catscan, ['photo', 'conv 1', 'ReLU 1', 'max pool 1']);
  await expect(list.getByRole('button', { name: 'Remove photo' })).toBeHidden();
  for (const layer of ['max pool 1', 'ReLU 1', 'conv 1']) {
    await list.getByRole('button', { name: `Remove ${layer}` }).click();
  }
  await expectLayers(catscan, ['photo']);
  await poll(async () => (await pictureOf(catscan.photo)).painted).toBe(1);
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await expectLayers(catscan, ['photo', 'conv 1', 'ReLU 1', 'max pool 1']);
});

test('layers are moved by mouse and by keyboard', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open(small);
  await catscan.tab('Network');
  const grip = (name: string) =>
    catscan.inspector.getByRole('button', { name: `Move ${name}`, exact: true });
  const from = await grip('max pool 1').boundingBox();
  const to = await grip('conv 1').boundingBox();
  if (!from || !to) throw new Error('the grips cannot be seen');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 4, { steps: 10 });
  await expect(page.getByText('max pool 1 is at place 1 of 3.')).toBeAttached();
  await page.mouse.up();
  await expectLayers(catscan, ['photo', 'max pool 1', 'conv 1', 'ReLU 1']);
  await catscan.expectShape('max pool 1', '32×48×3');
  await catscan.expectShape('ReLU 1', '30×46×4');

  await grip('conv 1').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('conv 1 is at place 2 of 3.')).toBeAttached();
  await pressUntil(page, 'ArrowDown', 'conv 1 is at place 3 of 3.');
  await page.keyboard.press('Space');
  await expectLayers(catscan, ['photo', 'max pool 1', 'ReLU 1', 'conv 1']);
  await expect(grip('conv 1')).toBeFocused();

  await grip('ReLU 1').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('ReLU 1 is at place 2 of 3.')).toBeAttached();
  await pressUntil(page, 'ArrowUp', 'ReLU 1 is at place 1 of 3.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('ReLU 1 left where it was.')).toBeAttached();
  await expectLayers(catscan, ['photo', 'max pool 1', 'ReLU 1', 'conv 1']);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expectLayers(catscan, ['photo', 'conv 1', 'ReLU 1', 'max pool 1']);
  await catscan.expectShape('max pool 1', '31×47×4');
});

/** Of the article's experiments (`presets.test.ts` has them all) the ones that differ most. */
const experiments: Readonly<Record<string, readonly [number, number, number]>> = {
  exp4: [252, 386, 1],
  exp8: [52, 79, 3],
  exp13: [43, 65, 3],
};

test('presets run, and an experiment ends in the shape that the article’s table gives', async ({
  catscan,
}) => {
  const { page } = catscan;
  await catscan.open();
  await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toHaveValue('photos');
  const titles = Object.entries(words.preset).map(([id, { title }]) => {
    const number = id.startsWith('exp') ? Number(id.slice(3)) : null;
    return { number, id, label: number === null ? title : `${number}. ${title}` };
  });
  expect(titles.map(({ id }) => id).toSorted()).toEqual(presets.map(({ id }) => id).toSorted());
  const papers = presets.filter(({ paper }) => paper !== undefined).map(({ id }) => id);
  const looked = titles.filter(({ number, id }) =>
    number === null ? !papers.includes(id) : id in experiments,
  );
  for (const { id, label } of looked) {
    await test.step(label, async () => {
      await catscan.preset(label);
      await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toHaveValue(id);
      const shape = experiments[id];
      await catscan.stage.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('End');
      const last = catscan.frames.last();
      await expect(last).toHaveAttribute('aria-current', 'true');
      if (shape) {
        await expect(last).toHaveAccessibleName(new RegExp(` ${shape.join('×')}$`));
        await expect(catscan.map(shape[2])).toHaveAccessibleName(/ to |constant|dead/);
        for (let map = 1; map <= shape[2]; map++) {
          await poll(async () => {
            const { height, width, painted } = await pictureOf(catscan.canvasOf(map));
            return [height, width, painted];
          }).toEqual([shape[0], shape[1], 1]);
        }
      } else if (id === 'empty') {
        await expect(last).toHaveAccessibleName('photo 266×400×3');
        await poll(async () => (await pictureOf(catscan.photo)).painted).toBe(1);
      } else if (id === 'toy') {
        await expect(last).toHaveAccessibleName('conv 1 3×3×1');
        await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
      } else {
        const [classes, units] = id === 'photos' ? [13, 13] : [10, id === 'lenet' ? 10 : 64];
        await expect(last).toHaveAccessibleName(`softmax 1 ${classes}`);
        const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
        await expect(bars.getByRole('listitem')).toHaveCount(classes);
        await expect(catscan.frame('dense 1')).toHaveAccessibleName(`dense 1 ${units}`);
      }
      await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
    });
  }
});

/** The list is measured when a layer is picked up; a key that comes sooner goes by. */
async function pressUntil(page: Page, key: string, announced: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(page.getByText(announced)).toBeAttached({ timeout: 1_000 });
  }).toPass();
}

async function expectLayers(catscan: CatscanPage, names: readonly string[]): Promise<void> {
  await poll(() => catscan.layers()).toEqual(names);
}
