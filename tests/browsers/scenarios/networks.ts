/** GoogLeNet, handwritten digits, the toy and the phone. */
import { button, filmstrip, header, inspector, main, map, photo } from '../catscanIn';
import { digitStrokes } from '../../e2e/digitStrokes';
import type { Target } from '../pageTools';
import type { Scenario } from '../scenario';

export const googlenet: Scenario = {
  name: 'GoogLeNet: nine folded modules, and the numbers at its end',
  async run(catscan) {
    await catscan.open('net=googlenet&photo=chelsea&at=10');
    await catscan.expectShape('concat 9', '7×7×1024');
    await catscan.untilIs(
      'the number of folded modules',
      9,
      (page, fold) => page.all(fold).length,
      button(/^Show the \d+ layers/, filmstrip),
    );
    const first = await catscan.maps([1, 2, 3]);
    await catscan.press('End');
    const bars: Target = { role: 'region', name: 'Values as bars' };
    const largest = await catscan.until(
      'the network’s last numbers',
      (page, bars) => {
        const texts = page.all({ role: 'listitem', within: bars }).map(page.textOf);
        return texts.length > 4 && texts.slice(0, 5);
      },
      bars,
    );
    return { layers: await catscan.layers(), first, largest };
  },
};

/** The drawing of a three. */
const three = 'd.11F0unKnKqZpZZmZmGlGkEYDXpaoZkmjlKpJo9b8a8L8L';
const answer: Target = { role: 'list', name: 'The network’s answer', within: main };

export const digits: Scenario = {
  name: 'a digit in a link and one drawn with the mouse are read',
  async run(catscan) {
    await catscan.open(`net=digits&photo=${three}`);
    const reads = (digit: number) =>
      catscan.until(
        `a ${digit} to be read`,
        (page, answer, digit) => {
          const best = document.querySelector('.answer__words strong');
          if (!best || page.textOf(best) !== String(digit)) return null;
          return page
            .all({ role: 'listitem', within: answer })
            .map((item) => page.textOf(item.querySelector('.visually-hidden') ?? item));
        },
        answer,
        digit,
      );
    const shares = await reads(3);
    const { hash } = await catscan.painted(photo);
    await catscan.click(button('Clear the pad', main));
    const pad: Target = { role: 'application', name: /^Pad to draw a digit on/, within: main };
    for (const stroke of digitStrokes[7] ?? []) {
      const places = [];
      for (const [across, down] of stroke) places.push(await catscan.placeOf(pad, across, down));
      await catscan.drag(places);
    }
    await reads(7);
    await catscan.press('Control+z');
    return { shares, hash };
  },
};

export const toy: Scenario = {
  name: 'the toy: a number is typed, the sums follow, and undo takes it back',
  async run(catscan) {
    await catscan.open('net=toy');
    const values = (wanted: number[]) =>
      catscan.untilIs(
        'the numbers on the map',
        wanted,
        (page, map) =>
          [...(page.find(map)?.querySelectorAll('.cell-values > span') ?? [])].map((value) =>
            Number(page.textOf(value).replace('−', '-')),
          ),
        map(1),
      );
    await values([4, 3, 4, 2, 4, 3, 2, 3, 4]);
    const cell: Target = {
      role: 'textbox',
      name: 'row 1, column 1',
      within: { role: 'grid', within: main },
    };
    await catscan.click(cell);
    await catscan.press('1', '2', 'Enter');
    await values([15, 3, 4, 2, 4, 3, 2, 3, 4]);
    await catscan.click(button('Undo', header));
    await values([4, 3, 4, 2, 4, 3, 2, 3, 4]);
    await catscan.press('Control+y');
    await values([15, 3, 4, 2, 4, 3, 2, 3, 4]);
    // A click into a number selects it, in the kernel too.
    await catscan.click({ role: 'field', name: 'Row 1, column 1', within: inspector });
    await catscan.press('3', 'Enter');
    await values([39, 5, 6, 2, 6, 5, 2, 3, 6]);
    return { maps: await catscan.maps([1]) };
  },
};

export const phone: Scenario = {
  name: 'the phone: the inspector is a sheet, and nothing overflows',
  async run(catscan) {
    const { browser } = catscan;
    await browser.resize(390, 844);
    try {
      await catscan.open('net=lenet&photo=chelsea&at=1');
      const maps = await catscan.maps([1, 2]);
      const overflow = () =>
        catscan.untilIs('what stands out of the window', 0, () =>
          Math.max(0, document.documentElement.scrollWidth - innerWidth),
        );
      await overflow();
      const opener = button('Layer settings', header);
      await catscan.click(opener);
      await catscan.click({ role: 'slider', name: 'Kernel' });
      await overflow();
      const shape = await catscan.until('a larger kernel', (page) => {
        const slider = page.find({ role: 'slider', name: 'Kernel' });
        return slider instanceof HTMLInputElement && Number(slider.value) > 5 && slider.value;
      });
      await catscan.expectShape('conv 1', `${267 - Number(shape)}×${401 - Number(shape)}×8`);
      await catscan.click(opener);
      await catscan.goToLayer('ReLU 1');
      await catscan.doubleClick(map(2));
      await catscan.painted({ role: 'application', name: /enlarged/, within: main });
      await overflow();
      return { maps };
    } finally {
      await browser.resize(1440, 900);
    }
  },
};
