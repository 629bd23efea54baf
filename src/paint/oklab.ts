/**
 * The colour space that ramps are built in: Ottosson's OKLab, its lightness corrected by his toe
 * function so that equal steps look equal near black too (it then follows CIELAB's lightness).
 * https://bottosson.github.io/posts/oklab/ and https://bottosson.github.io/posts/colorpicker/
 */

/** Lightness 0..1, then green–red and blue–yellow, about −0.4..0.4. */
export type Lab = readonly [lightness: number, a: number, b: number];
/** Red, green, blue as sRGB shows them, 0..1; outside of it where the screen has no such colour. */
export type Rgb = readonly [red: number, green: number, blue: number];

const toe1 = 0.206;
const toe2 = 0.03;
const toe3 = (1 + toe1) / (1 + toe2);

function withToe(l: number): number {
  const x = toe3 * l - toe1;
  return (x + Math.sqrt(x * x + 4 * toe2 * toe3 * l)) / 2;
}

function withoutToe(lightness: number): number {
  return (lightness * (lightness + toe1)) / (toe3 * (lightness + toe2));
}

function decode(byteShare: number): number {
  return byteShare <= 0.04045 ? byteShare / 12.92 : ((byteShare + 0.055) / 1.055) ** 2.4;
}

function encode(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** A colour of the screen in the evenly spaced space. */
export function labOf([red, green, blue]: Rgb): Lab {
  const r = decode(red);
  const g = decode(green);
  const b = decode(blue);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    withToe(0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The way back; values outside 0..1 tell that the screen cannot show the colour. */
export function rgbOf([lightness, a, b]: Lab): Rgb {
  const base = withoutToe(lightness);
  const l = (base + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (base - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (base - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Reads `#rrggbb`. */
export function rgbOfHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** One opaque pixel, as `ImageData` keeps it on every machine browsers run on (little-endian). */
export function pixelOf([red, green, blue]: Rgb): number {
  return (0xff000000 | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;
}

/** The other way: a pixel's colour. */
export function rgbOfPixel(pixel: number): Rgb {
  return [(pixel & 255) / 255, ((pixel >> 8) & 255) / 255, ((pixel >> 16) & 255) / 255];
}

/** A pixel as style sheets and `fillStyle` write it. */
export function cssOfPixel(pixel: number): string {
  return `rgb(${pixel & 255}, ${(pixel >> 8) & 255}, ${(pixel >> 16) & 255})`;
}

function byte(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 255);
}
