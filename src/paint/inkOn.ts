/** Black or white on a pixel, whichever reads better: one always has a contrast above 4.5 (WCAG 2). */
export function inkOn(pixel: number): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map(
    (byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    },
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
