/** Every picture format, and files that give no photo; made by the browser tests' own maker. */
import { fileURLToPath } from 'node:url';
import { button, type CatscanIn, header, photo } from '../catscanIn';
import words from '../../../src/locales/en.json' with { type: 'json' };
import { makePictures, type TestPicture } from '../../e2e/pictures/make.mjs';
import type { Figure, Scenario } from '../scenario';

const folder = fileURLToPath(new URL('../output/pictures', import.meta.url));
let made: Promise<TestPicture[]> | undefined;

/** Once for all browsers. */
function pictures(): Promise<TestPicture[]> {
  made ??= makePictures(folder);
  return made;
}

/** Fifty million pixels tell nothing of a browser but its patience. */
const leftOut = ['many.jpg'];
/** The middles of the four coloured squares. */
const corners = [0, 1, 2, 3].map((corner) => [
  corner % 2 ? 1 - 4.5 / 48 : 4.5 / 48,
  corner < 2 ? 4.5 / 32 : 1 - 4.5 / 32,
]);

export const formats: Scenario = {
  name: 'every picture format is opened upright, unstretched and in its colours',
  tolerances: {
    'alpha.png': {
      by: 1,
      because: 'half clear pixels are multiplied and rounded in another order',
    },
    'alpha.webp': { by: 1, because: 'as alpha.png' },
    'sixteen-bit.png': { by: 1, because: 'Firefox drops the lower byte, the others round' },
  },
  async run(catscan) {
    await catscan.open('net=empty&at=0');
    await catscan.painted(photo);
    const figures: Record<string, Figure> = {};
    for (const { name, path, expected } of await pictures()) {
      if ('problem' in expected || leftOut.includes(name)) continue;
      const { width, height } = expected;
      const ratio = Math.min(1, 400 / Math.max(width, height));
      const [rows, columns] = [height, width].map((side) => Math.max(1, Math.round(side * ratio)));
      // So that what it shows afterwards was painted afterwards.
      await catscan.read((page, photo) => {
        const canvas = page.canvasOf(photo);
        canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
      }, photo);
      await catscan.browser.setFiles([path]);
      await catscan.expectShape('photo', `${rows}×${columns}×3`);
      await catscan.until(
        `the header to name ${name}`,
        (page, named) => page.find(named) !== null,
        button(new RegExp(`^${name.replaceAll('.', '\\.')}`), header),
      );
      await catscan.painted(photo, columns, rows);
      const seen = await catscan.read(
        (page, photo, corners) => page.coloursAt(photo, corners),
        photo,
        corners,
      );
      if (expected.corners !== null && (rows ?? 0) >= 30) {
        const furthest = Math.max(
          ...expected.corners.flatMap((colour, corner) =>
            colour.map((value, i) => Math.abs(value - (seen[corner]?.[i] ?? NaN))),
          ),
        );
        if (!(furthest <= expected.tolerance)) {
          throw new Error(`${name} has corners of ${JSON.stringify(seen)}`);
        }
      }
      figures[name] = seen;
    }
    return figures;
  },
};

export const badFiles: Scenario = {
  name: 'a file that is no photo gets its sentence, and everything stays',
  async run(catscan) {
    await catscan.open('net=exp12');
    const before = await catscan.maps([1, 2, 3]);
    const told: Record<string, Figure> = {};
    for (const { name, path, expected } of await pictures()) {
      if (!('problem' in expected)) continue;
      await catscan.browser.setFiles([path]);
      told[name] = await noticeOf(catscan, expected.problem);
      await catscan.click(button(words.app.dismiss));
      await catscan.until('no notice to be left', (page) =>
        page.all({ role: 'status' }).every((status) => page.textOf(status) === ''),
      );
    }
    await catscan.expectShape('photo', '266×400×3');
    const after = await catscan.maps([1, 2, 3]);
    if (after.join() !== before.join()) throw new Error(`the maps are ${after.join()}`);
    // And the page goes on working.
    await catscan.type('Kernel', '5');
    await catscan.expectShape('conv 1', '262×396×3');
    return { ...told, ranges: await catscan.maps([1, 2, 3], 396, 262) };
  },
};

/** Waits for the sentence of a problem, whatever it names, and gives it. */
async function noticeOf(catscan: CatscanIn, problem: string): Promise<string> {
  const text = Object.entries(words.problem).find(([code]) => code === problem)?.[1];
  if (typeof text !== 'string') throw new RangeError(`no sentence is called ${problem}`);
  const parts = text.split(/\{\{[^}]*\}\}/).map((part) => part.replaceAll(/[.()?]/g, '\\$&'));
  return catscan.until(
    `a notice: ${text}`,
    (page, sentence) =>
      page
        .all({ role: 'status' })
        .flatMap((status) => [...status.querySelectorAll('p')].map(page.textOf))
        .find((words) => sentence.test(words)) ?? null,
    new RegExp(`^${parts.join('.+')}$`),
  );
}
