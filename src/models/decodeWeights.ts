/** The numbers in a model's bytes: 32-bit floats, or what TensorFlow.js' converter made smaller. */
import { z } from './zod';

/** 8 or 16 bits that count the steps of `scale` from `min`, or floats of 16 bits. */
export const quantizations = z.discriminatedUnion('dtype', [
  z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
  z.object({ dtype: z.literal('float16') }),
]);

export type Quantization = z.infer<typeof quantizations>;

const bytesPerNumber = { uint8: 1, uint16: 2, float16: 2, float32: 4 } as const;

/** `count` numbers from byte `at` on, null where the bytes end before; and where the next begin. */
export function decodedNumbers(
  bytes: Uint8Array,
  at: number,
  count: number,
  quantization?: Quantization,
): { values: Float32Array | null; end: number } {
  const dtype = quantization?.dtype ?? 'float32';
  const end = at + count * bytesPerNumber[dtype];
  if (end > bytes.length) return { values: null, end };
  // A copy: numbers of several bytes must begin at a multiple of their size.
  const { buffer } = bytes.slice(at, end);
  return { values: numbersIn(buffer, quantization), end };
}

function numbersIn(buffer: ArrayBuffer, quantization: Quantization | undefined): Float32Array {
  switch (quantization?.dtype) {
    case undefined:
      return new Float32Array(buffer);
    case 'float16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    case 'uint8':
    case 'uint16': {
      const { dtype, scale, min } = quantization;
      const steps = dtype === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer);
      return Float32Array.from(steps, (step) => step * scale + min);
    }
  }
}

/** A float of 16 bits, IEEE 754's binary16: 1 of sign, 5 of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return (sign * fraction) / 2 ** 24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
