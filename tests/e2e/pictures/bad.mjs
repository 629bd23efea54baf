/** Files that give no photo, each with the code of the problem that should be told. */

/** The first part of a file. */
const most = (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7));

/** `scene`: a sharp pipeline of a small picture. */
export async function makeBadFiles(scene) {
  const jpeg = await scene.clone().jpeg().toBuffer();
  const png = await scene.clone().png().toBuffer();
  const webp = await scene.clone().webp().toBuffer();
  const gif = await scene.clone().gif().toBuffer();
  const avif = await scene.clone().avif().toBuffer();
  const files = [
    ['empty.jpg', Buffer.alloc(0), 'photoEmpty'],
    ['text.png', Buffer.from('A cat is not a picture of a cat.\n'), 'photoNotImage'],
    ['page.svg', Buffer.from('<!doctype html><p><svg width="9" height="9"/>'), 'photoNotImage'],
    ['film.jpg', boxFile('isom', 'mp41'), 'photoNotImage'],
    ['cut-off.jpg', most(jpeg), 'photoCutOff'],
    ['cut-off.png', most(png), 'photoCutOff'],
    ['cut-off.webp', most(webp), 'photoCutOff'],
    ['cut-off.gif', most(gif), 'photoCutOff'],
    ['cut-off.avif', most(avif), 'photoCutOff'],
    ['cut-off.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect'), 'photoCutOff'],
    ['grey-rest.jpg', Buffer.concat([most(jpeg), Buffer.of(0xff, 0xd9)]), 'photoCutOff'],
    ['header.jpg', withBrokenHeader(jpeg), 'photoUndecodable'],
    ['absurd.png', pngWithSize(png, 60_000, 60_000), 'photoTooLarge'],
    ['long.png', pngWithSize(png, 40_000, 1), 'photoTooLarge'],
    ['nothing.png', pngWithSize(png, 0, 32), 'photoNoPixels'],
    [
      'faulty.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'),
      'photoUndecodable',
    ],
    ['scan.tiff', await scene.clone().tiff().toBuffer(), 'photoFormatUnread'],
    ['garbled.png', garbled(png), 'photoUndecodable'],
    ['phone.heic', boxFile('heic', 'mif1'), 'photoHeic'],
  ];
  return files.map(([name, bytes, problem]) => ({ name, bytes, expected: { problem } }));
}

/** A PNG whose header announces another size. */
function pngWithSize(png, width, height) {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(width, 16);
  copy.writeUInt32BE(height, 20);
  return copy;
}

/** A JPEG whose frame header says that it is longer than the file. */
function withBrokenHeader(jpeg) {
  const copy = Buffer.from(jpeg);
  copy.writeUInt16BE(0xffff, copy.indexOf(Buffer.of(0xff, 0xc0)) + 2);
  return copy;
}

/** All chunks are there, but the header's checksum is wrong and the bit depth impossible. */
function garbled(png) {
  const copy = Buffer.from(png);
  copy[24] = 77;
  return copy;
}

/** A file of those two brands with nothing sensible in it. */
function boxFile(brand, compatible) {
  const file = Buffer.alloc(4096, 0x5a);
  file.writeUInt32BE(24, 0);
  file.write(`ftyp${brand}`, 4);
  file.writeUInt32BE(0, 12);
  file.write(compatible + brand, 16);
  return file;
}
