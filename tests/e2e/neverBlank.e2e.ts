/** What may not end the page: parts that cannot be loaded, a translator, no Workers, a part that fails. */
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import english from '../../src/locales/en.json' with { type: 'json' };
import chinese from '../../src/locales/zh-CN.json' with { type: 'json' };
import { poll, type CatscanPage } from './catscanPage';
import { expect, test } from './fixtures';

const ownPhoto = fileURLToPath(
  new URL('../../public/photos/rocket-thumbnail.webp', import.meta.url),
);
const { trouble } = english;

/** The box that says that something is missing or stopped, in a region or at the page's foot. */
function box(within: Page | Locator, words: string = trouble.notLoaded): Locator {
  // Each part that is missing has one of its own.
  return within.getByRole('alert').filter({ hasText: words }).first();
}

async function again(within: Page | Locator, words?: string): Promise<void> {
  await box(within, words).getByRole('button', { name: trouble.again }).click();
}

/** What has to be there whatever happens: header, stage, inspector and filmstrip. */
async function expectAlive({ header, stage, filmstrip, page }: CatscanPage): Promise<void> {
  await expect(header.getByRole('combobox')).toBeVisible();
  await expect(stage).toBeVisible();
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(filmstrip.or(page.getByRole('contentinfo')).getByRole('slider')).toBeVisible();
}

test.describe('without what comes later', () => {
  // Nothing is fetched ahead, as in most tests.
  test.use({ expectedErrors: { patterns: [/Failed to load resource/] } });

  test('every region says what is missing, the rest goes on, and trying again is enough', async ({
    catscan,
  }) => {
    const { page, header, stage, inspector } = catscan;
    await catscan.open('layers=i_c~f4_r_fl_de~u9');
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404, body: '' }));

    await header.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(box(page)).toBeVisible();
    await catscan.tab('Network');
    await expect(box(inspector)).toBeVisible();
    await expectAlive(catscan);
    await catscan.tab('Layer');
    await expect(box(inspector)).toBeHidden();
    await page.keyboard.press('o');
    await expect(box(stage.or(page.locator('.app')))).not.toHaveCount(0);
    await page.keyboard.press('o');
    await expect(catscan.maps.first()).toBeVisible();
    await stage.getByRole('button', { name: 'Explain' }).click();
    await expect(box(stage)).toBeVisible();
    await stage.getByRole('button', { name: 'Explain' }).click();
    await catscan.map(1).locator('canvas').dblclick();
    await expect(box(stage)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(box(stage)).toBeVisible();
    await page.keyboard.press('Home');
    await box(stage).getByRole('button', { name: trouble.leave }).click();
    await expect(box(stage)).toBeHidden();
    await catscan.filmstrip.getByRole('button', { name: 'Add a layer after conv 1' }).click();
    await header.getByRole('button', { name: '简体中文' }).click();
    await expect(box(page).last()).toBeVisible();
    await expectAlive(catscan);

    await page.unroute('**/assets/**');
    await again(page);
    // The language, the dialog and the menu that were asked for are there, each with its looks.
    const dialog = page.getByRole('dialog', { name: chinese.header.settings });
    await expect(dialog).toBeVisible();
    await expect(box(page, '')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await dialog.getByRole('button', { name: chinese.app.close }).click();
    await page.getByRole('button', { name: chinese.explain.open }).click();
    const panel = page.getByRole('region', { name: chinese.explain.region });
    await expect(panel).toHaveCSS('display', 'flex');
  });

  test('a page whose own script is gone says so, in both languages', async ({ catscan }) => {
    const { page } = catscan;
    await page.route('**/assets/index-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText(trouble.pageNotLoaded);
    await expect(page.getByRole('alert')).toContainText(chinese.trouble.pageNotLoaded);
  });

  test('a digit can be drawn once its parts are there', async ({ catscan }) => {
    const { page, stage } = catscan;
    await catscan.open('net=exp1');
    await page.context().setOffline(true);
    await catscan.header.getByRole('button', { name: 'Draw a digit' }).click();
    await catscan.filmstrip.getByRole('button', { name: /^photo/ }).click();
    await expect(box(stage)).toBeVisible();
    await expectAlive(catscan);
    // The browser tells that the connection is back.
    await page.context().setOffline(false);
    await expect(catscan.pad).toBeVisible();
    await expect(box(page, '')).toHaveCount(0);
  });

  test('reloading keeps network, view and one’s own photo', async ({ catscan }) => {
    const { page, header } = catscan;
    await catscan.open();
    await catscan.upload(ownPhoto);
    const own = header.getByRole('button', { name: 'rocket-thumbnail.webp' });
    await expect(own).toBeVisible();
    await catscan.type('Filters', 5);
    await catscan.expectShape('conv 1', '64×64×5');
    await page.keyboard.press('ArrowRight');
    await page.context().setOffline(true);
    await header.getByRole('button', { name: 'Settings', exact: true }).click();
    const reload = page.getByRole('button', { name: trouble.reload });
    await reload.click();
    // The browser’s own page about the connection would be the end of this one.
    await expect(box(page, trouble.unreachable)).toBeVisible();
    await page.context().setOffline(false);
    await page.route('**/assets/SettingsDialog*', (route) => route.abort());
    await page.reload();
    await expect(own).toBeHidden();
    await catscan.upload(ownPhoto);
    await expect(own).toBeVisible();
    await header.getByRole('button', { name: 'Settings', exact: true }).click();
    await Promise.all([page.waitForEvent('load'), reload.click()]);
    await catscan.expectPainted();
    await expect(own).toBeVisible();
    await expect(own).toHaveAttribute('data-present', 'true');
    await catscan.expectShape('conv 1', '64×64×5');
    await expect(catscan.playhead).toHaveValue('2');
    await expect(catscan.header.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });
});

test.describe('without a host', () => {
  test.use({ fetchesAhead: true });

  // A part that nothing here needs may still be on its way when the host is gone.
  test.use({ expectedErrors: { patterns: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] } });

  test('the page works, once the first maps are there and all parts were fetched', async ({
    catscan,
  }) => {
    const { page, header, stage } = catscan;
    await catscan.open();
    const fetched = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => /\/assets\/(\w+)/.exec(name)?.[1] ?? ''),
      );
    const some = ['SettingsDialog', 'NetworkPanel', 'Overview', 'ExplainPanel', 'EnlargedMap'];
    const others = [
      'LayerMenu',
      'VectorBars',
      'PadStage',
      'zh',
      'decodeSteps',
      'makers',
      'Patches',
    ];
    await poll(fetched, 'what was fetched').toEqual(expect.arrayContaining([...some, ...others]));
    await page.route('**/assets/**', (route) => route.abort());
    await page.context().setOffline(true);
    await catscan.openSettings();
    await catscan.closeSettings();
    await catscan.tab('Network');
    await page.keyboard.press('o');
    await expect(stage.getByRole('heading', { name: english.overview.title })).toBeVisible();
    await page.keyboard.press('o');
    await catscan.map(1).locator('canvas').dblclick();
    await expect(catscan.enlarged).toBeVisible();
    await header.getByRole('button', { name: '简体中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await page.keyboard.press('End');
    await expect(page.getByRole('region', { name: chinese.stage.barsRegion })).toBeVisible();
  });
});

test('a browser’s translator does not end it, and no number goes stale', async ({ catscan }) => {
  const { page, header, inspector } = catscan;
  await catscan.open('layers=i_c~f4_r_mp_fl_de~u9&at=2');
  await page.evaluate(translate);
  await expect(inspector.locator('font font').first()).toBeVisible();

  await page.keyboard.press('ArrowLeft');
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(/Convolution/);
  const size = catscan.fact('Output shape');
  const sums = inspector.locator('.facts__sum');
  const before = await sums.first().textContent();
  await catscan.type('Kernel', 7);
  await expect(sums.first()).not.toHaveText(before ?? '');
  await expect(sums.first()).toHaveText(/− 7/);
  await expect(size).toHaveText(/× 4$/);
  await inspector.getByRole('button', { name: /^Remove/ }).click();
  await expect(catscan.frame('conv 1')).toHaveCount(0);
  await catscan.preset('photos');
  await catscan.expectShape('conv 1', '64×64×32');
  await expectAlive(catscan);
  await catscan.tab('Network');
  await page.keyboard.press('o');
  const overview = page.getByRole('main', { name: 'All layers of the network' });
  await expect(overview).toBeVisible();
  await page.keyboard.press('o');
  await expect(overview).toHaveCount(0);
  await catscan.stage.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('End');
  await header.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('region', { name: chinese.stage.barsRegion })).toBeVisible();
  await expect(page.getByRole('tab', { name: chinese.inspector.tabs.network })).toBeVisible();
  await expectAlive(catscan);
  await expect(box(page, '')).toHaveCount(0);
  // No text is React's own, to be looked for where it was: they stand alone in their elements.
  expect(await page.evaluate(ownTexts)).toEqual([]);
});

/** As Chrome's translator does, now and whenever a text comes: another one in two elements. */
function translate(): void {
  const replace = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of root instanceof Text ? [root] : texts) {
      const { parentElement } = text;
      if (!parentElement || parentElement.closest('font, option, script, svg, [translate="no"]')) {
        continue;
      }
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
  replace(document.body);
  new MutationObserver((records) => {
    for (const { addedNodes, target } of records) {
      for (const node of [...addedNodes, target]) if (node.isConnected) replace(node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** Texts that React keeps hold of by their nodes. */
function ownTexts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const isOwn = Object.keys(text).some((key) => key.startsWith('__reactFiber$'));
    if (isOwn) found.push(`${text.parentElement?.outerHTML}`);
  }
  return found;
}

for (const [how, spoil] of [
  ['without Workers', () => Reflect.deleteProperty(window, 'Worker')],
  [
    'where Workers are forbidden',
    () => {
      const refused = function refused(): never {
        throw new DOMException('Workers are forbidden', 'SecurityError');
      };
      Object.assign(window, { Worker: refused });
    },
  ],
] as const) {
  test(`${how} the page is there and says why nothing is computed`, async ({ catscan }) => {
    await catscan.page.addInitScript(spoil);
    await catscan.page.goto('./');
    await expectAlive(catscan);
    await expect(catscan.notice(/no background thread/)).toBeVisible();
    await expect(catscan.frame('conv 1')).toBeVisible();
  });
}

test.describe('a region that fails', () => {
  test.use({ expectedErrors: { patterns: [/no observers here/] } });

  test('leaves the rest, says so and can begin anew', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open();
    await page.evaluate(() => {
      const { ResizeObserver } = window;
      window.ResizeObserver = class extends ResizeObserver {
        constructor(callback: ResizeObserverCallback) {
          super(callback);
          throw new Error('no observers here');
        }
      };
      Object.assign(window, { mend: () => Object.assign(window, { ResizeObserver }) });
    });
    await page.keyboard.press('o');
    await expect(box(page, 'no observers here')).toBeVisible();
    await expect(catscan.header.getByRole('combobox', { name: 'Network' })).toBeVisible();
    await expect(catscan.playhead).toBeVisible();
    await page.evaluate('mend()');
    await again(page, 'no observers here');
    await expect(
      catscan.stage.getByRole('heading', { name: english.overview.title }),
    ).toBeVisible();
    await expect(box(page, '')).toHaveCount(0);
  });
});
