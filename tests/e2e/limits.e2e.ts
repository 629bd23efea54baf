/** No link freezes the page: what there is no room for says so and offers what fits; a cut is told. */
import { expect, test } from './fixtures';

const many = `layers=i~l64_c~f512_cat${'~1'.repeat(500)}`;

test('a layer without room offers what fits, and the rest of the network runs', async ({
  catscan,
}) => {
  const { stage, header } = catscan;
  const offers = stage.getByRole('group', { name: 'There is room for one of these:' });
  // 405,900 numbers as bars, and a dense layer that would weigh each of them 4,096 times.
  await catscan.open('layers=i~l1024_fl_de~u4096');
  await expect(stage).toContainText('405900 numbers');
  await expect(stage).toContainText('1 to 100,000');
  await catscan.expectShape('dense 1', 'cannot run');
  await catscan.goTo('dense 1');
  await offers.getByRole('button', { name: 'dense 1: Units 315' }).click();
  await expect(stage.getByRole('button', { name: /^Create 127,858,815 weights/ })).toBeVisible();
  await header.getByRole('button', { name: 'Undo' }).click();
  await offers.getByRole('button', { name: /^photo: Longest side/ }).click();
  await expect(stage.getByRole('button', { name: /^Create \S+ weights/ })).toBeVisible();

  // One layer's maps 500 times: gigabytes, which made every backend fail in turn.
  await catscan.open(many);
  await catscan.expectShape('conv 1', '41×62×512');
  await catscan.expectShape('concat 1', 'cannot run');
  await catscan.goTo('concat 1');
  await expect(stage).toContainText('With it the network would take 2,488 MiB of memory');
  await expect(offers.getByRole('button')).toHaveText([
    /^conv 1: Filters \d+$/,
    /^concat 1: \d+ inputs$/,
    /^photo: Longest side \d+$/,
  ]);
  // So few that the test need not make a gigabyte.
  await catscan.goTo('conv 1');
  await catscan.type('Filters', 2);
  await catscan.expectShape('concat 1', '41×62×1000');
  await header.getByRole('button', { name: 'Undo' }).click();
  await catscan.expectShape('concat 1', 'cannot run');
});

test('a link that was cut is told from a cold start, and what is left can be opened', async ({
  catscan,
  anotherVisitor,
}) => {
  await catscan.open('k=24dbTWR&net=exp9&photo=chelsea&at=2.');
  await catscan.expectShape('max pool 1', '52×79×1');
  await expect(catscan.notice(/./)).toHaveCount(0);

  const visitor = await anotherVisitor();
  await visitor.open('k=24dbTWR&net=exp9&photo=chelsea');
  await expect(
    visitor.notice('This link was cut on the way: 22 of its 27 characters'),
  ).toBeVisible();
  await visitor.expectShape('conv 1', '64×64×32');
  await visitor.page.getByRole('button', { name: 'Open what is left of it' }).click();
  await visitor.expectShape('max pool 1', '52×79×1');
  await expect(visitor.notice(/./)).toHaveCount(0);
});
