/** Characters of other scripts and input methods → the plain ones that stand for the same. */

/** Zeros of digits that people type: Arabic, Persian, Devanagari, Bengali, Thai. Nine more follow each. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
/** Full-width forms lie as far behind the plain characters `!` to `~`. */
const fullWidth = { first: 0xff01, last: 0xff5e, shift: 0xfee0 };

/** Full-width forms and the digits of other scripts as ASCII; all else as it is. */
export function plainText(text: string): string {
  return Array.from(text, plainCharacter).join('');
}

function plainCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((zero) => code >= zero && code < zero + 10);
  if (zero !== undefined) return String(code - zero);
  const isWide = code >= fullWidth.first && code <= fullWidth.last;
  return isWide ? String.fromCodePoint(code - fullWidth.shift) : character;
}
