/** A page whose policy or browser forbids WebAssembly: its own inner loops go on in plain TypeScript. */
import planes from 'virtual:assembly/planes';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasWebAssembly, instantiate } from '../../src/assembly/instance';
import { convolutionModule } from '../../src/engine/kernels/convolutionModule';
import { pickPlainly, pickPlanes } from '../../src/engine/planes';
import { statisticsOf } from '../../src/engine/statistics';
import { colourise } from '../../src/paint/colourise';

const size = { height: 40, width: 50, channels: 3 };
const values = Float32Array.from({ length: 40 * 50 * 3 }, (_, index) => Math.sin(index));

/** What is drawn, picked and counted of some values. */
function figures() {
  const planar = new Float32Array(values.length);
  pickPlanes(values, size, [0, 1, 2], planar);
  const pixels = new Uint32Array(values.length);
  colourise(
    values,
    pixels,
    { low: -1, high: 1 },
    Uint32Array.from({ length: 256 }, (_, at) => at),
  );
  return { planar, pixels, statistics: statisticsOf(values, 40 * 50, 3) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('is there where these tests run', () => {
  expect(hasWebAssembly()).toBe(true);
  expect(instantiate(planes)).not.toBeNull();
});

describe.each([
  [
    'forbidden by a policy',
    () =>
      vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
        throw new WebAssembly.CompileError("Refused: 'unsafe-eval' is not allowed");
      }),
  ],
  ['turned off', () => vi.stubGlobal('WebAssembly', undefined)],
])('WebAssembly that is %s', (_how, forbid) => {
  beforeEach(() => {
    forbid();
  });

  test('is known not to be there', () => {
    expect(hasWebAssembly()).toBe(false);
    expect(instantiate(planes)).toBeNull();
    expect(convolutionModule()).toBeNull();
  });

  // First without: what was compiled once stays.
  test('is done without: maps are picked, counted and coloured all the same', () => {
    const without = figures();
    const planar = new Float32Array(values.length);
    pickPlainly(values, size, [0, 1, 2], planar);
    expect(without.planar).toEqual(planar);
    expect(without.pixels.some((pixel) => pixel > 0)).toBe(true);
    expect(without.statistics.layer.maximum).toBeCloseTo(1, 3);
  });
});
