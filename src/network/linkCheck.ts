/**
 * The check that a link begins with, `k=0tXy3Fa&net=…`: six characters for the rest as it was written,
 * and how long that was. It stands in front, so that a cut anywhere leaves it at odds with what is
 * left; and since the length is known, whatever was put behind the link can be taken off again.
 *
 * CRC-32 finds every change within four neighbouring characters and lets one in four billion others
 * pass; it is these few lines, where a package would be more.
 */

const name = 'k';
const pattern = /^k=([0-9A-Za-z]{6})([0-9A-Za-z]{1,4})&(.*)$/;
/** All that a link is made of; anything else was put in on the way. */
const alphabet = /^[A-Za-z0-9\-_~.&=]*$/;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fragment with its check; an empty one, which stands for the page as it begins, has none. */
export function withCheck(fragment: string): string {
  if (fragment === '') return '';
  return `${name}=${sumOf(fragment)}${base62(fragment.length)}&${fragment}`;
}

export type ReadLink<State> =
  | { is: 'whole'; state: State }
  /** What is there cannot be understood; `part` is the parameter at fault. */
  | { is: 'broken'; part: string }
  /** It is not what was written: characters that came, and that it had; null where that is lost too. */
  | { is: 'damaged'; came: number; had: number | null; state: State | null };

/** What a fragment without a check says; `part` is the parameter at fault where it says nothing. */
type Decode<State> = (fragment: string) => { state: State } | { part: string };

/**
 * Reads the fragment of an address, after undoing what chats and mail programs do to links: escapes,
 * line breaks, invisible characters, a bracket or a full stop behind. Links of versions that wrote no
 * check are read as well as can be.
 */
export function readLink<State>(fragment: string, decode: Decode<State>): ReadLink<State> {
  const ways = [fragment, cleaned(fragment), unquoted(cleaned(fragment))];
  for (const way of ways) {
    const rest = checkedRest(way);
    if (rest !== null) return whole(decode(rest));
  }
  const clean = ways[1] ?? '';
  if (clean === name || clean.startsWith(`${name}=`)) return damaged(clean, decode);
  return readUnchecked([clean, unquoted(clean), withoutTail(clean)], decode);
}

/** What stands behind a check that it agrees with, and nothing that was put behind that. */
function checkedRest(text: string): string | null {
  const [, sum, length = '', all = ''] = pattern.exec(text) ?? [];
  const rest = all.slice(0, fromBase62(length));
  const isAsLong = sum !== undefined && rest.length === fromBase62(length);
  return isAsLong && alphabet.test(rest) && sumOf(rest) === sum ? rest : null;
}

function whole<State>(decoded: ReturnType<Decode<State>>): ReadLink<State> {
  return 'state' in decoded
    ? { is: 'whole', state: decoded.state }
    : { is: 'broken', part: decoded.part };
}

/** The check disagrees. What is left may still say something, though not what was meant. */
function damaged<State>(text: string, decode: Decode<State>): ReadLink<State> {
  const [, , length, rest] = pattern.exec(text) ?? [];
  const decoded = rest === undefined || rest === '' ? null : decode(rest);
  return {
    is: 'damaged',
    came: rest?.length ?? 0,
    had: length === undefined ? null : fromBase62(length),
    state: decoded && 'state' in decoded ? decoded.state : null,
  };
}

/** The first way to read it that makes sense; what is at fault is that of the first. */
function readUnchecked<State>(ways: readonly string[], decode: Decode<State>): ReadLink<State> {
  const results = ways.map((way) => whole(decode(way)));
  return results.find(({ is }) => is === 'whole') ?? results[0] ?? { is: 'broken', part: '' };
}

/** Written with `%7E`, `&amp;`, `\_`, `\u0026`, full-width characters, line breaks, a second `#`. */
function cleaned(text: string): string {
  let clean = text;
  // Escapes may have been escaped once more.
  for (let turn = 0; turn < 3; turn++) {
    clean = clean
      .replace(/(?:%[0-9A-Fa-f]{2})+/g, decoded)
      .replace(/&amp;/gi, '&')
      .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/&#x([0-9a-f]{2});|\\u00([0-9a-f]{2})/gi, (_, html?: string, json?: string) =>
        String.fromCharCode(Number.parseInt(html ?? json ?? '', 16)),
      );
  }
  return clean
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}\\]/gu, '')
    .replace(/^#+/, '');
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

/** Mail's quoted-printable text: `=3D` is an equals sign, and any other ends a line. */
function unquoted(text: string): string {
  return /=3D/i.test(text) ? text.replace(/=(?!3D)/gi, '').replace(/=3D/gi, '=') : text;
}

/** Without what no link has in it or ends with, and all that is behind it. */
function withoutTail(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_~.&=].*$/, '').replace(/[^A-Za-z0-9]+$/, '');
}

/** CRC-32 (IEEE 802.3) of a text of one-byte characters, six digits to the base 62. */
function sumOf(text: string): string {
  let rest = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    rest ^= text.charCodeAt(at) & 0xff;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return base62(~rest >>> 0).padStart(6, '0');
}

function base62(value: number): string {
  const digit = digits.charAt(value % 62);
  return value < 62 ? digit : base62(Math.floor(value / 62)) + digit;
}

function fromBase62(text: string): number {
  return Array.from(text).reduce((value, digit) => value * 62 + digits.indexOf(digit), 0);
}
