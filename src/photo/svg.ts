/** SVG as text: its own size, and the same drawing at another size. */
import type { Size } from './areaAverage';
import type { SvgRoot } from './svgRoot';

/** Longest side, in pixels, of a drawing that states no size of its own. */
const defaultSide = 512;
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
  if (width) return rounded(width, (width * box.height) / box.width);
  if (height) return rounded((height * box.width) / box.height, height);
  const ratio = Math.max(1, defaultSide / Math.max(box.width, box.height));
  return rounded(box.width * ratio, box.height * ratio);
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
  return match === null || unit === undefined ? null : Number(match[1]) * unit || null;
}

function viewBox(tag: string): Size | null {
  const [, , width, height] = (attribute(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width !== undefined && height !== undefined && width > 0 && height > 0
    ? { width, height }
    : null;
}

function rounded(width: number, height: number): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
