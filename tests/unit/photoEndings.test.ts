/** Files with and without their ends: what is whole, what is cut, and what the mended ones show. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { endingOf, isCutInside } from '../../src/photo/endings';
import { typeOf } from '../../src/photo/sniff';

type Bytes = Uint8Array<ArrayBuffer>;

const pause = () => Promise.resolve();
const notSeen = () => Promise.resolve(false);
const fixtures = new URL('../fixtures/pictures/', import.meta.url);
const fixture = async (name: string): Promise<Bytes> =>
  new Uint8Array(await readFile(new URL(name, fixtures)));

async function look(bytes: Bytes) {
  const type = typeOf(bytes);
  if (type === null) throw new Error('this is no picture');
  return endingOf(type, bytes, pause, notSeen);
}

const verdictOf = async (bytes: Bytes) => (await look(bytes)).verdict;

/** The file that is to be decoded in place of this one, where there is one. */
async function mendedOf(bytes: Bytes): Promise<Bytes> {
  const ending = await look(bytes);
  return ending.verdict === 'whole' && ending.mended !== null ? joined(...ending.mended) : bytes;
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}

/** What an independent decoder, which allows no fault, makes of a file. */
const pixelsOf = (bytes: Bytes) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer();

describe('files from the field', () => {
  it.each([
    'whole.jpg',
    'eoi-mp4.jpg',
    'no-eoi.jpg',
    'half-eoi.jpg',
    'no-eoi-zeros.jpg',
    'no-eoi-mp4.jpg',
    'no-eoi-progressive.jpg',
    'no-iend.png',
    'half-iend.png',
    'whole.gif',
    'no-trailer.gif',
    'no-trailer-zero.gif',
    'riff-size-is-file.webp',
    'riff-size-plus-1.webp',
  ])('%s is whole, and what is decoded of it has no fault', async (name) => {
    const bytes = await fixture(name);
    expect(await verdictOf(bytes)).toBe('whole');
    const pixels = await pixelsOf(await mendedOf(bytes));
    expect(pixels.length % (320 * 240)).toBe(0);
    if (/^(half|no)-/.test(name) && name.endsWith('.jpg') && !name.includes('progressive')) {
      expect(pixels.equals(await pixelsOf(await fixture('whole.jpg')))).toBe(true);
    }
  });

  it.each(['really-cut.jpg', 'really-cut.gif'])('%s is cut', async (name) => {
    expect(await verdictOf(await fixture(name))).toBe('cut');
  });
});

/** A scene with noise, so that no file is all header. */
const [width, height] = [60, 40];
const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * i * 7919) >> 5);
const scene = sharp(noise, { raw: { width, height, channels: 3 } });
const grey = scene.clone().greyscale();
/**
 * How each is made, and how many of its last bytes it can be without: end marks, checksums, padding,
 * codes for the end. Of PNG six more, the end of the packed data, are missed by some decoders.
 */
const kinds = {
  jpeg: { make: () => scene.clone().jpeg(), spare: 2 },
  'jpeg, fine colours': {
    make: () => scene.clone().jpeg({ chromaSubsampling: '4:4:4' }),
    spare: 2,
  },
  'jpeg, grey': { make: () => grey.clone().jpeg(), spare: 2 },
  'jpeg, progressive': { make: () => scene.clone().jpeg({ progressive: true }), spare: 2 },
  'jpeg, progressive and grey': { make: () => grey.clone().jpeg({ progressive: true }), spare: 2 },
  'jpeg, by mozjpeg': { make: () => scene.clone().jpeg({ mozjpeg: true }), spare: 2 },
  'jpeg, cmyk': { make: () => scene.clone().toColourspace('cmyk').jpeg(), spare: 2 },
  png: { make: () => scene.clone().png(), spare: 16 },
  'png, interlaced': { make: () => scene.clone().png({ progressive: true }), spare: 16 },
  'png, of two colours': {
    make: () => scene.clone().png({ palette: true, colours: 2 }),
    spare: 16,
  },
  'png, of 16 bits': { make: () => scene.clone().toColourspace('rgb16').png(), spare: 16 },
  gif: { make: () => scene.clone().gif(), spare: 4 },
  webp: { make: () => scene.clone().webp(), spare: 1 },
  'webp, lossless': { make: () => scene.clone().webp({ lossless: true }), spare: 1 },
  'webp, with alpha': { make: () => scene.clone().ensureAlpha(0.5).webp(), spare: 1 },
  avif: { make: () => scene.clone().avif(), spare: 0 },
} as const;
const names = Object.keys(kinds) as (keyof typeof kinds)[];
const files = new Map<string, Bytes>();
const file = (name: string) => files.get(name) ?? new Uint8Array();

beforeAll(async () => {
  for (const name of names) files.set(name, new Uint8Array(await kinds[name].make().toBuffer()));
});

describe.each(names)('%s', (name) => {
  const { spare } = kinds[name];

  it('is whole, also with something behind it', async () => {
    expect(await verdictOf(file(name))).toBe('whole');
    expect(await mendedOf(file(name))).toEqual(file(name));
    for (const tail of [new Uint8Array(100), new Uint8Array(100).fill(0x55)]) {
      expect(await verdictOf(joined(file(name), tail))).toBe('whole');
    }
  });

  it('is whole without what is no part of the picture, and shows the same', async () => {
    const pixels = await pixelsOf(file(name));
    const ends = Array.from({ length: spare }, (_, i) => file(name).slice(0, -1 - i));
    for (const bytes of ends) {
      if ((await verdictOf(bytes)) === 'cut') continue;
      expect(
        pixels.equals(
          await sharp(await mendedOf(bytes))
            .raw()
            .toBuffer(),
        ),
      ).toBe(true);
    }
    if (/jpeg|png/.test(name)) expect(await verdictOf(file(name).slice(0, -2))).toBe('whole');
  });

  it('is cut at whatever length it is cut', async () => {
    const { length } = file(name);
    const most = length - spare - (name.startsWith('png') ? 7 : 1);
    const cutAt = async (at: number) => {
      expect([at, await verdictOf(file(name).slice(0, at))]).toEqual([at, 'cut']);
    };
    for (const at of [most, most - 1, most - 9, Math.floor(length / 2), 200, 64, 30, 16]) {
      await cutAt(at);
    }
    await fc.assert(fc.asyncProperty(fc.integer({ min: 16, max: most }), cutAt));
  });

  it('is cut also where zeros fill its length', async () => {
    if (!name.startsWith('jpeg')) return;
    const bytes = file(name).slice();
    bytes.fill(0, Math.floor(bytes.length * 0.6));
    expect(await verdictOf(bytes)).toBe('cut');
  });
});

describe('a cut file with an end mark behind it', () => {
  it.each(names.filter((name) => name.startsWith('jpeg')))('%s is cut', async (name) => {
    const start = file(name).findIndex((byte, i, all) => byte === 0xff && all[i + 1] === 0xda) + 14;
    for (const share of [0.1, 0.3, 0.5, 0.9]) {
      const at = Math.floor(start + share * (file(name).length - start));
      const mark = Uint8Array.of(0xff, 0xd9);
      expect([share, await verdictOf(joined(file(name).slice(0, at), mark))]).toEqual([
        share,
        'cut',
      ]);
    }
  });

  it('is cut: a PNG, once the decoder has refused it', async () => {
    const png = file('png');
    const [head, end] = [png.slice(0, -1000), png.slice(-12)];
    const start = Buffer.from(head).lastIndexOf('IDAT') - 4;
    new DataView(head.buffer).setUint32(start, head.length - start - 12);
    expect(await isCutInside('png', joined(head, end))).toBe(true);
    expect(await isCutInside('png', png)).toBe(false);
    const taller = png.slice();
    new DataView(taller.buffer).setUint32(20, 4000);
    expect(await isCutInside('png', taller)).toBe(false);
    const garbled = await fixture('half-iend.png');
    garbled[70]! ^= 0x55;
    expect(await isCutInside('png', garbled)).toBe(false);
  });

  it('is cut: a GIF', async () => {
    const gif = await fixture('whole.gif');
    expect(await verdictOf(joined(gif.slice(0, 30_000), Uint8Array.of(0x3b)))).toBe('cut');
    expect(await verdictOf(joined(gif.slice(0, 30_000), Uint8Array.of(0, 0x3b)))).toBe('cut');
  });
});

describe('a moving picture', () => {
  it.each(['gif', 'webp'] as const)('is whole with its first frame: %s', async (format) => {
    const raw = { width, height: 2 * height, channels: 3, pageHeight: height } as const;
    const frames = joined(
      noise,
      noise.map((value) => 255 - value),
    );
    const options = { loop: 0, delay: [200, 200] };
    const both = sharp(frames, { raw });
    const bytes = new Uint8Array(await both.toFormat(format, options).toBuffer());
    const first = await sharp(bytes).removeAlpha().raw().toBuffer();
    const part = bytes.slice(0, Math.floor(bytes.length * 0.75));
    expect(await verdictOf(part)).toBe('whole');
    expect(
      first.equals(
        await sharp(await mendedOf(part))
          .removeAlpha()
          .raw()
          .toBuffer(),
      ),
    ).toBe(true);
    expect(await verdictOf(bytes.slice(0, Math.floor(bytes.length * 0.3)))).toBe('cut');
  });
});

describe('a JPEG file', () => {
  const markerAt = (bytes: Bytes, code: number) =>
    bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === code);

  it.each([
    ['a frame header that says it is longer than the file', 0xc0, [0xff, 0xc0, 0xff, 0xff]],
    ['no frame header', 0xc0, [0xff, 0xee]],
    ['no tables', 0xc4, [0xff, 0xee]],
    ['a wrong length', 0xdb, [0xff, 0xdb, 0, 9]],
    ['something else than a marker', 0xc4, [0, 0, 0, 0]],
  ])('with a broken header is not cut off: %s', async (_, code, changed) => {
    const bytes = file('jpeg').slice();
    bytes.set(changed, markerAt(bytes, code));
    expect(await verdictOf(bytes)).toBe('unclear');
  });

  it('that is damaged in its midst is left to the decoder', async () => {
    const bytes = file('jpeg').slice();
    const middle = Math.floor(bytes.length * 0.7);
    bytes.set([0xff, 0xfe, 0xff, 0xfe], middle);
    expect(await verdictOf(bytes)).not.toBe('cut');
  });

  it('with restart markers is whole or cut, and may lack what is between two', async () => {
    const bytes = await fixture('restarts.jpg');
    expect(await verdictOf(bytes)).toBe('whole');
    expect(await verdictOf(bytes.slice(0, -2))).toBe('whole');
    const cutBytes = bytes.slice(0, Math.floor(bytes.length * 0.8));
    expect(await verdictOf(cutBytes)).toBe('cut');
    expect(await verdictOf(joined(cutBytes, Uint8Array.of(0xff, 0xd9)))).toBe('cut');
    const [second, third] = [markerAt(bytes, 0xd2), markerAt(bytes, 0xd3)];
    const short = joined(bytes.slice(0, second + 6), bytes.slice(third));
    expect(await verdictOf(short)).toBe('whole');
  });

  it('is spared the walk where all is painted, if it is sequential and has its end mark', async () => {
    const walked = async (bytes: Bytes) => {
      let asked = 0;
      const seen = () => Promise.resolve(++asked > 0);
      return [(await endingOf('jpeg', bytes, pause, seen)).verdict, asked];
    };
    const half = file('jpeg').slice(0, file('jpeg').length / 2);
    expect(await walked(file('jpeg'))).toEqual(['whole', 1]);
    expect(await walked(half)).toEqual(['cut', 0]);
    // That the last corner is not of one colour says nothing where a coarser scan has painted it.
    const progressive = file('jpeg, progressive');
    const mended = joined(progressive.slice(0, -200), Uint8Array.of(0xff, 0xd9));
    expect(await walked(mended)).toEqual(['cut', 0]);
  });

  it('is walked through in pieces that can be called off', async () => {
    const called = new Error('no longer wanted');
    const large = sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#864' } });
    const bytes = new Uint8Array(await large.jpeg().toBuffer());
    const off = () => Promise.reject(called);
    await expect(endingOf('jpeg', bytes, off, notSeen)).rejects.toBe(called);
  });
});

it.each(['jpeg', 'jpeg, progressive', 'png', 'gif', 'webp'])(
  '%s with any byte changed has some verdict',
  async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), async (place, value) => {
        const bytes = file(name).slice();
        bytes[12 + (place % (bytes.length - 12))] = value;
        expect(await verdictOf(bytes)).toMatch(/^(whole|cut|unclear)$/);
      }),
      { numRuns: 300 },
    );
  },
);
