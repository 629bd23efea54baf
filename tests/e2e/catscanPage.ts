/** The page as a user finds it: by role and name. Every test file drives catscan through this. */
import { expect, type Locator, type Page } from '@playwright/test';
import { digitStrokes, type Place } from './digitStrokes';

/** Asks again and again, sooner than `expect.poll` by itself: a map is repainted within a frame or two. */
export function poll<Value>(read: () => Value | Promise<Value>, message = '') {
  return expect.poll(read, { intervals: [30, 60, 120, 240], message });
}

/** What a canvas shows. */
export interface Picture {
  width: number;
  height: number;
  /** Pixels that are not transparent, as a share of all. */
  painted: number;
  /** Different colours, counted up to 1,000. */
  colours: number;
  /** Equal pictures have equal hashes. */
  hash: number;
}

export class CatscanPage {
  readonly page: Page;
  readonly header: Locator;
  readonly stage: Locator;
  readonly inspector: Locator;
  readonly filmstrip: Locator;
  readonly playhead: Locator;
  /** The photo beside the maps, or on the stage when the playhead is on it. */
  readonly photo: Locator;

  constructor(page: Page) {
    this.page = page;
    this.header = page.getByRole('banner');
    this.stage = page.getByRole('main');
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.filmstrip = page.getByRole('contentinfo', { name: 'Filmstrip' });
    this.playhead = this.filmstrip.getByRole('slider', { name: 'Playhead' });
    this.photo = this.stage.getByRole('img', { name: 'The photo as the network sees it' });
  }

  /** Opens the page, at a link where one is given, and waits until the stage is painted. */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(fragment === '' ? './' : `./#${fragment}`);
    await this.expectPainted();
  }

  /** Waits for the first map on the stage, or the photo or the bars where the stage shows these. */
  async expectPainted(): Promise<void> {
    // By roles alone: the page may be in either language.
    const bars = this.stage.getByRole('region').getByRole('listitem');
    const maps = this.stage.getByRole('list').getByRole('button');
    const photo = this.stage.getByRole('figure');
    const map = maps.or(photo).or(this.stage.getByRole('application')).first();
    const canvas = map.locator('canvas').first();
    const painted = async () => {
      if ((await bars.count()) > 0) return 1;
      return (await canvas.count()) > 0 ? (await pictureOf(canvas)).painted : 0;
    };
    await poll(painted, 'the share of the first map that is painted').toBeGreaterThan(0);
  }

  /** All maps on the stage that are within reach of the scroll position. */
  get maps(): Locator {
    return this.stage.getByRole('button', { name: /^(filter|map) \d+,/ });
  }

  /** A map on the stage by its number, counted from 1. */
  map(number: number): Locator {
    return this.stage.getByRole('button', { name: new RegExp(`^(filter|map) ${number},`) });
  }

  /** Selects a map without explaining one of its cells: by its caption. */
  async select(number: number): Promise<void> {
    await this.map(number).locator('.tile__caption').click();
  }

  canvasOf(number: number): Locator {
    return this.map(number).locator('canvas');
  }

  get enlarged(): Locator {
    return this.stage.getByRole('application', { name: /enlarged/ });
  }

  /** The value line of the enlarged map. */
  get value(): Locator {
    return this.stage.locator('output');
  }

  /** Minimum and maximum that a map's name tells. */
  async rangeOf(number: number): Promise<[number, number]> {
    const name = await nameOf(this.map(number));
    const [, from, to] = /, (\S+) to (\S+)$/.exec(name) ?? [];
    const [, , constant] = /, (constant|dead) (\S+)$/.exec(name) ?? [];
    return [numberOf(from ?? constant), numberOf(to ?? constant)];
  }

  /** The frame of a layer in the filmstrip: "conv 1". */
  frame(name: string): Locator {
    return this.filmstrip.getByRole('button', { name: new RegExp(`^${name}\\s`) });
  }

  /** The frames of all layers, in order. */
  get frames(): Locator {
    const list = this.filmstrip.getByRole('list', { name: 'Layers' });
    return list.getByRole('button', { name: /^(?!Add a layer)/ });
  }

  /** Names of all layers, in order. */
  async layers(): Promise<string[]> {
    const texts = await this.frames.evaluateAll((frames) =>
      frames.map((frame) => (frame instanceof HTMLElement ? frame.innerText : '')),
    );
    return texts.map((text) => text.trim().split('\n')[0]?.trim() ?? '');
  }

  /** The shape under a layer's frame; "cannot run" and "waiting" stand there too. */
  async expectShape(name: string, shape: string): Promise<void> {
    await expect(this.frame(name)).toHaveAccessibleName(`${name} ${shape}`);
  }

  async goTo(name: string): Promise<void> {
    await this.stripAtRest();
    await this.frame(name).click();
    await expect(this.stage.getByRole('heading', { level: 1 })).toHaveText(name);
  }

  /** The strip glides after a playhead that leaps, and a click on what moves may miss it. */
  private async stripAtRest(): Promise<void> {
    await this.filmstrip.locator('.filmstrip__scroller').evaluate(async (strip) => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let still = 0, before = strip.scrollLeft; still < 4; before = strip.scrollLeft) {
        await frame();
        still = strip.scrollLeft === before ? still + 1 : 0;
      }
    });
  }

  slider(name: string): Locator {
    return this.inspector.getByRole('slider', { name, exact: true });
  }

  field(name: string): Locator {
    return this.inspector.getByRole('spinbutton', { name, exact: true });
  }

  /** Types a number into the field beside a slider and leaves it. */
  async type(name: string, value: number): Promise<void> {
    await this.field(name).fill(String(value));
    await this.field(name).blur();
  }

  /** Drags a slider's thumb with the mouse to a share of the way, in several steps. */
  async drag(name: string, share: number): Promise<void> {
    const slider = this.slider(name);
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (!box) throw new Error(`${name} cannot be seen`);
    const [min, max, value] = await slider.evaluate((element) => {
      if (!(element instanceof HTMLInputElement)) throw new TypeError('this is no slider');
      return [Number(element.min), Number(element.max), element.valueAsNumber];
    });
    const thumb = 16;
    const at = (part: number) => box.x + thumb / 2 + part * (box.width - thumb);
    const middle = box.y + box.height / 2;
    await this.page.mouse.move(at((value - min) / (max - min)), middle);
    await this.page.mouse.down();
    await this.page.mouse.move(at(share), middle, { steps: 8 });
    await this.page.mouse.up();
  }

  async choose(name: string, option: string): Promise<void> {
    await this.inspector.getByRole('combobox', { name, exact: true }).selectOption(option);
  }

  /** One of a few that stand side by side. */
  async pick(group: string, option: string): Promise<void> {
    const segments = this.page.getByRole('radiogroup', { name: group });
    await segments.getByRole('radio', { name: option, exact: true }).check();
  }

  /** What the inspector tells under a term: a fact of the layer, a figure of the selected map. */
  fact(term: string): Locator {
    return this.inspector
      .locator('dl > div')
      .filter({ has: this.page.getByRole('term').getByText(term, { exact: true }) })
      .getByRole('definition')
      .first();
  }

  async tab(name: 'Layer' | 'Network'): Promise<void> {
    await this.inspector.getByRole('tab', { name }).click();
  }

  async preset(title: string): Promise<void> {
    await this.header.getByRole('combobox', { name: 'Network' }).selectOption(title);
  }

  /** Chooses a file by the button in the header. */
  async upload(path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.header.getByRole('button', { name: /Open a photo/ }).click();
    await (await chooser).setFiles(path);
  }

  /** A sentence among the notices. */
  notice(words: string | RegExp): Locator {
    return this.page.getByRole('status').getByRole('paragraph').filter({ hasText: words });
  }

  async dismissNotices(): Promise<void> {
    const buttons = this.page.getByRole('button', { name: 'Dismiss' });
    while ((await buttons.count()) > 0) await buttons.first().click();
  }

  async openSettings(): Promise<Locator> {
    await this.header.getByRole('button', { name: 'Settings', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Settings' });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async closeSettings(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    // The focus goes back to where it came from, a moment later.
    await expect(this.header.getByRole('button', { name: 'Settings', exact: true })).toBeFocused();
  }

  /** Tensors and bytes in the engine after its last run, as the settings tell. */
  async memory(): Promise<{ tensors: number; bytes: number }> {
    const dialog = await this.openSettings();
    const figures = dialog.locator('[data-tensors]');
    const tensors = Number(await figures.getAttribute('data-tensors'));
    const bytes = Number(await figures.getAttribute('data-bytes'));
    await this.closeSettings();
    return { tensors, bytes };
  }

  /** The square to draw a digit on. */
  get pad(): Locator {
    return this.stage.getByRole('application', { name: /^Pad to draw a digit on/ });
  }

  /** Takes a drawing for the photo, by the button beside the gallery's photos. */
  async openPad(): Promise<void> {
    await this.header.getByRole('button', { name: 'Draw a digit', exact: true }).click();
    await expect(this.pad).toBeVisible();
  }

  /** Draws one stroke with the mouse, through places 0 to 1 from the pad's left and top. */
  async drawStroke(places: readonly Place[]): Promise<void> {
    const box = await this.pad.boundingBox();
    if (!box) throw new Error('the pad cannot be seen');
    for (const [index, [x, y]] of places.entries()) {
      await this.page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
      if (index === 0) await this.page.mouse.down();
    }
    await this.page.mouse.up();
  }

  /** Draws a digit, 0 to 9, with the mouse. */
  async drawDigit(digit: number): Promise<void> {
    for (const stroke of digitStrokes[digit] ?? []) await this.drawStroke(stroke);
  }

  /** The digit that the network is most sure of, as its answer names it; null while it names none. */
  async answer(): Promise<number | null> {
    const best = this.stage.locator('.answer__words strong');
    return (await best.count()) > 0 ? Number(await best.innerText()) : null;
  }

  /** Everything that a setting could disturb: names and shapes of the layers, ranges of the maps. */
  async everything(): Promise<string[]> {
    const names = [...(await namesOf(this.frames)), ...(await namesOf(this.maps))];
    // While a deeper layer is swept, what it slides over takes the photo's place.
    const photos = (await this.photo.count()) > 0 ? [await pictureOf(this.photo)] : [];
    return [...names, ...photos.map(({ width, height, hash }) => `${width}×${height} ${hash}`)];
  }
}

/** A number as the page writes it: with a true minus sign. */
export function numberOf(text: string | undefined): number {
  return Number(text?.replaceAll('−', '-'));
}

/** The name that assistive technology is given. */
export async function nameOf(locator: Locator): Promise<string> {
  const label = await locator.getAttribute('aria-label');
  return label ?? (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
}

async function namesOf(locator: Locator): Promise<string[]> {
  return locator.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute('aria-label') ?? element.textContent),
  );
}

/** What a canvas shows now. */
export async function pictureOf(canvas: Locator): Promise<Picture> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
    const { width, height } = element;
    // A copy: reading a canvas itself would make the browser keep it in slower memory.
    const copy = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const context = copy.getContext('2d');
    if (!context) throw new Error('there is no context to read from');
    context.drawImage(element, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const colours = new Set<number>();
    let painted = 0;
    let hash = 2_166_136_261;
    for (const pixel of pixels) {
      if (pixel >>> 24 > 0) painted++;
      if (colours.size < 1_000) colours.add(pixel);
      hash = Math.imul(hash ^ pixel, 16_777_619) >>> 0;
    }
    return { width, height, painted: painted / pixels.length, colours: colours.size, hash };
  });
}

/** The colour `[red, green, blue]` of a pixel, given as shares of the width and the height. */
export async function colourAt(canvas: Locator, across: number, down: number): Promise<number[]> {
  return canvas.evaluate(
    (element, { across, down }) => {
      if (!(element instanceof HTMLCanvasElement)) throw new TypeError('this is no canvas');
      const { width, height } = element;
      const copy = new OffscreenCanvas(width, height);
      const context = copy.getContext('2d');
      if (!context) throw new Error('there is no context to read from');
      context.drawImage(element, 0, 0);
      const x = Math.min(width - 1, Math.floor(across * width));
      const y = Math.min(height - 1, Math.floor(down * height));
      return [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
    },
    { across, down },
  );
}
