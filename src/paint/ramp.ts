/**
 * Ramps of colours that are even to the eye: lightness rises (or falls) in equal steps, and the
 * hue and chroma move along a curve at constant speed, so each colour differs equally from the next.
 */
import { labOf, pixelOf, rgbOf, rgbOfHex, type Lab } from './oklab';

/** A point that the curve of colour passes: how colourful (OKLab chroma) and which hue (degrees). */
export type Tint = readonly [chroma: number, hue: number];

export interface RampPlan {
  /** Colour at the start, `#rrggbb`. */
  from: string;
  /** Lightness 0..1 at the end. */
  to: number;
  /** What the curve passes on its way; the last one is the end's. */
  tints: readonly Tint[];
}

type Point = readonly [a: number, b: number];

/** `count` even colours of a plan, the first being exactly `from`. */
export function rampColours(plan: RampPlan, count: number): Lab[] {
  const [lightness, a, b] = labOf(rgbOfHex(plan.from));
  const points: Point[] = [[a, b]];
  for (const [chroma, hue] of plan.tints) {
    const angle = (hue * Math.PI) / 180;
    points.push([chroma * Math.cos(angle), chroma * Math.sin(angle)]);
  }
  const walk = atConstantSpeed(points);
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    const [atA, atB] = walk(share);
    return [lightness + (plan.to - lightness) * share, atA, atB] as const;
  });
}

/** `count` pixels of a plan. */
export function rampPixels(plan: RampPlan, count: number): Uint32Array {
  return Uint32Array.from(rampColours(plan, count), (lab) => pixelOf(rgbOf(lab)));
}

/** Pixels of two ramps from one middle: `negative` to the left, `positive` to the right. `count` odd. */
export function twoSidedPixels(negative: RampPlan, positive: RampPlan, count: number): Uint32Array {
  const side = (count + 1) / 2;
  const pixels = new Uint32Array(count);
  pixels.set(rampPixels(positive, side), side - 1);
  rampPixels(negative, side).forEach((pixel, i) => {
    pixels[side - 1 - i] = pixel;
  });
  return pixels;
}

/** A smooth curve through the points, walked so that equal shares are equal lengths. */
function atConstantSpeed(points: readonly Point[]): (share: number) => Point {
  const stepsEach = 64;
  const samples: Point[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    for (let j = 0; j < stepsEach; j++) samples.push(catmullRom(points, i, j / stepsEach));
  }
  samples.push(points.at(-1) ?? [0, 0]);
  const lengths = [0];
  for (let i = 1; i < samples.length; i++) {
    const [a, b] = samples[i] ?? [0, 0];
    const [beforeA, beforeB] = samples[i - 1] ?? [0, 0];
    lengths.push((lengths[i - 1] ?? 0) + Math.hypot(a - beforeA, b - beforeB));
  }
  const total = lengths.at(-1) ?? 0;
  return (share) => {
    const wanted = share * total;
    let i = 1;
    while (i < lengths.length - 1 && (lengths[i] ?? 0) < wanted) i++;
    const before = lengths[i - 1] ?? 0;
    const part = (wanted - before) / ((lengths[i] ?? 0) - before || 1);
    const [a, b] = samples[i - 1] ?? [0, 0];
    const [nextA, nextB] = samples[i] ?? [a, b];
    return [a + (nextA - a) * part, b + (nextB - b) * part];
  };
}

function catmullRom(points: readonly Point[], i: number, t: number): Point {
  const start = points[i] ?? [0, 0];
  const end = points[i + 1] ?? start;
  const before = points[i - 1] ?? start;
  const after = points[i + 2] ?? end;
  return [
    hermite(before[0], start[0], end[0], after[0], t),
    hermite(before[1], start[1], end[1], after[1], t),
  ];
}

function hermite(before: number, start: number, end: number, after: number, t: number): number {
  const slopeIn = (end - before) / 2;
  const slopeOut = (after - start) / 2;
  const t2 = t * t;
  const t3 = t2 * t;
  return (
    start * (2 * t3 - 3 * t2 + 1) +
    slopeIn * (t3 - 2 * t2 + t) +
    end * (3 * t2 - 2 * t3) +
    slopeOut * (t3 - t2)
  );
}
