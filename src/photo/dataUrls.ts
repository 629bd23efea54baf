/** Pictures embedded in a text (an attribute, a style sheet) by `data:` addresses. */

export interface Embedded {
  /** How many letters it takes. */
  letters: number;
  data: Uint8Array;
  isSvg: boolean;
}

const start = /data:\s*image\/([\w.+-]+)([^,]{0,200}),/gi;

export function* embeddedIn(original: string): Generator<Embedded> {
  // As addresses are read: line breaks within them do not count.
  const text = /[\t\n\r]/.test(original) ? original.replace(/[\t\n\r]/g, '') : original;
  for (const match of text.matchAll(start)) {
    const [head, type = '', parameters = ''] = match;
    const from = match.index + head.length;
    const end = endOf(text, match.index, from);
    const data = text.slice(from, end);
    const isBase64 = /;\s*base64\s*$/i.test(parameters);
    yield {
      letters: end - match.index,
      data: isBase64 ? fromBase64(data) : new TextEncoder().encode(unescaped(data)),
      isSvg: type.toLowerCase() === 'svg+xml',
    };
  }
}

/** In a style sheet an address ends with its quotation mark or bracket, in an attribute with it. */
function endOf(text: string, start: number, from: number): number {
  const before = text[start - 1];
  const mark = before === '(' ? ')' : before;
  if (mark !== ')' && mark !== '"' && mark !== "'") return text.length;
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function unescaped(data: string): string {
  try {
    return decodeURIComponent(data);
  } catch {
    return data;
  }
}

function fromBase64(data: string): Uint8Array {
  try {
    const letters = data.includes('%') ? unescaped(data) : data;
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
