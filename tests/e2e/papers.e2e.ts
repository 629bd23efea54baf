/** The networks of papers: their layers, their branches on the strip, their card, their many weights. */
import { pictureOf, poll } from './catscanPage';
import { expect, test } from './fixtures';

test('GoogLeNet’s nine modules are folded until one is opened', async ({ catscan }) => {
  const { page, frames, filmstrip } = catscan;
  await catscan.open('net=googlenet&photo=chelsea&at=10');
  const open = filmstrip.getByRole('button', { name: 'Show the 13 layers of 4 branches' });
  await expect(open).toHaveCount(9);
  const folded = await frames.count();
  await expect(catscan.frame('concat 1')).toHaveAccessibleName(/28×28×256$/);
  await expect(catscan.frame('concat 9')).toHaveAccessibleName(/7×7×1024$/);

  await open.first().click();
  await expect(open).toHaveCount(8);
  await expect(frames).toHaveCount(folded + 13);
  await catscan.goTo('conv 9');
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('conv 9');
  await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
  await filmstrip.getByRole('button', { name: 'Fold these branches' }).click();
  await expect(frames).toHaveCount(folded);

  // The playhead goes through what is folded, branch after branch.
  await catscan.goTo('max pool 2');
  const heading = catscan.stage.getByRole('heading', { level: 1 });
  for (const name of ['conv 4', 'ReLU 4', 'conv 5', 'ReLU 5']) {
    await page.keyboard.press('ArrowRight');
    await expect(heading).toHaveText(name);
  }
});

test('a paper’s network has a card with its citation, until it is one’s own', async ({
  catscan,
}) => {
  await catscan.open('net=lenet5&photo=chelsea&at=4');
  await catscan.tab('Network');
  const card = catscan.inspector.getByRole('heading', { name: 'From the paper' });
  await expect(card).toBeVisible();
  await expect(catscan.inspector.getByRole('link')).toHaveAttribute('href', /10\.1109/);
  await expect(catscan.inspector.getByText('61,706')).toBeVisible();
  await catscan.inspector.getByRole('button', { name: 'Remove tanh 1' }).click();
  await expect(card).toBeHidden();
});

test('VGG-16 runs without its dense layers, which say how large they are', async ({ catscan }) => {
  const { stage } = catscan;
  await catscan.open('net=vgg16&photo=chelsea&at=3');
  await catscan.goTo('dense 1');
  await expect(stage.getByText('102,764,544 weights take 392 MiB')).toBeVisible();
  const create = 'Create 123,642,856 weights, 472 MiB';
  await expect(stage.getByRole('button', { name: create })).toBeVisible();
  await expect(catscan.frame('flatten 1')).toHaveAccessibleName(/25088$/);
  await catscan.goTo('max pool 5');
  await expect(catscan.map(1)).toHaveAccessibleName(/ to |constant/);
  await expect(catscan.frame('dense 1')).toHaveAccessibleName(/not created$/);
  await catscan.goTo('softmax 1');
  await expect(stage.getByRole('button', { name: create })).toBeVisible();
});

test('layers meet in an addition, chosen in the inspector', async ({ catscan }) => {
  const { inspector } = catscan;
  await catscan.open('layers=i~l96_c~p.same_r_ad');
  await catscan.goTo('add 1');
  const sources = inspector.getByRole('combobox', { name: 'Add a layer before it…' });
  await sources.selectOption({ label: 'conv 1' });
  await expect(catscan.stage.getByText('64×96×8 + 64×96×8 in')).toBeVisible();
  await sources.selectOption({ label: 'photo' });
  await expect(catscan.stage.getByText('a sum needs equal shapes')).toBeVisible();
  await inspector.getByRole('button', { name: 'Leave photo out' }).click();
  await expect(catscan.map(8)).toHaveAccessibleName(/ to /);
});
