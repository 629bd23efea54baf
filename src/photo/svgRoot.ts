/**
 * Whether a text is an SVG document, and a whole one. Read from place to place without regular
 * expressions that look ahead, so that no text, however long and odd, takes long.
 */

export interface SvgRoot {
  /** Where the root's start tag begins and, if it is whole, ends. */
  start: number;
  end: number | null;
}

/** The root of an SVG document; null where the text is something else, such as a page with one. */
export function findSvgRoot(text: string): SvgRoot | null {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    start = skipBlanks(text, start);
    const next = skipProlog(text, start);
    if (next === null) break;
    start = next;
  }
  const name = /^<(?:[\w.-]{1,40}:)?svg(?=[\s>/])/.exec(text.slice(start, start + 60));
  if (name === null) return null;
  return { start, end: markupEnd(text, start + name[0].length) };
}

/** Whether the root is closed and nothing but blanks, comments and instructions follows. */
export function isSvgComplete(text: string, root: SvgRoot): boolean {
  if (root.end === null) return false;
  if (text.endsWith('/>', root.end)) return true;
  let end = text.trimEnd().length;
  for (;;) {
    let start = -1;
    if (text.endsWith('-->', end)) start = text.lastIndexOf('<!--', end - 3);
    else if (text.endsWith('?>', end)) start = text.lastIndexOf('<?', end - 2);
    if (start < root.end) break;
    end = start;
    while (end > 0 && isBlank(text, end - 1)) end--;
  }
  return /<\/(?:[\w.-]{1,40}:)?svg\s*>$/.test(text.slice(Math.max(root.end, end - 60), end));
}

/** Behind an instruction, a comment or the document type that begins here; null where none does. */
function skipProlog(text: string, at: number): number | null {
  if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  if (/^<!DOCTYPE\s+(?:[\w.-]{1,40}:)?svg/i.test(text.slice(at, at + 80))) {
    return markupEnd(text, at + 9);
  }
  return null;
}

function behind(text: string, mark: string, from: number): number | null {
  const at = text.indexOf(mark, from);
  return at < 0 ? null : at + mark.length;
}

/** Behind the `>` that is neither quoted nor within the brackets of a document type. */
function markupEnd(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"' || letter === "'") {
      at = text.indexOf(letter, at + 1);
      if (at < 0) return null;
    } else if (letter === '[') depth++;
    else if (letter === ']') depth--;
    else if (letter === '>' && depth <= 0) return at + 1;
  }
  return null;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
