/** Trained weights in the page: the answer, the switch to random ones, files that do not come. */
import type { Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { numberOf, pictureOf, poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const root = fileURLToPath(new URL('../..', import.meta.url));
const meansNothing = 'Random weights: this answer means nothing.';

function answerOf({ page }: CatscanPage): Locator {
  return page.getByRole('region', { name: 'The network’s answer' });
}

function weight(catscan: CatscanPage, name: 'Trained' | 'Random'): Locator {
  const group = catscan.stage.getByRole('radiogroup', { name: 'Weights' });
  return group.getByRole('radio', { name });
}

/** Names and shares in per cent of the classes in the answer. */
async function classesOf(catscan: CatscanPage): Promise<[string, number][]> {
  const texts = await answerOf(catscan).getByRole('listitem').allInnerTexts();
  return texts.map((text) => {
    const [, name = '', share] = /^(.*?)\s+<?([\d.]+) %$/.exec(text.trim()) ?? [];
    return [name, Number(share)];
  });
}

/** The values of the bars on the stage, in order. */
async function valuesOf(catscan: CatscanPage): Promise<number[]> {
  const bars = catscan.stage.getByRole('region', { name: 'Values as bars' });
  const texts = await bars.getByRole('listitem').allInnerTexts();
  return texts.map((text) => numberOf(/(\S+) · /.exec(text)?.[1]));
}

test('a first visitor is told that the cat is one', async ({ catscan }) => {
  await catscan.open();
  await expect(answerOf(catscan).getByRole('listitem')).toHaveCount(4);
  const classes = await classesOf(catscan);
  expect(classes[0]?.[0]).toBe('cat');
  expect(classes[3]?.[0]).toBe('10 others');
  const sum = classes.reduce((total, [, share]) => total + share, 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(2);
  const [first, second] = classes.map(([, share]) => share);
  expect(first).toBeGreaterThanOrEqual(second ?? NaN);
  // It is read out once it has settled.
  await expect(answerOf(catscan).getByRole('status')).toHaveText(/^The network’s answer: cat \d/);

  // The layer that it comes from names the classes, and so does its sum.
  await answerOf(catscan).getByRole('button').click();
  await expect(catscan.stage.getByRole('heading', { level: 1 })).toHaveText('softmax 1');
  await poll(async () => (await valuesOf(catscan)).length).toBe(13);
  const values = await valuesOf(catscan);
  expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 3);
  await catscan.stage.getByRole('button', { name: 'cat', exact: true }).click();
  const panel = catscan.stage.getByRole('region', { name: 'How this number came about' });
  await expect(panel.getByRole('heading', { name: 'softmax 1, cat' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /^butterfly: e to the/ })).toBeVisible();
});

test('the gallery’s other photos are no cats', async ({ catscan }) => {
  await catscan.open();
  const first = async () => (await classesOf(catscan))[0]?.[0];
  await poll(first).toBe('cat');
  for (const [photo, file] of [
    ['A cup of coffee', 'coffee.webp'],
    ['An astronaut', 'astronaut.webp'],
    ['A rocket launch', 'rocket.jpg'],
  ] as const) {
    await catscan.header.getByRole('button', { name: photo }).click();
    const own = cases.find((each) => each.file.endsWith(file));
    const label = labels[own!.probabilities.indexOf(Math.max(...own!.probabilities))];
    expect(label, photo).not.toBe('cat');
    await poll(first, photo).toBe(label === 'other' ? 'something else' : label);
  }

  // However long a name is, the bars begin below one another.
  await catscan.goTo('softmax 1');
  const bars = catscan.stage.locator('.bars__track');
  await expect(bars).toHaveCount(labels.length);
  for (const tracks of [bars, catscan.page.locator('.verdict__track')]) {
    const lefts = await tracks.evaluateAll((all) =>
      all.map((each) => Math.round(each.getBoundingClientRect().left)),
    );
    expect(new Set(lefts).size).toBe(1);
  }
});

test('random weights and back, by the switch and by a key; a link brings them', async ({
  catscan,
  anotherVisitor,
}) => {
  const { page } = catscan;
  await catscan.open();
  await expect(weight(catscan, 'Trained')).toBeChecked();
  await expect(answerOf(catscan).getByRole('listitem')).toHaveCount(4);
  const trained = await catscan.everything();
  await weight(catscan, 'Random').check();
  await expect(answerOf(catscan)).toContainText(meansNothing);
  await poll(() => catscan.everything()).not.toEqual(trained);
  await expect(catscan.field('Seed')).toHaveValue('1');
  await page.keyboard.press('t');
  await expect(weight(catscan, 'Trained')).toBeChecked();
  await poll(() => catscan.everything()).toEqual(trained);
  await expect(answerOf(catscan)).not.toContainText(meansNothing);
  // What says nothing about learned numbers is not there.
  await expect(catscan.field('Seed')).toHaveCount(0);
  // A letter that is typed is no key.
  await catscan.inspector.getByRole('combobox', { name: 'Colours' }).press('t');
  await catscan.inspector.getByRole('spinbutton', { name: 'Filters' }).press('t');
  await expect(weight(catscan, 'Trained')).toBeChecked();
  await page.keyboard.press('Escape');
  await catscan.stage.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('t');
  await expect(weight(catscan, 'Random')).toBeChecked();
  await poll(() => catscan.everything()).not.toEqual(trained);
  const random = await catscan.everything();
  await poll(() => page.url()).toContain('weights=random');

  const visitor = await anotherVisitor();
  await visitor.open(new URL(page.url()).hash.slice(1));
  await expect(weight(visitor, 'Random')).toBeChecked();
  await poll(() => visitor.everything()).toEqual(random);
  // Networks without trained layers have no such switch, and no answer.
  await visitor.preset('lenet');
  await expect(visitor.maps).toHaveCount(8);
  await expect(weight(visitor, 'Random')).toHaveCount(0);
  await expect(answerOf(visitor)).toHaveCount(0);
});

test('a layer draws its weights and takes them back; a trained one goes anywhere', async ({
  catscan,
}) => {
  const { page, inspector } = catscan;
  await catscan.open();
  const kernels = inspector.getByRole('toolbar', { name: 'Kernels' });
  await expect(kernels.getByRole('button')).toHaveCount(32);
  await expect(inspector.getByRole('heading', { name: 'Learned', exact: true })).toBeVisible();
  await expect(inspector.getByRole('listitem').filter({ hasText: /^Sobel/ })).toHaveCount(2);
  const trained = await catscan.rangeOf(1);
  await catscan.choose('Weights', 'Drawn here');
  await poll(() => catscan.rangeOf(1)).not.toEqual(trained);
  await expect(answerOf(catscan)).toContainText('Not all layers have their trained weights');
  await page.keyboard.press('Control+z');
  await poll(() => catscan.rangeOf(1)).toEqual(trained);

  await page.goto('./#layers=i~l64~q1_mp');
  await catscan.filmstrip.getByRole('button', { name: 'Add a layer after photo' }).click();
  await page.getByRole('menuitem', { name: /^conv 1 of “photos”/ }).click();
  await catscan.expectShape('conv 1', '64×64×32');
  await expect(inspector.getByRole('combobox', { name: 'Weights' })).toHaveValue('photosConv1');
  await expect(catscan.map(1)).toHaveAccessibleName(/ to /);
  // More filters than were learned: the others are drawn.
  await catscan.type('Filters', 33);
  await expect(inspector.getByText('Trained weights, as far as they go')).toBeVisible();
  await expect(catscan.field('Seed')).toBeVisible();
});

test('the card tells the figures of the model’s own file', async ({ catscan }) => {
  await catscan.open('net=photos&at=1');
  await catscan.tab('Network');
  await expect(catscan.inspector.getByRole('heading', { name: 'The trained model' })).toBeVisible();
  const model = JSON.parse(readFileSync(`${root}/public/weights/photos/model.json`, 'utf8')) as {
    userDefinedMetadata: { catscan: { figures: { accuracy: number; catRecall: number } } };
  };
  const { accuracy, catRecall } = model.userDefinedMetadata.catscan.figures;
  await expect(catscan.fact('Right')).toHaveText(`${(accuracy * 100).toFixed(1)} %`);
  await expect(catscan.fact('Cats found')).toHaveText(`${(catRecall * 100).toFixed(1)} %`);
});

test.describe('files that do not come', () => {
  test.use({ expectedErrors: { patterns: [/Failed to load resource/] } });

  test('are told; the page goes on with random weights, and tries again', async ({ catscan }) => {
    const { page, stage } = catscan;
    const bytes = readFileSync(`${root}/public/weights/photos/weights.bin`);
    const answers: [RegExp, { status?: number; body?: Buffer | string }][] = [
      [/are not where they should be \(the host answered 404\)/, { status: 404 }],
      [/are damaged: their bytes/, { body: Buffer.alloc(bytes.length, 7) }],
    ];
    let answer: (typeof answers)[number][1] | null = null;
    await page.context().route('**/weights/photos/weights.bin', async (route) => {
      await (answer ? route.fulfill(answer) : route.continue());
    });
    const failed = stage.getByText('The trained weights did not load; these are random.');
    for (const [sentence, each] of answers) {
      answer = each;
      if (page.url() === 'about:blank') await catscan.open();
      else await stage.getByRole('button', { name: 'Try again' }).click();
      await expect(catscan.notice(sentence)).toBeVisible();
      await expect(failed).toBeVisible();
      await catscan.dismissNotices();
    }
    await expect(answerOf(catscan)).toContainText(meansNothing);
    await expect(catscan.map(1)).toHaveAccessibleName(/ to /);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).painted).toBe(1);
    const random = await pictureOf(catscan.canvasOf(1));
    // Settings work on.
    await catscan.type('Stride', 2);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).width).toBe(32);
    await page.keyboard.press('Control+z');
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).toBe(random.hash);

    answer = null;
    await stage.getByRole('button', { name: 'Try again' }).click();
    await expect(weight(catscan, 'Trained')).toBeChecked();
    await expect(failed).toHaveCount(0);
    await poll(async () => (await pictureOf(catscan.canvasOf(1))).hash).not.toBe(random.hash);
    await expect(answerOf(catscan)).not.toContainText(meansNothing);
  });
});

interface Fixture {
  labels: string[];
  cases: { file: string; probabilities: number[] }[];
}

const { labels, cases } = JSON.parse(
  readFileSync(new URL('../fixtures/trained/photos.json', import.meta.url), 'utf8'),
) as Fixture;

/** Opens each picture and compares the shares on screen with those of the framework that trained. */
async function compare(catscan: CatscanPage, pictures: Fixture['cases']): Promise<void> {
  await catscan.open('net=photos&at=23');
  await catscan.pick('Order', 'In order');
  for (const { file, probabilities } of pictures) {
    await catscan.upload(`${root}/${file}`);
    // Decoders of lossy pictures may differ by a step.
    const tolerance = file.endsWith('.png') ? 1e-3 : 0.02;
    const difference = async () => {
      const values = await valuesOf(catscan);
      if (values.length !== probabilities.length) return NaN;
      return Math.max(...values.map((value, at) => Math.abs(value - (probabilities[at] ?? NaN))));
    };
    await poll(difference, file).toBeLessThan(tolerance);
  }
}

test('answers are those of the framework that trained the network', async ({ catscan }) => {
  // The engine's own test has all of them; here, one of every format through the browser's decoder.
  const formats = new Map(cases.map((each) => [extname(each.file), each]));
  expect(formats.size).toBeGreaterThanOrEqual(3);
  await compare(catscan, [...formats.values()]);
});
