/** catscan in one of the browsers: opened afresh, waited for, and driven by real mouse and keys. */
import { isDeepStrictEqual } from 'node:util';
import type { Browser } from './browser';
import { type Argument, callInPage, type PageTools, type Picture, type Target } from './pageTools';

/** For a state that comes; reached by what hangs alone, however busy the machine is. */
const limit = 60_000;
const between = 40;

/** So that no trial of the backends runs beside a scenario. */
const remembered = { language: 'en', theme: 'dark', backend: 'wasm', trials: [] };

export const main: Target = { role: 'main' };
export const header: Target = { role: 'banner' };
export const inspector: Target = { role: 'complementary' };
export const filmstrip: Target = { role: 'contentinfo' };
export const playhead: Target = { role: 'slider', name: 'Playhead', within: filmstrip };
export const photo: Target = { role: 'img', name: 'The photo as the network sees it' };

export class CatscanIn {
  readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** Opens a link as somebody does who was here before, or, with null, for the first time. */
  async open(fragment: string, settings: object | null = remembered): Promise<void> {
    await this.leave();
    await this.read(
      (_, text: string | null) => {
        localStorage.clear();
        if (text !== null) localStorage.setItem('catscan.settings', text);
      },
      settings && JSON.stringify(settings),
    );
    await this.enter(fragment);
  }

  /** Opens the link that the page has written, with what it remembers. */
  async reopen(): Promise<void> {
    const fragment = await this.read(() => location.hash.slice(1));
    await this.leave();
    await this.enter(fragment);
  }

  private async leave(): Promise<void> {
    await this.browser.goto(`${this.browser.home}blank`);
  }

  private async enter(fragment: string): Promise<void> {
    const { home } = this.browser;
    await this.browser.goto(fragment === '' ? home : `${home}#${fragment}`);
  }

  /** Goes to another link without loading the page anew. */
  async goTo(fragment: string): Promise<void> {
    await this.read((_, to: string) => {
      location.hash = to;
    }, fragment);
  }

  /** What a function that runs in the page finds there; it uses nothing from outside itself. */
  async read<Arguments extends Argument[], Value>(
    look: (page: PageTools, ...args: Arguments) => Value | Promise<Value>,
    ...args: Arguments
  ): Promise<Value> {
    const text = await this.browser.evaluate(callInPage(String(look), args));
    return (typeof text === 'string' ? JSON.parse(text) : undefined) as Value;
  }

  /** Looks again and again until there is something, and gives that. */
  async until<Arguments extends Argument[], Value>(
    state: string,
    look: (page: PageTools, ...args: Arguments) => Value | Promise<Value>,
    ...args: Arguments
  ): Promise<Exclude<Value, Nothing>> {
    return this.poll(state, async () => {
      const value = await this.read(look, ...args);
      return isThere(value) ? { seen: value, reached: value } : { seen: value };
    });
  }

  /** Looks again and again until it is this. */
  async untilIs<Arguments extends Argument[], Value>(
    state: string,
    wanted: Value,
    look: (page: PageTools, ...args: Arguments) => Value | Promise<Value>,
    ...args: Arguments
  ): Promise<void> {
    await this.poll(`${state} to be ${JSON.stringify(wanted)}`, async () => {
      const seen = await this.read(look, ...args);
      return isDeepStrictEqual(seen, wanted) ? { seen, reached: true } : { seen };
    });
  }

  private async poll<Value>(
    state: string,
    look: () => Promise<{ seen: unknown; reached?: Value }>,
  ): Promise<Value> {
    const started = Date.now();
    for (;;) {
      const { seen, reached } = await look();
      if (reached !== undefined) return reached;
      if (Date.now() - started > limit) {
        const there = await this.read((page) => {
          const texts = page.all({ role: 'main' }).concat(page.all({ role: 'status' }));
          return `${location.hash}: ${texts.map(page.textOf).join(' ').slice(0, 600)}`;
        });
        throw new Error(
          `Waited for ${state}. Last seen: ${JSON.stringify(seen)}. The page at ${there}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, between));
    }
  }

  /** Where a part of an element is, given by shares, once it rests there with nothing over it. */
  async placeOf(target: Target, across = 0.5, down = 0.5): Promise<{ x: number; y: number }> {
    return this.until(
      `${nameOf(target)} to be at rest and within reach`,
      async (page, target: Target, across: number, down: number) => {
        const element = page.find(target);
        if (!element) return null;
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const before = element.getBoundingClientRect();
        await page.frames();
        const box = element.getBoundingClientRect();
        if (box.left !== before.left || box.top !== before.top || box.width === 0) return null;
        const [x, y] = [box.left + across * box.width, box.top + down * box.height];
        const hit = document.elementFromPoint(x, y);
        const isThere = hit !== null && (element.contains(hit) || hit.contains(element));
        return isThere && { x, y };
      },
      target,
      across,
      down,
    );
  }

  async click(target: Target, across = 0.5, down = 0.5): Promise<void> {
    const { x, y } = await this.placeOf(target, across, down);
    await this.browser.mouse.moveTo(x, y);
    await this.browser.mouse.down();
    await this.browser.mouse.up();
  }

  async doubleClick(target: Target): Promise<void> {
    const { x, y } = await this.placeOf(target);
    await this.browser.mouse.doubleClick(x, y);
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) await this.browser.press(chord);
  }

  /** Moves the mouse, held down, through places on the page. */
  async drag(places: readonly { x: number; y: number }[]): Promise<void> {
    const { mouse } = this.browser;
    for (const [index, { x, y }] of places.entries()) {
      await mouse.moveTo(x, y);
      if (index === 0) await mouse.down();
    }
    await mouse.up();
  }

  async focus(target: Target): Promise<void> {
    await this.until(
      `${nameOf(target)} to have the focus`,
      (page, target: Target) => {
        const element = page.find(target);
        if (element instanceof HTMLElement) element.focus();
        return element !== null && document.activeElement === element;
      },
      target,
    );
  }

  /** Types a number into the inspector's field of that name and leaves it. */
  async type(name: string, text: string): Promise<void> {
    const field: Target = { role: 'field', name, within: inspector };
    await this.focus(field);
    await this.press('Control+a', ...text.split(''), 'Tab');
  }

  /** Waits for a layer's frame with this shape: "conv 1 64×64×32". */
  async expectShape(layer: string, shape: string): Promise<void> {
    const frame: Target = { role: 'button', name: `${layer} ${shape}`, within: filmstrip };
    await this.until(
      `the frame "${layer} ${shape}"`,
      (page, frame: Target) => page.find(frame) !== null,
      frame,
    );
  }

  /** Goes to a layer by its frame. */
  async goToLayer(layer: string): Promise<void> {
    await this.click({ role: 'button', name: new RegExp(`^${layer} `), within: filmstrip });
    await this.expectHeading(layer);
  }

  async expectHeading(text: string): Promise<void> {
    await this.untilIs(
      'the heading of the stage',
      text,
      (page) => page.all({ role: 'heading', within: { role: 'main' } }).map(page.textOf)[0] ?? null,
    );
  }

  /** Waits until a canvas is wholly painted with a picture of this size, and tells of it. */
  async painted(target: Target, width?: number, height?: number): Promise<Picture> {
    return this.until(
      `${nameOf(target)} to be painted${width ? `, ${width} × ${height}` : ''}`,
      (page, target: Target, width: number | null, height: number | null) => {
        const picture = page.picture(target);
        if (picture === null || picture.painted < 1) return null;
        return (width === null || picture.width === width) &&
          (height === null || picture.height === height)
          ? picture
          : null;
      },
      target,
      width ?? null,
      height ?? null,
    );
  }

  /**
   * Names of maps, with their ranges, once all of these are computed and painted. After a change the
   * size tells them from those before it: a change that keeps the size is to be made first.
   */
  async maps(numbers: readonly number[], width?: number, height?: number): Promise<string[]> {
    const names: string[] = [];
    for (const number of numbers) {
      await this.painted(map(number), width, height);
      names.push(
        await this.until(
          `the range of map ${number}`,
          (page, target: Target) => {
            const element = page.find(target);
            const name = element && page.nameOf(element);
            return name !== null && /, (\S+ to|constant|dead) \S+$/.test(name) && name;
          },
          map(number),
        ),
      );
    }
    return names;
  }

  /** Names and shapes of all layers on the strip. */
  async layers(): Promise<string[]> {
    return this.read(
      (page, list: Target) =>
        page
          .all({ role: 'button', within: list })
          .map((frame) => page.nameOf(frame))
          .filter((name) => !name.startsWith('Add a layer')),
      { role: 'list', name: 'Layers', within: filmstrip },
    );
  }

  async texts(target: Target): Promise<string[]> {
    return this.read((page, target: Target) => page.all(target).map(page.textOf), target);
  }
}

/** A map on the stage by its number, counted from 1. */
export function map(number: number): Target {
  return { role: 'button', name: new RegExp(`^(filter|map) ${number},`), within: main };
}

export function button(name: string | RegExp, within?: Target): Target {
  return within === undefined ? { role: 'button', name } : { role: 'button', name, within };
}

type Nothing = null | undefined | false;

function isThere<Value>(value: Value): value is Exclude<Value, Nothing> {
  return value !== null && value !== undefined && value !== false;
}

function nameOf({ role, name }: Target): string {
  return name === undefined ? `the ${role}` : `the ${role} ${String(name)}`;
}
