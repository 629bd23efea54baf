/**
 * What an SVG would make a browser do, known before it does: how many elements it becomes once every
 * `use` is written out, how much text and how long paths they hold, how large the pictures inside.
 */
import { imageSize } from 'image-size';
import { SaxesParser } from 'saxes';
import { embeddedIn } from './dataUrls';
import { PhotoProblem } from './photo';

/** What a part of a drawing adds to it. */
interface Load {
  elements: number;
  /** Copies that `use` makes, of however large things. */
  copies: number;
  /** Letters of text and of attributes, without embedded pictures. */
  letters: number;
  /** Letters of paths and of polygons' points. */
  path: number;
  /** Pixels of embedded pictures. */
  pixels: number;
}

/** The most of each that browsers load within about a second, and the problem where it is more. */
const limits: Readonly<Record<keyof Load, readonly [most: number, problem: string]>> = {
  elements: [50_000, 'svgElements'],
  copies: [10_000, 'svgElements'],
  letters: [4_000_000, 'svgText'],
  path: [3_000_000, 'svgPaths'],
  pixels: [100_000_000, 'svgPictures'],
};
const loads = Object.keys(limits) as (keyof Load)[];

/** Elements within elements, and `use` within what is used: browsers have such a limit too. */
const deepest = 500;
/** Drawings as pictures within drawings. */
const deepestPictures = 3;

const mostFaults = 100;

interface Element {
  own: Load;
  children: Element[];
  /** The name of the element that it shows a copy of. */
  copied: string | null;
}

/** Throws a problem (`svgElements`, `svgText`, `svgPaths`, `svgPictures`) without the file's name. */
export function limitSvg(text: string): void {
  check(loadOf(text, 0));
}

function check(load: Load): void {
  for (const key of loads) {
    const [most, problem] = limits[key];
    if (load[key] > most) throw new PhotoProblem(problem, { most });
  }
}

function loadOf(text: string, depth: number): Load {
  if (depth > deepestPictures) throw new PhotoProblem('svgPictures', { most: limits.pixels[0] });
  const document = emptyElement();
  const named = new Map<string, Element>();
  const open = [document];
  /** As read, with every copy counted once: what is too much even so is not read on. */
  const sum = emptyLoad();
  const parser = new SaxesParser({ position: false });
  let faults = 0;
  parser.on('error', () => {
    // Whether a fault counts, the browser says; it reads none of a drawing with that many.
    if (++faults > mostFaults) throw new PhotoProblem('photoUndecodable', { type: 'svg' });
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = emptyElement();
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > deepest) throw tooMany();
    element.own.elements = 1;
    for (const [attribute, value] of Object.entries(attributes)) {
      const local = localName(attribute);
      if (local === 'id' && !named.has(value)) named.set(value, element);
      if (local === 'd' || local === 'points') element.own.path += value.length;
      else readText(element.own, value, depth);
      const isLink = local === 'href' && localName(name) === 'use' && value.trim().startsWith('#');
      if (isLink) element.copied = linkedName(value);
    }
    add(sum, element.own);
    check(sum);
  });
  parser.on('closetag', () => {
    if (open.length > 1) open.pop();
  });
  const onText = (content: string) => {
    const { own } = open.at(-1) ?? document;
    readText(own, content, depth);
    sum.letters += content.length;
    check(sum);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('processinginstruction', ({ body }) => onText(body));
  parser.write(text).close();
  return new Totals(named).of(document, 0);
}

/** What the elements come to when every copy is written out. */
class Totals {
  private readonly named: ReadonlyMap<string, Element>;
  private readonly known = new Map<Element, Load>();

  constructor(named: ReadonlyMap<string, Element>) {
    this.named = named;
  }

  of(element: Element, depth: number): Load {
    const known = this.known.get(element);
    if (known !== undefined) return known;
    if (depth > 2 * deepest) throw tooMany();
    const total = { ...element.own };
    // An element that is within itself is met here again, and browsers do not show it.
    this.known.set(element, emptyLoad());
    for (const child of element.children) add(total, this.of(child, depth + 1));
    const copied = element.copied === null ? undefined : this.named.get(element.copied);
    if (copied !== undefined) {
      total.copies++;
      add(total, this.of(copied, depth + 1));
    }
    check(total);
    this.known.set(element, total);
    return total;
  }
}

/** Counts a text's letters, and instead of embedded pictures' letters what these hold. */
function readText(load: Load, text: string, depth: number): void {
  load.letters += text.length;
  for (const { letters, data, isSvg } of embeddedIn(text)) {
    load.letters -= letters;
    if (isSvg) add(load, loadOf(new TextDecoder().decode(data), depth + 1));
    else load.pixels += pixelsOf(data);
  }
}

function pixelsOf(picture: Uint8Array): number {
  try {
    const { width, height } = imageSize(picture);
    return width * height || 0;
  } catch {
    return 0;
  }
}

function add(load: Load, more: Load): void {
  for (const key of loads) load[key] += more[key];
}

function emptyLoad(): Load {
  return { elements: 0, copies: 0, letters: 0, path: 0, pixels: 0 };
}

function emptyElement(): Element {
  return { own: emptyLoad(), children: [], copied: null };
}

function tooMany(): PhotoProblem {
  return new PhotoProblem('svgElements', { most: limits.elements[0] });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function linkedName(link: string): string {
  const name = link.trim().slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
