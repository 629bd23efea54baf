/** The colours of kernels in small: below and above zero apart, or three channels as one colour. */
import type { WeightValues } from '../../engine/protocol';
import { colourise, colouriseRgb } from '../../paint/colourise';
import { kernelPlanes, scaleOfPlane, type KernelPlanes } from './kernelSheet';

/** Writes the colours of one filter's cells, in rows. */
export type TileColours = (filter: number, pixels: Uint32Array) => void;

export function divergingTiles(kernels: KernelPlanes, lut: Uint32Array): TileColours {
  return (filter, pixels) => {
    const plane = kernels.planeOf(filter);
    colourise(plane, pixels, scaleOfPlane(plane), lut);
  };
}

/** Weights for red, green and blue as one colour; 0 is a grey half-way, as far up as down. */
export function colourTiles(kernel: WeightValues): TileColours {
  const [red, green, blue] = [0, 1, 2].map((channel) => kernelPlanes(kernel, channel)) as [
    KernelPlanes,
    KernelPlanes,
    KernelPlanes,
  ];
  return (filter, pixels) => {
    const planes = [red.planeOf(filter), green.planeOf(filter), blue.planeOf(filter)] as const;
    colouriseRgb(planes, pixels, symmetric(planes));
  };
}

/** One plane for all three colours: a hand-made kernel, which sees no hue. */
export function greyTile(plane: Float32Array, pixels: Uint32Array): void {
  colouriseRgb([plane, plane, plane], pixels, symmetric([plane]));
}

function symmetric(planes: readonly Float32Array[]) {
  const sizes = planes.map((plane) =>
    plane.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0),
  );
  const high = Math.max(...sizes) || 1;
  return { low: -high, high, clipped: false, clippedLow: false, clippedHigh: false };
}
