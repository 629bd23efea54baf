/** A convolution's input, row by row as its kernels meet it. */
import type { Convolution } from './convolutionModule';

/** Copies rows of a picture over, from `top` on, as many as fit, with zeros where there are none. */
export function copyLines(
  lines: Float32Array,
  values: Float32Array,
  { inHeight, inWidth, inChannels, padInfo }: Convolution,
  { top, width }: { top: number; width: number },
): void {
  const size = width * inChannels;
  const left = Math.min(width, padInfo.left);
  const columns = Math.min(inWidth, width - left);
  for (let begin = 0, row = top; begin < lines.length; begin += size, row++) {
    if (row < 0 || row >= inHeight) {
      lines.fill(0, begin, begin + size);
      continue;
    }
    const first = begin + left * inChannels;
    const from = row * inWidth * inChannels;
    const end = first + columns * inChannels;
    if (first > begin) lines.fill(0, begin, first);
    lines.set(values.subarray(from, from + columns * inChannels), first);
    if (end < begin + size) lines.fill(0, end, begin + size);
  }
}
