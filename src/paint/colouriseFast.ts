/** Values to pixels in WebAssembly: a third of the time of `colourise`'s own loop, the same pixels. */
import colours from 'virtual:assembly/colours';
import { instantiate, placesFor, type Assembled } from '../assembly/instance';
import { notANumberPixel } from './colourMaps';

interface Compiled extends Assembled {
  colourise(
    values: number,
    count: number,
    perUnit: number,
    shift: number,
    ramp: number,
    last: number,
    notANumber: number,
    pixels: number,
  ): void;
}

/** Values at a time, so that they stay in the processor's cache. */
const blockValues = 8192;

/** The module with its memory laid out, and the ramp that lies there. */
interface Painter {
  module: Compiled;
  places: Record<'values' | 'pixels' | 'ramp', number>;
  values: Float32Array;
  pixels: Uint32Array;
  lut: Uint32Array | null;
}

let painter: Painter | null | undefined;

/**
 * Pixels of the values from `from` up to but not `to`: value · perUnit + shift, rounded down, is the
 * entry of the ramp. False, and nothing done, where there is no WebAssembly with vectors.
 */
export function colouriseFast(
  values: Float32Array,
  pixels: Uint32Array,
  { perUnit, shift }: { perUnit: number; shift: number },
  lut: Uint32Array,
  from: number,
  to: number,
): boolean {
  if (painter?.lut !== lut) painter = painterWith(lut);
  if (!painter) return false;
  const { module, places } = painter;
  for (let begin = from; begin < to; begin += blockValues) {
    const count = Math.min(blockValues, to - begin);
    painter.values.set(values.subarray(begin, begin + count));
    module.colourise(
      places.values,
      count,
      perUnit,
      shift,
      places.ramp,
      lut.length - 1,
      notANumberPixel,
      places.pixels,
    );
    pixels.set(count < blockValues ? painter.pixels.subarray(0, count) : painter.pixels, begin);
  }
  return true;
}

function painterWith(lut: Uint32Array): Painter | null {
  const module =
    painter === undefined ? (instantiate(colours) as Compiled | null) : painter?.module;
  if (!module) return null;
  const places = placesFor(module, {
    values: blockValues * 4,
    pixels: blockValues * 4,
    ramp: lut.byteLength,
  });
  const { buffer } = module.memory;
  new Uint32Array(buffer, places.ramp, lut.length).set(lut);
  return {
    module,
    places,
    values: new Float32Array(buffer, places.values, blockValues),
    pixels: new Uint32Array(buffer, places.pixels, blockValues),
    lut,
  };
}
