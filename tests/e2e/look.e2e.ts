/** Any window, any letters, any colours: little room, a large font, and the system's contrast themes. */
import type { Locator } from '@playwright/test';
import type { CatscanPage } from './catscanPage';
import { obstructions, setFontSize, tightSizes } from './controls';
import { expect, test } from './fixtures';
import { besideOf, boxOf, contrast, Screen, type Box } from './screen';

/** Brings the page into each tight size, then to a desk's with letters of twice the size. */
async function inTightRooms(
  catscan: CatscanPage,
  look: (size: { width: number; height: number }) => Promise<void>,
): Promise<void> {
  const { page } = catscan;
  for (const size of tightSizes) {
    await test.step(`${size.width} × ${size.height}`, async () => {
      await page.setViewportSize(size);
      await look(size);
    });
  }
  await test.step('1440 × 900, letters of twice the size', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await setFontSize(page, 32);
    await expect(page.locator('html')).toHaveCSS('font-size', '32px');
    await look({ width: 1440, height: 900 });
    await setFontSize(page, 16);
  });
}

async function expectReachable(region: Locator): Promise<void> {
  await expect.poll(() => obstructions(region)).toEqual([]);
}

test.describe('little room', () => {
  test.beforeEach(({ page }) => page.setViewportSize({ width: 720, height: 450 }));

  test('a map is seen and chosen, and nothing covers another control', async ({ catscan }) => {
    await catscan.open();
    await inTightRooms(catscan, async ({ height }) => {
      await expectReachable(catscan.page.locator('#root'));
      const map = catscan.map(2);
      await map.scrollIntoViewIfNeeded();
      await expect(map).toBeInViewport({ ratio: 0.9 });
      const box = await map.boundingBox();
      expect(box?.height).toBeGreaterThan(Math.min(100, height / 3));
      await catscan.select(2);
      await expect(map).toHaveAttribute('aria-pressed', 'true');
      await catscan.select(1);
    });
  });

  test('the settings have a column, or the window, to themselves', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open('net=lenet');
    await inTightRooms(catscan, async ({ width, height }) => {
      await catscan.header.getByRole('button', { name: 'Layer settings' }).click();
      await expect(catscan.slider('Kernel')).toBeInViewport();
      const box = await catscan.inspector.boundingBox();
      expect(box?.height).toBeGreaterThan(Math.min(height, 320) - 1);
      await expectReachable(catscan.inspector);
      await catscan.tab('Network');
      await expectReachable(catscan.inspector);
      await catscan.tab('Layer');
      // Beside the maps, not over them.
      if (width > 600) await expectReachable(page.locator('#root'));
      await catscan.inspector.getByRole('button', { name: 'Close' }).click();
      await expect(catscan.inspector).toBeHidden();
      const opener = catscan.header.getByRole('button', { name: 'Layer settings' });
      await expect(opener).toBeFocused();
    });
  });

  test('explanations, a map alone, the overview and what is told', async ({ catscan }) => {
    const { page } = catscan;
    await catscan.open('net=lenet&photo=chelsea&at=4');
    await inTightRooms(catscan, async () => {
      await catscan.stage.getByRole('button', { name: 'Explain a number' }).click();
      const panel = page.getByRole('region', { name: 'How this number came about' });
      await expect(panel.locator('.sums__channel').first()).toBeVisible();
      await expectReachable(panel);
      await panel.getByRole('button', { name: 'Close the explanation' }).click();

      await catscan.map(2).dblclick();
      await expect(catscan.enlarged).toBeVisible();
      await expectReachable(catscan.stage);
      // Larger by its size alone: engines that round boxes to whole pixels would scale that error too.
      await catscan.enlarged.press('+');
      const picture = catscan.enlarged.locator('.enlarged__picture');
      await expect(picture).toHaveCSS('transform', /^matrix\(1, 0, 0, 1, /);
      await catscan.stage.getByRole('button', { name: 'All 12 maps' }).click();

      await page.keyboard.press('o');
      const overview = page.getByRole('main', { name: 'All layers of the network' });
      await expect(overview.getByRole('button', { name: /^softmax 1/ })).toBeAttached();
      await expectReachable(overview.locator('.overview__head'));
      await catscan.header.getByRole('button', { name: 'Share' }).click();
      await expect(catscan.notice('')).toBeInViewport();
      await expectReachable(page.locator('#root'));
      await catscan.dismissNotices();
      await page.keyboard.press('o');
    });
  });

  test('bars, the toy, the pad and a long list of layers', async ({ catscan }) => {
    for (const fragment of ['net=lenet&at=9', 'net=toy', 'net=digits&photo=d']) {
      await catscan.open(fragment);
      await inTightRooms(catscan, () => expectReachable(catscan.page.locator('#root')));
    }
  });
});

test('a notice stands in a row of its own, on a phone and on a desk', async ({ catscan }) => {
  const { page } = catscan;
  for (const [fragment, size] of Object.entries({
    'net=lenet': { width: 390, height: 844 },
    'net=exp1': { width: 1440, height: 900 },
  })) {
    await page.setViewportSize(size);
    await catscan.open(fragment);
    await page.keyboard.press('o');
    await expect(page.getByRole('group', { name: 'Zoom' })).toBeVisible();
    await catscan.header.getByRole('button', { name: 'Share' }).click();
    await expect(catscan.notice('')).toBeInViewport();
    await expectReachable(page.locator('#root'));
    await catscan.dismissNotices();
  }
});

test.describe('contrast themes', () => {
  for (const colorScheme of ['dark', 'light'] as const) {
    test.describe(colorScheme, () => {
      test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active', colorScheme }));

      test('every mark on stage, strip and inspector stands out', async ({ catscan }) => {
        const { page } = catscan;
        await catscan.open('net=lenet&photo=chelsea&at=4');
        await expect(catscan.slider('Kernel')).toBeVisible();
        const selected = await boxOf(catscan.map(1).locator('.tile__picture'));
        const other = await boxOf(catscan.map(2).locator('.tile__picture'));
        const frame = await boxOf(catscan.frame('conv 2').locator('.filmstrip__picture'));
        const tab = await boxOf(catscan.inspector.getByRole('tab', { name: 'Layer' }));
        const otherTab = await boxOf(catscan.inspector.getByRole('tab', { name: 'Network' }));
        const padding = catscan.inspector.getByRole('radiogroup', { name: 'Padding' });
        const valid = await boxOf(padding.locator('label', { hasText: 'valid' }));
        const same = await boxOf(padding.locator('label', { hasText: 'same' }));
        const slider = await boxOf(catscan.slider('Kernel'));
        const ruler = await boxOf(catscan.filmstrip.locator('.filmstrip__ruler'));
        const handle = await boxOf(catscan.playhead);
        const screen = await Screen.of(page);
        const ground = screen.colour(slider.x + slider.width / 2, slider.y);

        // A slider, at its beginning, its thumb and its end.
        const column = (share: number) => ({
          ...slider,
          x: slider.x + share * slider.width,
          width: 2,
        });
        for (const share of [0.02, 0.2, 0.95]) {
          expect(screen.contrastIn(column(share), ground)).toBeGreaterThan(3);
        }
        const filled = screen.colour(slider.x + 4, slider.y + slider.height / 2);
        const empty = screen.colour(slider.x + slider.width - 8, slider.y + slider.height / 2);
        expect(contrast(filled, empty)).toBeGreaterThan(2);

        expect(screen.contrastIn(besideOf(selected, 4, 3), ground)).toBeGreaterThan(3);
        expect(screen.contrastIn(besideOf(other, 4, 3), ground)).toBeLessThan(1.2);
        expect(screen.contrastIn(besideOf(frame, 4, 3), ground)).toBeGreaterThan(3);
        const foot = ({ x, y, width, height }: Box) => ({ x, y: y + height - 3, width, height: 1 });
        expect(screen.contrastIn(foot(tab), ground)).toBeGreaterThan(2);
        expect(screen.contrastIn(foot(otherTab), ground)).toBeLessThan(1.2);
        const corner = ({ x, y }: Box) => screen.colour(x + 8, y + 4);
        expect(contrast(corner(valid), corner(same))).toBeGreaterThan(2);
        const line = { x: handle.x + handle.width / 2 - 2, y: ruler.y + 12, width: 4, height: 8 };
        expect(screen.contrastIn(line, ground)).toBeGreaterThan(2);

        // The cell that is explained, and what it sees.
        await catscan.stage.getByRole('button', { name: 'Explain a number' }).click();
        const mark = catscan.map(1).locator('.mark').first();
        await expect(mark).toBeVisible();
        const [outline, page1] = await mark.evaluate((element) => [
          getComputedStyle(element).outlineColor,
          getComputedStyle(document.body).backgroundColor,
        ]);
        expect(outline).not.toBe(page1);
      });

      test('bars, cells and the overview stand out', async ({ catscan }) => {
        const { page } = catscan;
        await catscan.open('net=lenet&photo=chelsea&at=9');
        const bar = await boxOf(catscan.stage.locator('.bars__bar').first());
        const small = await boxOf(
          catscan.frame('softmax 1').locator('.filmstrip__bar-length').first(),
        );
        const histogram = await boxOf(catscan.inspector.locator('.selected-map__histogram canvas'));
        const screen = await Screen.of(page);
        const ground = screen.colour(bar.x + bar.width / 2, bar.y - 4);
        const middle = ({ x, y, width, height }: Box) => ({
          x: x + width / 2,
          y: y + height / 2,
          width: 1,
          height: 1,
        });
        expect(screen.contrastIn(middle(bar), ground)).toBeGreaterThan(3);
        expect(screen.contrastIn(middle(small), ground)).toBeGreaterThan(3);
        expect(screen.contrastIn(histogram, ground)).toBeGreaterThan(3);

        // The overview paints with the system's colours too.
        await page.keyboard.press('o');
        const overview = page.getByRole('main', { name: 'All layers of the network' });
        const canvas = overview.locator('canvas');
        await expect(canvas).toBeVisible();
        const handle = await boxOf(catscan.playhead);
        const area = await boxOf(canvas);
        await expect
          .poll(async () => {
            const seen = await Screen.of(page);
            return seen.has(area, seen.colour(handle.x + 7, handle.y + 5));
          })
          .toBe(true);

        // The toy: cells differ by their value, and are cells where they are equal.
        await page.goto('./#net=toy');
        const cells = catscan.stage.locator('.matrix__cell');
        await expect(cells).toHaveCount(25);
        const one = await boxOf(cells.nth(0));
        const zero = await boxOf(cells.nth(4));
        const toy = await Screen.of(page);
        const fill = ({ x, y }: Box) => toy.colour(x + 6, y + 6);
        expect(contrast(fill(one), fill(zero))).toBeGreaterThan(3);
        const edge = { x: one.x + one.width - 2, y: one.y + 6, width: 4, height: 1 };
        expect(toy.contrastIn(edge, fill(one))).toBeGreaterThan(1.2);
      });
    });
  }
});
