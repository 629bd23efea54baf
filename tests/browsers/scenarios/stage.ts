/** The playhead, explanations, one map large and all layers side by side. */
import { button, filmstrip, main, map, playhead } from '../catscanIn';
import type { Target } from '../pageTools';
import type { Scenario } from '../scenario';

export const scrub: Scenario = {
  name: 'a drag of the playhead paints the maps that far, in scan order',
  async run(catscan) {
    await catscan.open('layers=i~l160_c~f4_r_mp');
    await catscan.maps([1, 2, 3, 4]);
    const frame = (name: string): Target => button(new RegExp(`^${name} `), filmstrip);
    const first = await catscan.placeOf(frame('conv 1'), 0.5, 0);
    const second = await catscan.placeOf(frame('ReLU 1'), 0.5, 0);
    // The ruler runs along the top of the strip, above the frames.
    const at = (position: number) => ({
      x: first.x + (position - 1) * (second.x - first.x),
      y: first.y - 16,
    });
    const { mouse } = catscan.browser;
    await mouse.moveTo(at(1).x, at(1).y);
    await mouse.down();
    const texts = [];
    for (const position of [1.3, 1.7, 2.25, 2.5]) {
      await mouse.moveTo(at(position).x, at(position).y);
      await catscan.until(
        `the maps to be swept to ${position}, in order`,
        (page, playhead, map, position) => {
          const slider = page.find(playhead) as HTMLInputElement | null;
          const value = Number(slider?.value);
          const picture = page.picture(map);
          if (picture === null || Math.abs(value - position) > 0.02 || !picture.inOrder)
            return null;
          return Math.abs(picture.painted - (value % 1)) < 0.01;
        },
        playhead,
        map(1),
        position,
      );
    }
    await mouse.up();
    await catscan.expectHeading('max pool 1');
    await catscan.press('ArrowRight');
    await catscan.untilIs(
      'the playhead',
      '3',
      (page, playhead) => (page.find(playhead) as HTMLInputElement).value,
      playhead,
    );
    await catscan.press('Shift+ArrowLeft', 'Shift+ArrowLeft');
    const value = await catscan.until(
      'two steps back',
      (page, playhead) => {
        const slider = page.find(playhead) as HTMLInputElement;
        return (
          slider.value !== '3' && slider.value !== '2.98' && slider.getAttribute('aria-valuetext')
        );
      },
      playhead,
    );
    texts.push(value);
    await catscan.press('Home');
    await catscan.expectHeading('photo');
    return { texts };
  },
};

/** conv, ReLU, pools, flatten, dense, softmax over a small photo. */
const everyKind = 'layers=i~l64_c~f4~n48_r_mp_ap_fl_de_sm';
const panel: Target = { role: 'region', name: 'How this number came about' };

export const explanation: Scenario = {
  name: 'numbers explained, for every kind of layer',
  async run(catscan) {
    await catscan.open(`${everyKind}&at=1`);
    await catscan.maps([1, 2]);
    await catscan.click(map(2), 0.5, 0.6);
    await catscan.until(
      'the explanation of a number of map 2',
      (page, panel) =>
        page
          .all({ role: 'heading', within: panel })
          .map(page.textOf)
          .some((text) => /^conv 1, map 2, row \d+, column \d+$/.test(text)),
      panel,
    );
    await catscan.press('ArrowDown', 'ArrowRight', 'Escape');
    await catscan.until(
      'the explanation to be closed',
      (page, panel) => page.find(panel) === null,
      panel,
    );
    const explained = [];
    for (const [index, kind] of [
      'conv',
      'ReLU',
      'max pool',
      'avg pool',
      'flatten',
      'dense',
      'softmax',
    ].entries()) {
      await catscan.goTo(`${everyKind}&at=${index + 0.45}&cell=1`);
      explained.push(
        await catscan.until(
          `a number of ${kind} 1 to be explained`,
          (page, panel, kind) => {
            const region = page.find(panel);
            const value = region?.querySelector('.explain__value');
            const total = region?.querySelector('.explain__total strong');
            const heading = page.all({ role: 'heading', within: panel }).map(page.textOf)[0] ?? '';
            if (!heading.startsWith(kind) || value?.getAttribute('data-fresh') !== 'true')
              return null;
            return total && [heading, page.textOf(value), page.textOf(total)];
          },
          panel,
          kind,
        ),
      );
    }
    for (const [heading, value, total] of explained) {
      if (total?.replace('= ', '') !== value)
        throw new Error(`${heading}: ${value} is not ${total}`);
    }
    return { explained };
  },
};

export const enlarged: Scenario = {
  name: 'one map large, with its values by pointer and keys',
  async run(catscan) {
    await catscan.open('layers=i~l160_c~f4~n90_r');
    await catscan.maps([1, 2, 3, 4]);
    await catscan.doubleClick(map(2));
    const large: Target = { role: 'application', name: /enlarged/, within: main };
    const { hash } = await catscan.painted(large, 158, 104);
    const values: string[] = [];
    const line = (row: number, column: number) =>
      catscan.until(
        `the value of row ${row}, column ${column}`,
        (page, line) =>
          [...document.querySelectorAll('main output')]
            .map(page.textOf)
            .find((text) => line.test(text)) ?? null,
        new RegExp(`row ${row}, column ${column}: −?\\d`),
      );
    await catscan.focus(large);
    await catscan.press('ArrowDown', 'ArrowRight');
    values.push(await line(54, 81));
    await catscan.press('ArrowRight');
    values.push(await line(54, 82));
    // By the pointer the same cell has the same value.
    const place = await catscan.read((page, large) => {
      const box = page.canvasOf(large)!.getBoundingClientRect();
      return { x: box.left + (80.5 / 158) * box.width, y: box.top + (53.5 / 104) * box.height };
    }, large);
    await catscan.browser.mouse.moveTo(place.x - 30, place.y);
    await catscan.browser.mouse.moveTo(place.x, place.y);
    const pointed = await line(54, 81);
    if (pointed !== values[0]) throw new Error(`${pointed}, not ${values[0]}`);
    await catscan.click(button('Zoom in', main));
    await catscan.focus(large);
    await catscan.press('Escape');
    await catscan.maps([1]);
    return { values, hash };
  },
};

export const overview: Scenario = {
  name: 'all layers side by side',
  async run(catscan) {
    await catscan.open('net=lenet&photo=chelsea&at=2');
    await catscan.maps([1]);
    await catscan.press('o');
    const all: Target = { role: 'main', name: 'All layers of the network' };
    await catscan.until(
      'the overview to be painted',
      (page, all) => (page.picture(all)?.colours ?? 0) > 200,
      all,
    );
    const layers = await catscan.texts({
      role: 'button',
      name: /,/,
      within: { role: 'list', within: all },
    });
    await catscan.press('ArrowRight', 'Enter');
    await catscan.expectHeading('max pool 1');
    await catscan.press('o');
    await catscan.until(
      'the overview again',
      (page, all) => (page.picture(all)?.colours ?? 0) > 200,
      all,
    );
    await catscan.press('Escape');
    await catscan.expectHeading('max pool 1');
    return { layers, maps: await catscan.maps([1, 2, 3]) };
  },
};
