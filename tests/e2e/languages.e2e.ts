/** Both languages on the page, and every screen is free of axe's violations in both themes. */
import english from '../../src/locales/en.json' with { type: 'json' };
import chinese from '../../src/locales/zh-CN.json' with { type: 'json' };
import { atRest, violationsOf } from './accessibility';
import { poll, type CatscanPage } from './catscanPage';
import { expect, remembered, test } from './fixtures';

/** Names that are the same in both languages. */
const untranslated = new Set(
  (
    'catscan EN English LeNet ReLU ELU Softplus softplus Sigmoid sigmoid Tanh tanh Softmax softmax ' +
    'Leaky leaky Glorot Keras Sobel Gabor Chelsea RGB WASM WebGL WebGPU JavaScript MiB NASA SpaceX ' +
    'Stéfan van der Walt Rachel Michetti Pikolo Espresso Bar CC Esc JPEG alpha He Flatten Dense ' +
    'AlexNet ZFNet VGG GoogLeNet Tiny ImageNet CIFAR MNIST'
  ).split(' '),
);

test('the page changes to Chinese and back, and no English is left', async ({ catscan }) => {
  const { page } = catscan;
  await catscan.open();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('tab', { name: chinese.inspector.tabs.layer })).toBeVisible();
  const screens: [string, () => Promise<void>][] = [
    ['convolution', async () => {}],
    ['network', () => page.getByRole('tab', { name: chinese.inspector.tabs.network }).click()],
    ['softmax', () => page.keyboard.press('End')],
    ['enlarged map', () => enlarge(catscan)],
    ['settings', () => page.getByRole('button', { name: chinese.header.settings }).click()],
  ];
  for (const [screen, go] of screens) {
    await go();
    // What comes a moment later is Chinese too.
    for (let look = 0; look < 3; look++) {
      await poll(() => latinWords(catscan), screen).toEqual([]);
    }
  }
  await page.keyboard.press('Escape');
  await page.getByRole('application').press('Escape');
  await page.keyboard.press('Home');
  await page.getByRole('tab', { name: chinese.inspector.tabs.layer }).click();
  await poll(() => latinWords(catscan), 'photo').toEqual([]);

  // The next visit speaks it from the start.
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('tab', { name: chinese.inspector.tabs.layer })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('tab', { name: 'Layer' })).toBeVisible();
  await poll(() => page.locator('body').innerText()).not.toMatch(/[\u4e00-\u9fff]{2}/);
});

test.describe('a Chinese browser', () => {
  test.use({ locale: 'zh-CN', remembered: { backend: 'wasm' } });

  test('is spoken to in Chinese', async ({ catscan }) => {
    await catscan.page.goto('./');
    await expect(catscan.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(catscan.page.getByRole('button', { name: chinese.header.share })).toBeVisible();
  });
});

// Names depend on the language alone, contrast on the theme alone: two of the four see it all.
for (const [theme, language] of [
  ['dark', 'en'],
  ['light', 'zh-CN'],
] as const) {
  test.describe(`${theme}, ${language}`, () => {
    test.use({ remembered: { ...remembered, theme, language } });

    test('no violations of accessibility on any screen', async ({ catscan }) => {
      const { page } = catscan;
      const words = language === 'en' ? english : chinese;
      await catscan.open();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectNoViolations(catscan, 'convolution');
      await page.locator('[data-map="0"]').press('Enter');
      await expect(page.getByRole('application')).toBeVisible();
      await expectNoViolations(catscan, 'enlarged map');
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: words.inspector.tabs.network }).click();
      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('End');
      await expect(page.getByRole('region', { name: words.stage.barsRegion })).toBeVisible();
      await expect(page.getByText(words.inspector.wholeNetwork)).toBeVisible();
      await expectNoViolations(catscan, 'softmax and the network as a list');
      await page.getByRole('button', { name: words.header.settings, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(catscan, 'settings');
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('./#net=lenet&at=cat');
      await expect(page.getByRole('button', { name: words.app.dismiss })).toBeVisible();
      await page.getByRole('button', { name: words.header.inspector }).click();
      await page.getByRole('tab', { name: words.inspector.tabs.layer }).click();
      await page.keyboard.press('Escape');
      await atRest(page);
      await expectNoViolations(catscan, 'the phone’s sheet, and a notice');
    });
  });
}

/** Back from the last layer to the first, and its first map as large as the stage. */
async function enlarge({ page }: CatscanPage): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-map="0"]').press('Enter');
  await expect(page.getByRole('application')).toBeVisible();
}

async function expectNoViolations({ page }: CatscanPage, screen: string): Promise<void> {
  expect.soft(await violationsOf(page), screen).toEqual([]);
}

/** Words in Latin letters that can be seen or heard, but for names that are no English. */
async function latinWords({ page }: CatscanPage): Promise<string[]> {
  const texts = await page.locator('body').evaluate((body) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // And what stands there, in both languages, where the page's code could not be loaded.
      const isCode = node.parentElement?.closest('script, noscript, style, #not-loaded');
      if (!isCode) found.push(node.textContent ?? '');
    }
    for (const element of body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-valuetext', 'aria-roledescription', 'title', 'alt']) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return found;
  });
  // A setting's tooltip is its name in Keras, which is code.
  const prose = texts.filter((text) => !text.includes('Keras'));
  const words = prose.flatMap((text) => text.match(/\p{Script=Latin}{2,}/gu) ?? []);
  return [...new Set(words)].filter((word) => !untranslated.has(word));
}
