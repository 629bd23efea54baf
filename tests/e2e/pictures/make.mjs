/**
 * Makes the pictures that the browser tests upload, each with what should become of it:
 * `node make.mjs <folder>` writes them and a list, `makePictures(folder)` also returns the list.
 *
 * Most show the same scene: dark grey with a coloured square in each corner, 48×32, so that a turned,
 * mirrored, stretched or cropped result is told by its size and its corners.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { makeBadFiles } from './bad.mjs';
import { bitmapFile, cornerColours, sceneRows } from './scene.mjs';

export { cornerColours, sceneRows };

const width = 48;
const height = 32;

function scene(w = width, h = height) {
  return sharp(sceneRows(w, h), { raw: { width: w, height: h, channels: 3 } });
}

const fine = { quality: 95, chromaSubsampling: '4:4:4' };
const luma = ([red, green, blue]) => Math.round(0.299 * red + 0.587 * green + 0.114 * blue);

/** The scene, stored so that a reader who follows the EXIF orientation sees it upright. */
async function oriented(orientation) {
  const undo = {
    1: (s) => s,
    2: (s) => s.flop(),
    3: (s) => s.rotate(180),
    4: (s) => s.flip(),
    5: (s) => s.rotate(90).flop(),
    6: (s) => s.rotate(270),
    7: (s) => s.rotate(270).flop(),
    8: (s) => s.rotate(90),
  }[orientation];
  // Two steps: sharp mirrors before it turns, whatever the order of the calls.
  const turned = orientation === 5 || orientation === 7;
  const first = turned ? scene().rotate(orientation === 5 ? 90 : 270) : undo(scene());
  const { data, info } = await first.raw().toBuffer({ resolveWithObject: true });
  const stored = sharp(data, { raw: info });
  return (turned ? stored.flop() : stored).jpeg(fine).withMetadata({ orientation }).toBuffer();
}

/** The scene with its upper right quarter half clear and its lower right quarter wholly clear. */
function withAlpha() {
  const rows = sceneRows(width, height);
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const right = i % width >= width / 2;
    const lower = i >= (width * height) / 2;
    data.set(rows.subarray(i * 3, i * 3 + 3), i * 4);
    data[i * 4 + 3] = right ? (lower ? 0 : 128) : 255;
  }
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** What `withAlpha` is over white. */
const overWhite = [
  cornerColours[0],
  cornerColours[1].map((value) => Math.round((value * 128 + 255 * 127) / 255)),
  cornerColours[2],
  [255, 255, 255],
];

/** Two frames: the scene, then one all white. */
function animated(format) {
  const rows = Buffer.concat([sceneRows(width, height), Buffer.alloc(width * height * 3, 255)]);
  const raw = { width, height: height * 2, channels: 3, pageHeight: height };
  return sharp(rows, { raw }).toFormat(format, { loop: 0, delay: [200, 200], lossless: true });
}

function svg(attributes) {
  const [w, h] = [width, height];
  const squares = cornerColours.map(([r, g, b], corner) => {
    const x = corner % 2 ? w - 10 : 0;
    const y = corner < 2 ? 0 : h - 10;
    return `<rect x="${x}" y="${y}" width="10" height="10" fill="rgb(${r},${g},${b})"/>`;
  });
  const all = `<rect width="${w}" height="${h}" fill="rgb(70,70,70)"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${all}${squares.join('')}</svg>\n`,
  );
}

/** The scene's luma, as a one-channel picture. */
function greyScene() {
  const rows = sceneRows(width, height);
  const data = Buffer.alloc(width * height);
  for (let i = 0; i < data.length; i++) data[i] = luma(rows.subarray(i * 3, i * 3 + 3));
  return sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
}

/** Corners of a CMYK file without a profile, by the plain rule (1 − ink) · (1 − black). */
async function cmykCorners(file) {
  const ink = await sharp(file).toColourspace('cmyk').raw().toBuffer();
  return [0, 1, 2, 3].map((corner) => {
    const x = corner % 2 ? width - 5 : 4;
    const y = corner < 2 ? 4 : height - 5;
    const [cyan, magenta, yellow, black] = ink.subarray((y * width + x) * 4);
    return [cyan, magenta, yellow].map((v) => Math.round(((255 - v) * (255 - black)) / 255));
  });
}

/** A picture that gives a photo; `expected` says what is not as in the scene. */
function picture(name, bytes, expected = {}) {
  const asScene = { width, height, corners: cornerColours, tolerance: 12 };
  return { name, bytes, expected: { ...asScene, ...expected } };
}

async function goodPictures() {
  const turned = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (o) => picture(`orientation-${o}.jpg`, await oriented(o))),
  );
  const exact = { tolerance: 0 };
  const clear = { corners: overWhite, tolerance: 1 };
  const grey = { corners: cornerColours.map((colour) => Array(3).fill(luma(colour))) };
  const jpeg = await scene().jpeg(fine).toBuffer();
  const png = await scene().png().toBuffer();
  const cmyk = await scene().toColourspace('cmyk').jpeg(fine).toBuffer();
  const avif = await scene().avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  return [
    ...turned,
    picture(
      'progressive.jpg',
      await scene()
        .jpeg({ ...fine, progressive: true })
        .toBuffer(),
    ),
    picture('grey.jpg', await greyScene().jpeg(fine).toBuffer(), grey),
    picture('cmyk.jpg', cmyk, { corners: await cmykCorners(cmyk), tolerance: 24 }),
    picture('plain.png', png, exact),
    picture('alpha.png', await withAlpha().png().toBuffer(), clear),
    picture('sixteen-bit.png', await scene().toColourspace('rgb16').png().toBuffer()),
    picture('palette.png', await scene().png({ palette: true, colours: 8 }).toBuffer()),
    picture('lossy.webp', await scene().webp({ quality: 95 }).toBuffer()),
    picture('lossless.webp', await scene().webp({ lossless: true }).toBuffer(), exact),
    picture('alpha.webp', await withAlpha().webp({ lossless: true }).toBuffer(), clear),
    picture('animated.webp', await animated('webp').toBuffer(), exact),
    picture('picture.avif', avif),
    picture('animated.gif', await animated('gif').toBuffer()),
    picture('picture.bmp', bitmapFile(sceneRows(width, height), width, height), exact),
    picture('sized.svg', svg('width="48" height="32"'), exact),
    picture('box.svg', svg('viewBox="0 0 48 32"'), { width: 512, height: 341 }),
    picture('large.svg', svg('width="3000" height="2000" viewBox="0 0 48 32"'), {
      width: 3000,
      height: 2000,
    }),
    picture('one.png', await scene(1, 1).png().toBuffer(), { width: 1, height: 1, corners: null }),
    picture('wide.png', await scene(2000, 3).png().toBuffer(), { width: 2000, height: 3 }),
    picture('tall.png', await scene(3, 2000).png().toBuffer(), {
      width: 3,
      height: 2000,
      corners: null,
    }),
    picture('jpeg.txt', jpeg),
    picture('really-png.jpg', png, exact),
    picture('without-end.jpg', jpeg.subarray(0, -2)),
    picture('without-end.png', png.subarray(0, -12), exact),
    picture('trailing.jpg', Buffer.concat([jpeg, Buffer.from('and more')])),
    picture('many.jpg', await scene(8660, 5774).jpeg().toBuffer(), { width: 8660, height: 5774 }),
  ];
}

/**
 * Writes all pictures into `folder` and returns, for each, its name, its path and what is expected:
 * either the upright size and the colours of the corners (null: not looked at) with a tolerance,
 * or the code of the problem.
 */
export async function makePictures(folder) {
  await mkdir(folder, { recursive: true });
  const good = await goodPictures();
  const bad = await makeBadFiles(scene());
  const all = [...good, ...bad];
  await Promise.all(all.map(({ name, bytes }) => writeFile(join(folder, name), bytes)));
  const list = all.map(({ name, expected }) => ({ name, path: join(folder, name), expected }));
  await writeFile(join(folder, 'list.json'), JSON.stringify(list, null, 2));
  return list;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) throw new Error('which folder? node make.mjs <folder>');
  const list = await makePictures(folder);
  process.stdout.write(`${list.length} pictures\n`);
}
