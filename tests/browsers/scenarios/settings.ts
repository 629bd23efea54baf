/** Sliders, undo, links, language and theme. */
import { button, type CatscanIn, header, inspector, main, map, photo } from '../catscanIn';
import type { Target } from '../pageTools';
import type { Scenario } from '../scenario';

const slider = (name: string): Target => ({ role: 'slider', name, within: inspector });

async function valueOf(catscan: CatscanIn, name: string): Promise<number> {
  return catscan.read(
    (page, slider) => Number((page.find(slider) as HTMLInputElement).value),
    slider(name),
  );
}

export const sliders: Scenario = {
  name: 'sliders by mouse, by keyboard and by typing',
  async run(catscan) {
    await catscan.open('layers=i~l160_c~f4~n90_r');
    const figures = { first: await catscan.maps([1, 2, 3, 4]) };
    // The thumb, from where 3 is to the middle; where exactly, the browser's own geometry says.
    const share = (3 - 1) / (15 - 1);
    const places = [];
    for (const at of [share, 0.3, 0.4, 0.5, 0.6]) {
      places.push(await catscan.placeOf(slider('Kernel'), at));
    }
    await catscan.drag(places);
    const dragged = await valueOf(catscan, 'Kernel');
    if (!(dragged > 6 && dragged < 13)) throw new Error(`dragged to ${dragged}`);
    await catscan.expectShape('conv 1', `${107 - dragged}×${161 - dragged}×4`);
    await catscan.focus(slider('Kernel'));
    await catscan.press('ArrowRight');
    await catscan.expectShape('conv 1', `${106 - dragged}×${160 - dragged}×4`);
    await catscan.press('End');
    await catscan.expectShape('conv 1', '92×146×4');
    await catscan.press('ArrowLeft', 'ArrowLeft');
    await catscan.expectShape('conv 1', '94×148×4');
    const keyed = await catscan.maps([1, 2, 3, 4], 148, 94);
    await catscan.press('Home');
    await catscan.expectShape('conv 1', '106×160×4');
    await catscan.type('Bias value', '0.25');
    await catscan.type('Kernel', '5');
    await catscan.expectShape('conv 1', '102×156×4');
    const typed = await catscan.maps([1, 2, 3, 4], 156, 102);
    const { hash } = await catscan.painted(map(1), 156, 102);
    return { ...figures, keyed, typed, hash };
  },
};

export const undo: Scenario = {
  name: 'undo and redo by keys and buttons',
  async run(catscan) {
    await catscan.open('layers=i~l160_c~f4~n90_r');
    await catscan.maps([1, 2, 3, 4]);
    await catscan.type('Stride', '2');
    await catscan.expectShape('conv 1', '52×79×4');
    await catscan.type('Filters', '6');
    await catscan.expectShape('conv 1', '52×79×6');
    await catscan.painted(map(6), 79, 52);
    const changed = await catscan.maps([1, 6], 79, 52);
    await catscan.press('Control+z');
    await catscan.expectShape('conv 1', '52×79×4');
    await catscan.press('Control+z');
    await catscan.expectShape('conv 1', '104×158×4');
    const undone = await catscan.maps([1, 2, 3, 4], 158, 104);
    await catscan.press('Control+y');
    await catscan.expectShape('conv 1', '52×79×4');
    await catscan.click(button('Redo', header));
    await catscan.expectShape('conv 1', '52×79×6');
    await catscan.painted(map(6), 79, 52);
    const redone = await catscan.maps([1, 6], 79, 52);
    if (redone.join() !== changed.join())
      throw new Error(`${redone.join()}, not ${changed.join()}`);
    return { changed, undone };
  },
};

export const link: Scenario = {
  name: 'a link is written while one works, and opens the same elsewhere',
  async run(catscan) {
    await catscan.open('net=exp13&photo=coffee&at=2');
    await catscan.expectShape('photo', '267×400×3');
    await catscan.goToLayer('conv 1');
    await catscan.type('Seed', '4711');
    await catscan.type('Kernel', '4');
    await catscan.type('Filters', '6');
    await catscan.goToLayer('max pool 1');
    await catscan.maps([1, 6], 132, 88);
    await catscan.press('Shift+ArrowLeft', 'Shift+ArrowLeft');
    await catscan.until('the address to hold it all', () =>
      ['n4711', 'kh4', 'f6', 'at=2.96'].every((part) => location.hash.includes(part)),
    );
    const fragment = await catscan.read(() => location.hash.slice(1));
    const state = () => seen(catscan);
    const here = await state();
    await catscan.open(fragment);
    await catscan.expectShape('photo', '267×400×3');
    await catscan.until(
      'the map to be swept as far',
      (page, map) => {
        const picture = page.picture(map);
        return picture !== null && Math.abs(picture.painted - 0.96) < 0.01;
      },
      map(3),
    );
    const there = await state();
    if (there.join() !== here.join()) throw new Error(`${there.join()}, not ${here.join()}`);
    return { fragment, here };
  },
};

async function seen(catscan: CatscanIn): Promise<string[]> {
  const names = await catscan.read((page, map) => page.all(map).map(page.nameOf), {
    role: 'button',
    name: /^(filter|map) \d+,/,
    within: main,
  });
  return [...(await catscan.layers()), ...names];
}

export const language: Scenario = {
  name: 'the page speaks Chinese, and goes on doing so when it is opened again',
  async run(catscan) {
    await catscan.open('net=lenet&photo=chelsea&at=2');
    await catscan.maps([1]);
    await catscan.click(button('简体中文', header));
    const inChinese = () =>
      catscan.untilIs('the page’s language', 'zh-CN', () => document.documentElement.lang);
    await inChinese();
    await catscan.until(
      'the Chinese words',
      (page) => page.find({ role: 'tab', name: '网络' }) !== null,
    );
    const layers = await catscan.layers();
    await catscan.reopen();
    await inChinese();
    await catscan.painted({ role: 'button', name: /\d/, within: { role: 'list', within: main } });
    const again = await catscan.layers();
    if (again.join() !== layers.join()) throw new Error(`${again.join()}, not ${layers.join()}`);
    await catscan.click(button('English', header));
    await catscan.untilIs('the page’s language', 'en', () => document.documentElement.lang);
    await catscan.maps([1]);
    return { layers, english: await catscan.layers() };
  },
};

export const theme: Scenario = {
  name: 'light and dark',
  async run(catscan) {
    await catscan.open('layers=i~l64_c~f3');
    const dark = (await catscan.painted(map(1))).hash;
    await catscan.click(button('Settings', header));
    await catscan.click({
      role: 'radio',
      name: 'Light',
      within: { role: 'dialog', name: 'Settings' },
    });
    await catscan.untilIs(
      'the theme',
      'light',
      () => document.documentElement.dataset['theme'] ?? '',
    );
    await catscan.press('Escape');
    await catscan.until(
      'the settings to be closed',
      (page) => page.find({ role: 'dialog' }) === null,
    );
    const light = await catscan.until(
      'the map to be painted anew',
      (page, map, before) => {
        const picture = page.picture(map);
        return picture !== null && picture.hash !== before && picture.hash;
      },
      map(1),
      dark,
    );
    const ground = await catscan.read(() => getComputedStyle(document.body).backgroundColor);
    return { dark, light, ground, photo: (await catscan.painted(photo)).hash };
  },
};
