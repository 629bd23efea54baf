/** The scene that most test pictures show, without any library. */

/** Colours of the corners: top left, top right, bottom left, bottom right. */
export const cornerColours = [
  [200, 40, 40],
  [40, 160, 60],
  [50, 70, 190],
  [220, 200, 60],
];
const ground = [70, 70, 70];

/** RGB rows of the scene, each corner square a third of the height. */
export function sceneRows(width, height) {
  const square = Math.ceil(height / 3);
  const rows = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atSide = x < square || x >= width - square;
      const atEnd = y < square || y >= height - square;
      const corner = (x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2);
      rows.set(atSide && atEnd ? cornerColours[corner] : ground, (y * width + x) * 3);
    }
  }
  return rows;
}

/** A 24-bit BMP file, rows from the bottom up and padded to four bytes, from RGB rows. */
export function bitmapFile(rows, width, height) {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = 54 + (height - 1 - y) * stride + x * 3;
      for (let channel = 0; channel < 3; channel++) file[to + channel] = rows[from + 2 - channel];
    }
  }
  return file;
}
