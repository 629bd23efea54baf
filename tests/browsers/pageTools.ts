/** What runs in the page: finding by role and name, and reading pictures, in any browser. */

export interface Target {
  role: Role;
  /** The whole name, or a pattern of it. */
  name?: string | RegExp;
  within?: Target;
}

export type Role =
  | 'application'
  | 'banner'
  | 'button'
  | 'cell'
  | 'combobox'
  | 'complementary'
  | 'contentinfo'
  | 'dialog'
  | 'field'
  | 'figure'
  | 'heading'
  | 'img'
  | 'list'
  | 'menuitem'
  | 'listitem'
  | 'main'
  | 'radio'
  | 'region'
  | 'slider'
  | 'status'
  | 'tab'
  | 'table'
  | 'grid'
  | 'textbox';

/** What a canvas shows. */
export interface Picture {
  width: number;
  height: number;
  /** Pixels that are not transparent, as a share of all. */
  painted: number;
  /** Different colours, counted up to 1,000. */
  colours: number;
  /** Whether no pixel that is painted comes after one that is not. */
  inOrder: boolean;
  /** Equal pictures have equal hashes. */
  hash: number;
}

/** Its source goes into the page, so that it uses nothing from outside itself. */
export function makeTools() {
  const selectors: Readonly<Record<string, string>> = {
    banner: 'header:not(main *)',
    button: 'button:not([role])',
    cell: 'td',
    combobox: 'select',
    complementary: 'aside',
    contentinfo: 'footer:not(main *)',
    dialog: 'dialog',
    // A number's field, whether its input is one of numbers or of text.
    field: 'input:not([type=range], [type=radio], [type=checkbox], [type=file])',
    figure: 'figure',
    heading: 'h1, h2, h3, h4',
    list: 'ul, ol',
    listitem: 'li',
    main: 'main',
    radio: 'input[type=radio]',
    region: 'section',
    slider: 'input[type=range]',
    status: 'output',
    table: 'table:not([role])',
    textbox: 'input:not([type]), input[type=text], textarea',
  };

  /** As assistive technology is given it, but for what only a stylesheet says. */
  function nameOf(element: Element): string {
    const label = element.getAttribute('aria-label');
    if (label !== null) return label;
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const named = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    if (named !== '') return named;
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const texts = labels ? [...(element.labels ?? [])].map(textOf) : [];
    return texts.length > 0 ? texts.join(' ') : textOf(element);
  }

  function textOf(element: Element): string {
    const whole = element instanceof HTMLElement ? element.innerText : element.textContent;
    const hidden = [...element.querySelectorAll<HTMLElement>('[aria-hidden="true"]')];
    const text = hidden.reduce((rest, { innerText }) => rest.replace(innerText ?? '', ' '), whole);
    return text.replaceAll(/\s+/g, ' ').trim();
  }

  function isVisible(element: Element): boolean {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  }

  function all({ role, name, within }: Target): Element[] {
    const places = within === undefined ? [document.documentElement] : all(within);
    const explicit = `[role="${role}"]`;
    const selector = role in selectors ? `${explicit}, ${selectors[role]}` : explicit;
    const found = new Set(places.flatMap((place) => [...place.querySelectorAll(selector)]));
    return [...found].filter((element) => {
      if (!isVisible(element)) return false;
      if (name === undefined) return true;
      const own = nameOf(element);
      return typeof name === 'string' ? own === name : name.test(own);
    });
  }

  /** The first of those, or null. */
  function find(target: Target): Element | null {
    return all(target)[0] ?? null;
  }

  function canvasOf(target: Target): HTMLCanvasElement | null {
    const element = find(target);
    const canvas =
      element instanceof HTMLCanvasElement ? element : element?.querySelector('canvas');
    return canvas ?? null;
  }

  function pixelsOf(canvas: HTMLCanvasElement): ImageData {
    // A copy: reading a canvas itself would make the browser keep it in slower memory.
    const copy = new OffscreenCanvas(Math.max(1, canvas.width), Math.max(1, canvas.height));
    const context = copy.getContext('2d');
    if (!context) throw new Error('there is no context to read from');
    context.drawImage(canvas, 0, 0);
    return context.getImageData(0, 0, copy.width, copy.height);
  }

  /** What the canvas of an element shows; null where there is none. */
  function picture(target: Target): Picture | null {
    const canvas = canvasOf(target);
    if (!canvas) return null;
    const pixels = new Uint32Array(pixelsOf(canvas).data.buffer);
    const colours = new Set<number>();
    let painted = 0;
    let last = -1;
    let hash = 2_166_136_261;
    for (const [index, pixel] of pixels.entries()) {
      if (pixel >>> 24 > 0) {
        painted++;
        last = index;
      }
      if (colours.size < 1_000) colours.add(pixel);
      hash = Math.imul(hash ^ pixel, 16_777_619) >>> 0;
    }
    return {
      width: canvas.width,
      height: canvas.height,
      painted: painted / pixels.length,
      colours: colours.size,
      inOrder: last + 1 === painted,
      hash,
    };
  }

  /** Red, green and blue at places that are given as shares of the width and the height. */
  function coloursAt(target: Target, places: readonly (readonly number[])[]): number[][] {
    const canvas = canvasOf(target);
    if (!canvas) return [];
    const { data, width, height } = pixelsOf(canvas);
    return places.map(([across = 0, down = 0]) => {
      const x = Math.min(width - 1, Math.floor(across * width));
      const y = Math.min(height - 1, Math.floor(down * height));
      return Array.from(data.slice(4 * (y * width + x), 4 * (y * width + x) + 3));
    });
  }

  /** Two frames of the screen, for what is on its way. */
  async function frames(): Promise<void> {
    for (let count = 0; count < 2; count++) await new Promise(requestAnimationFrame);
  }

  return { nameOf, textOf, isVisible, all, find, canvasOf, picture, coloursAt, frames };
}

export type PageTools = ReturnType<typeof makeTools>;

/** What can be handed to a function that runs in the page. */
export type Argument =
  string | number | boolean | null | undefined | RegExp | Target | readonly Argument[];

/** The expression that calls a function in the page with the tools and these arguments. */
export function callInPage(look: string, args: readonly Argument[]): string {
  const written = args.map((value) => `, ${literal(value)}`).join('');
  const call = `(async () => (${look})((${String(makeTools)})()${written}))()`;
  return `${call}.then((value) => JSON.stringify(value))`;
}

function literal(value: Argument): string {
  if (value === undefined || value instanceof RegExp) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join()}]`;
  const entries: [string, Argument][] = Object.entries(value);
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}: ${literal(entry)}`).join()}}`;
}
