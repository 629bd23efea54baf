import { button, header, map, photo } from '../catscanIn';
import type { Scenario } from '../scenario';

export const firstVisit: Scenario = {
  name: 'a first visit: the cat’s maps are there without doing anything',
  async run(catscan) {
    await catscan.open('', null);
    await catscan.expectShape('conv 1', '64×64×32');
    const ranges = await catscan.maps([1, 2, 3, 4, 5, 6, 7]);
    const pictures = [];
    for (const target of [map(1), map(7), photo]) {
      pictures.push((await catscan.painted(target, 64, 64)).hash);
    }
    await catscan.until(
      'the cat to be the photo that is chosen',
      (page, cat) => page.find(cat)?.getAttribute('aria-pressed') === 'true',
      button('Chelsea the cat', header),
    );
    // What it takes the photo for, at the filmstrip's end.
    return { layers: await catscan.layers(), ranges, pictures };
  },
};
