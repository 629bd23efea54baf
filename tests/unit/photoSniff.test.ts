import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { PhotoProblem } from '../../src/photo/photo';
import { sniff, typeOf } from '../../src/photo/sniff';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** A view into a larger buffer, as a careless reader would not expect it. */
const shifted = (bytes: Uint8Array) => {
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 7);
  return larger.subarray(7);
};

function codeOf(bytes: Uint8Array): string {
  try {
    return sniff(bytes).type;
  } catch (error) {
    if (error instanceof PhotoProblem) return error.problem.code;
    throw error;
  }
}

/** Noise, so that no file is all header. */
const noise = Uint8Array.from({ length: 60 * 40 * 3 }, (_, i) => (i * i * 7919) >> 5);
const scene = sharp(noise, { raw: { width: 60, height: 40, channels: 3 } });
const makers = {
  jpeg: () =>
    scene
      .clone()
      .jpeg()
      .withExif({ IFD0: { ImageDescription: 'a cat' } })
      .toBuffer(),
  progressive: () => scene.clone().jpeg({ progressive: true }).toBuffer(),
  png: () => scene.clone().png().toBuffer(),
  webp: () => scene.clone().webp().toBuffer(),
  losslessWebp: () => scene.clone().webp({ lossless: true }).toBuffer(),
  extendedWebp: () => scene.clone().ensureAlpha(0.5).webp().toBuffer(),
  gif: () => scene.clone().gif().toBuffer(),
  avif: () => scene.clone().avif().toBuffer(),
} as const;
type Made = keyof typeof makers;
const types: Record<Made, string> = {
  jpeg: 'jpeg',
  progressive: 'jpeg',
  png: 'png',
  webp: 'webp',
  losslessWebp: 'webp',
  extendedWebp: 'webp',
  gif: 'gif',
  avif: 'avif',
};
const names = Object.keys(makers) as Made[];
const made = new Map<Made, Uint8Array>();
const file = (name: Made) => made.get(name) ?? new Uint8Array();

beforeAll(async () => {
  for (const name of names) made.set(name, new Uint8Array(await makers[name]()));
});

/** A PNG whose header announces another size. */
function png(width: number, height: number): Uint8Array {
  const bytes = file('png').slice();
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

/** A black BMP; a negative height means rows from the top down. */
function bitmap(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(54 + Math.ceil((width * 3) / 4) * 4 * Math.abs(height));
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('BM'));
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, 24, true);
  return bytes;
}

describe.each(names)('%s', (name) => {
  it('is known by its content, wherever its bytes lie', () => {
    expect(codeOf(file(name))).toBe(types[name]);
    expect(codeOf(shifted(file(name)))).toBe(types[name]);
    expect(sniff(file(name)).mediaType).toBe(`image/${types[name]}`);
  });

  it('may be followed by something else', () => {
    const longer = new Uint8Array(file(name).length + 100).fill(0x55);
    longer.set(file(name));
    expect(codeOf(longer)).toBe(types[name]);
  });
});

describe('what is no photo', () => {
  it.each([
    ['nothing', '', 'photoEmpty'],
    ['a text', 'A cat is not a picture of a cat.', 'photoNotImage'],
    [
      'a text that begins like a bitmap',
      'BMW makes cars, among them some that purr.',
      'photoNotImage',
    ],
    ['a page with a drawing in it', '<!doctype html><svg width="1" height="1"/>', 'photoNotImage'],
    ['a film', '\0\0\0\x18ftypisom\0\0\0\0isommp41', 'photoNotImage'],
    ['a sound', 'RIFF\x24\0\0\0WAVEfmt ', 'photoNotImage'],
    ['a PDF', '%PDF-1.7 and so on', 'photoNotImage'],
    ['zeros', '\0'.repeat(300), 'photoNotImage'],
    ['an HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic and then junk', 'heic'],
    ['a TIFF', 'II*\0\x08\0\0\0', 'tiff'],
  ])('%s', (_, text, expected) => {
    expect(codeOf(bytesOf(text))).toBe(expected);
  });

  it('never fails in another way, whatever the bytes', () => {
    const magic = fc.constantFrom(
      '',
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'BM',
      'RIFF',
      '<svg ',
    );
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
        const bytes = new Uint8Array([...bytesOf(beginning), ...rest]);
        expect(codeOf(bytes)).toMatch(/^(photo\w+|[a-z0-9]+)$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('sizes that a header announces', () => {
  it.each([
    [60_000, 60_000, 'photoTooLarge'],
    [32_768, 1, 'photoTooLarge'],
    [14_143, 14_143, 'photoTooLarge'],
    [14_142, 14_142, 'png'],
    [32_767, 6000, 'png'],
    [0, 40, 'photoNoPixels'],
  ])('%i×%i', (width, height, expected) => {
    expect(codeOf(png(width, height))).toBe(expected);
  });

  it('are told even where the rest is missing, and are named', () => {
    const bytes = png(60_000, 50_000).slice(0, 40);
    expect(() => sniff(bytes)).toThrow(PhotoProblem);
    try {
      sniff(bytes);
    } catch (error) {
      const { problem } = error as PhotoProblem;
      expect(problem).toEqual({ code: 'photoTooLarge', values: { width: 60_000, height: 50_000 } });
    }
  });

  it("are a JPEG file's own, not its thumbnail's", () => {
    const bytes = file('jpeg').slice();
    const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
    new DataView(bytes.buffer).setUint16(frame + 5, 65_535);
    expect(codeOf(bytes)).toBe('photoTooLarge');
  });
});

describe('BMP', () => {
  it('is known, also from the top down, and also where it is cut off', () => {
    expect(codeOf(bitmap(7, 5))).toBe('bmp');
    expect(codeOf(bitmap(7, -5))).toBe('bmp');
    expect(codeOf(bitmap(7, 5).subarray(0, 20))).toBe('bmp');
  });
});

describe('the gallery', () => {
  it.each(['chelsea.webp', 'coffee.webp', 'astronaut.webp', 'rocket.jpg'])('%s', async (name) => {
    const bytes = new Uint8Array(await readFile(`public/photos/${name}`));
    expect(typeOf(bytes)).toBe(name.endsWith('.jpg') ? 'jpeg' : 'webp');
    expect(sniff(bytes).type).toBe(typeOf(bytes));
  });
});
