/** SVG as text: its own size, and the same drawing at another size. */
import type { Size } from './areaAverage';
import type { SvgRoot } from './svgRoot';

/** Longest side, in pixels, of a drawing that states no size of its own. */
const defaultSide = 512;
/** The same of one whose view box is larger: its units are no pixels. */
const longestBox = 8192;
/** A length beyond this is none: browsers do not read those that are much longer. */
const longestLength = 1e9;
/** CSS pixels of the units that a length can have. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  em: 16,
  rem: 16,
  ex: 8,
};

/** Bytes as text, by their byte order mark or by what their XML declaration says. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const beginning = String.fromCharCode(...bytes.subarray(0, 120));
  const named = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(beginning)?.[1];
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/**
 * The size a drawing has of its own: the one it states, completed from its view box; without any,
 * the view box's proportions at no less than 512 pixels (nothing is enlarged: it has no pixels).
 */
export function svgSize(tag: string): Size {
  const width = lengthOf(attribute(tag, 'width'));
  const height = lengthOf(attribute(tag, 'height'));
  const box = viewBox(tag);
  if (width && height) return rounded(width, height);
  if (box === null) return rounded(width ?? defaultSide, height ?? defaultSide);
  if (width) return fitted(width, (width * box.height) / box.width);
  if (height) return fitted((height * box.width) / box.height, height);
  const ratio = Math.max(1, defaultSide / Math.max(box.width, box.height));
  return fitted(box.width * ratio, box.height * ratio);
}

/** A size that is not stated, within bounds. */
function fitted(width: number, height: number): Size {
  const ratio = Math.min(1, longestBox / Math.max(width, height));
  return rounded(width * ratio, height * ratio);
}

/** The same drawing, as UTF-8, with a stated size in pixels. */
export function svgAtSize(text: string, root: SvgRoot, size: Size): string {
  const tag = text.slice(root.start, root.end ?? undefined);
  const own = svgSize(tag);
  let added = ` width="${size.width}" height="${size.height}"`;
  const stated = lengthOf(attribute(tag, 'width')) && lengthOf(attribute(tag, 'height'));
  if (viewBox(tag) === null && stated) added += ` viewBox="0 0 ${own.width} ${own.height}"`;
  if (tag.startsWith('<svg') && attribute(tag, 'xmlns') === null) {
    added += ' xmlns="http://www.w3.org/2000/svg"';
  }
  const bare = tag.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
  const sized = bare.replace(/^<(?:[\w.-]+:)?svg/, (name) => name + added);
  const before = text.slice(0, root.start).replace(/^\ufeff?<\?xml[\s\S]*?\?>/, '');
  return before + sized + text.slice(root.end ?? text.length);
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

function lengthOf(text: string | null): number | null {
  const match = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?|\d+\.)([a-z]*)\s*$/i.exec(text ?? '');
  const unit = units[match?.[2]?.toLowerCase() ?? '%'];
  const length = Number(match?.[1]) * (unit ?? NaN);
  return length > 0 && length <= longestLength ? length : null;
}

function viewBox(tag: string): Size | null {
  const [, , width, height] = (attribute(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (width === undefined || height === undefined) return null;
  return isSide(width) && isSide(height) ? { width, height } : null;
}

/** What a view box can be proportioned by; neither NaN nor beyond what can be reckoned with. */
function isSide(length: number): boolean {
  return length >= 1e-9 && length <= 1e12;
}

function rounded(width: number, height: number): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
