/**
 * Entities: texts that an SVG names in its document type and repeats by name, also within one
 * another. They are written out here, where it is known how long that gets, and the drawing goes to
 * the browser without a document type.
 */
import { PhotoProblem } from './photo';
import type { SvgRoot } from './svgRoot';

/** Letters that entities may add to a drawing; namespaces, which most stand for, add a few hundred. */
const mostAdded = 1_000_000;
/** Letters before the root of a drawing that declares entities. */
const longestProlog = 20_000;

const declaration =
  /<!--[\s\S]*?-->|<!ENTITY\s+([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)'|(?:SYSTEM|PUBLIC)\b[^>]*)\s*>/g;
/** What is not looked into, or a reference. */
const reference = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&([\w.:-]+);/g;

/**
 * The drawing from its root on, with its entities written out; those of other files, which browsers
 * do not read either, are empty. Throws the problem `svgEntities` where it gets too long.
 */
export function writeOutEntities(text: string, root: SvgRoot): string {
  const prolog = text.slice(0, root.start);
  const body = text.slice(root.start);
  if (!prolog.includes('<!ENTITY')) return body;
  if (prolog.length > longestProlog) throw new PhotoProblem('svgEntities');
  const entities = new Entities(prolog);
  if (entities.addedTo(body) > mostAdded) throw new PhotoProblem('svgEntities');
  return entities.writtenOut(body);
}

class Entities {
  private readonly values = new Map<string, string>();
  private readonly lengths = new Map<string, number>();

  constructor(prolog: string) {
    for (const [, name, double, single] of prolog.matchAll(declaration)) {
      if (name === undefined || this.values.has(name)) continue;
      const value = (double ?? single ?? '').replace(/&#(x?)([\da-f]+);/gi, character);
      // Quotation marks could end an attribute; there is no markup in one.
      const quoted = value.replaceAll('"', '&#34;').replaceAll("'", '&#39;');
      this.values.set(name, value.includes('<') ? value : quoted);
    }
  }

  /** How many letters longer a text gets. */
  addedTo(text: string): number {
    let added = 0;
    for (const [whole, name] of text.matchAll(reference)) {
      if (name !== undefined && this.values.has(name)) {
        added += this.lengthOf(name) - whole.length;
      }
    }
    return added;
  }

  /** Ends where `addedTo` gave a sensible length. */
  writtenOut(text: string): string {
    return text.replace(reference, (whole: string, name?: string) => {
      const value = name === undefined ? undefined : this.values.get(name);
      return value === undefined ? whole : this.writtenOut(value);
    });
  }

  private lengthOf(name: string): number {
    const known = this.lengths.get(name);
    if (known !== undefined) return known;
    // What is met again on the way is within itself.
    this.lengths.set(name, Infinity);
    const value = this.values.get(name) ?? '';
    const length = value.length + this.addedTo(value);
    this.lengths.set(name, length);
    return length;
  }
}

function character(whole: string, hexadecimal: string, digits: string): string {
  const code = parseInt(digits, hexadecimal === '' ? 10 : 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
