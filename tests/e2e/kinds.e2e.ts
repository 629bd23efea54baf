/** The kinds of the papers' networks: what the inspector and an explanation say of each. */
import type { CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

/** Opens a kind behind a convolution of four filters over a small photo; explains a cell of map 2. */
async function explain(catscan: CatscanPage, kind: string, position: { x: number; y: number }) {
  await catscan.open(`layers=i~l64_c~f4~n48_${kind}&at=2`);
  await catscan.canvasOf(2).click({ position });
  const panel = catscan.stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.getByText(/to all \d decimals shown|as far as it is shown/)).toBeVisible();
  return panel;
}

const inTheMiddle = { x: 60, y: 40 };

test('a locally normalised number is a quotient of the squares beside it', async ({ catscan }) => {
  const panel = await explain(catscan, 'ln~n1~a0.5', inTheMiddle);
  await expect(panel.getByRole('list', { name: 'Squares' }).getByRole('listitem')).toHaveCount(3);
  await expect(panel.getByText(/which is \(2 \+ 0\.5 × .+\) to the power 0\.75/)).toBeVisible();
  await expect(catscan.inspector.getByText(/^Alpha counts the squares in full/)).toBeVisible();
});

test('a batch normalisation shows the numbers of its map, and how many it does not learn', async ({
  catscan,
}) => {
  const panel = await explain(catscan, 'bn~g2~v0.5', inTheMiddle);
  await expect(panel.getByText(/which is the root of 0\.5 \+ 0\.001$/)).toBeVisible();
  await expect(panel.getByText(/ × 2 \+ 0: gamma and beta of this map$/)).toBeVisible();
  await expect(
    catscan.inspector.getByText('and 8 that training gathers but does not learn'),
  ).toBeVisible();
});

test('a dropout says that it rests, and whose number it hands on', async ({ catscan }) => {
  const panel = await explain(catscan, 'dr', inTheMiddle);
  await expect(
    panel.getByText(/^This is .+, from map 2, row \d+, column \d+ of conv 1\./),
  ).toBeVisible();
  await expect(catscan.inspector.getByText(/^Inactive here: only training drops/)).toBeVisible();
});

test('a zero of the padding comes from nowhere; four sides are one slider', async ({ catscan }) => {
  const panel = await explain(catscan, 'zp~t3~b3~l3~r3', { x: 2, y: 2 });
  await expect(panel.getByText(/^This is a zero of the padding/)).toBeVisible();
  await catscan.type('Zeros', 5);
  await catscan.expectShape('pad 1', '51×72×4');
  await catscan.inspector.getByRole('button', { name: 'Zeros: all sides together' }).click();
  await catscan.type('Left', 0);
  await catscan.expectShape('pad 1', '51×67×4');
});

test('a depthwise number sums over one map; a convolution in groups over those of its group', async ({
  catscan,
}) => {
  const panel = await explain(catscan, 'dw', inTheMiddle);
  await expect(panel.getByRole('table', { name: 'input map 2, kernel' })).toBeVisible();
  await expect(panel.getByRole('table')).toHaveCount(3);
  const grouped = await explain(catscan, 'c~f4~gr2', inTheMiddle);
  await expect(grouped.getByRole('table', { name: 'input map 1, kernel' })).toBeVisible();
  await expect(grouped.getByRole('table', { name: 'input map 2, kernel' })).toBeVisible();
  await expect(grouped.getByRole('table')).toHaveCount(6);
});
