/** Odd and hostile files: whole ones without their ends are opened; cut and excessive ones are told. */
import { fileURLToPath } from 'node:url';
import words from '../../src/locales/en.json' with { type: 'json' };
import { colourAt, poll } from './catscanPage';
import { expect, test } from './fixtures';

const pathOf = (name: string) =>
  fileURLToPath(new URL(`../fixtures/pictures/${name}`, import.meta.url));

const whole = [
  'no-eoi.jpg',
  'half-eoi.jpg',
  'no-eoi-zeros.jpg',
  'no-eoi-mp4.jpg',
  'no-eoi-progressive.jpg',
  'no-iend.png',
  'half-iend.png',
  'no-trailer.gif',
  'no-trailer-zero.gif',
  'riff-size-is-file.webp',
  'riff-size-plus-1.webp',
];

test('whole files without their ends are opened to the last row', async ({ catscan }) => {
  await catscan.open('net=empty&at=0');
  await catscan.upload(pathOf('whole.jpg'));
  await catscan.expectShape('photo', '240×320×3');
  await poll(async () => (await colourAt(catscan.photo, 0.01, 0.01)).length).toBe(3);
  for (const name of whole) {
    await test.step(name, async () => {
      await catscan.upload(pathOf(name));
      await expect(catscan.header.getByRole('button', { name })).toBeVisible();
      await expect(catscan.page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
      await catscan.expectShape('photo', '240×320×3');
      // Its lower right corner is brown; what a decoder did not reach is grey.
      await poll(async () => {
        const [red = 0, , blue = 255] = await colourAt(catscan.photo, 0.995, 0.995);
        return red - blue;
      }).toBeGreaterThan(25);
    });
  }
});

/** The shape that the network sees: a drawing without a size has 512 pixels, of which it sees 400. */
const drawings = {
  '05-svg-infinite-width.svg': '400×400×3',
  '05-svg-nan-viewbox.svg': '400×400×3',
  '05-svg-percent-size.svg': '400×400×3',
  '05-svg-huge-viewbox.svg': '400×400×3',
  '05-svg-thin-viewbox.svg': '400×1×3',
  '05-svg-css-import.svg': '200×300×3',
  '05-svg-entity-external.svg': '200×300×3',
  '05-svg-external-image.svg': '200×300×3',
  '05-svg-foreignobject.svg': '200×300×3',
  '05-svg-script.svg': '200×300×3',
  '05-svg-self-data-animate.svg': '200×300×3',
  '05-svg-utf16.svg': '200×300×3',
};

test('drawings of odd sizes are drawn, and those that ask for more get nothing of it', async ({
  catscan,
}) => {
  await catscan.open('net=empty&at=0');
  for (const [name, shape] of Object.entries(drawings)) {
    await test.step(name, async () => {
      await catscan.upload(pathOf(name));
      await expect(catscan.header.getByRole('button', { name })).toBeVisible();
      await catscan.expectShape('photo', shape);
      // The frame that drew it is gone.
      await expect(catscan.page.locator('iframe')).toHaveCount(0);
    });
  }
  await expect(catscan.page).toHaveTitle('catscan');
});

const refused: Readonly<Record<string, keyof typeof words.problem>> = {
  'really-cut.jpg': 'photoCutOff',
  'really-cut.gif': 'photoCutOff',
  '05-svg-huge-width.svg': 'photoTooLarge',
  '05-svg-quadratic-entity.svg': 'svgEntities',
  '05-svg-billion-laughs.svg': 'svgEntities',
  '05-svg-use-bomb.svg': 'svgElements',
  '05-svg-use-bomb-small.svg': 'svgElements',
};

test('cut files and drawings that ask for too much are told', async ({ catscan }) => {
  await catscan.open('net=empty&at=0');
  await catscan.upload(pathOf('whole.gif'));
  await catscan.expectShape('photo', '240×320×3');
  for (const [name, problem] of Object.entries(refused)) {
    await test.step(name, async () => {
      await catscan.upload(pathOf(name));
      const sentence = words.problem[problem]
        .replace('{{name}}', name)
        .replace(/\{\{(?:width|height), number\}\}/g, '1,000,000,000')
        .replace('{{most, number}}', /use-bomb/.test(name) ? '50,000' : '');
      await expect(catscan.notice(sentence)).toBeVisible({ timeout: 30_000 });
      await catscan.dismissNotices();
      await expect(catscan.header.getByRole('button', { name: 'whole.gif' })).toBeVisible();
    });
  }
});

test('a drawing of costly filters is drawn or told, and the page goes on', async ({ catscan }) => {
  await catscan.open('net=empty&at=0');
  await catscan.upload(pathOf('05-svg-filter-bomb.svg'));
  const { header } = catscan;
  const drawn = header.getByRole('button', { name: '05-svg-filter-bomb.svg' });
  const told = catscan.notice('05-svg-filter-bomb.svg takes too long to draw');
  await expect(drawn.or(told)).toBeVisible();
  await expect(catscan.page.locator('iframe')).toHaveCount(0);
  await catscan.upload(pathOf('whole.jpg'));
  await catscan.expectShape('photo', '240×320×3');
});
