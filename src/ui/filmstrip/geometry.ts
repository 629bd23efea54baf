/** Where things are along the strip: playhead positions ⇄ pixels, and how far to scroll. */
import { columnAt, positionOfColumn } from './columns';

export interface StripGeometry {
  /** Size of a frame's picture, in CSS pixels. */
  readonly frameWidth: number;
  readonly frameHeight: number;
  /** Between two frames, where the operation stands. */
  readonly gap: number;
  /** Before the first frame and after the last. */
  readonly margin: number;
  /** Place of every layer in frames, where some have none of their own. */
  readonly columns?: readonly number[];
}

export const wideStrip: StripGeometry = { frameWidth: 116, frameHeight: 88, gap: 42, margin: 16 };
export const phoneStrip: StripGeometry = { frameWidth: 82, frameHeight: 56, gap: 40, margin: 14 };
export const lowStrip: StripGeometry = { frameWidth: 64, frameHeight: 40, gap: 36, margin: 14 };

/** A strip for letters so many times as large. */
export function scaledStrip(strip: StripGeometry, scale: number): StripGeometry {
  return {
    ...strip,
    frameWidth: strip.frameWidth * scale,
    frameHeight: strip.frameHeight * scale,
    gap: strip.gap * scale,
    margin: strip.margin * scale,
  };
}

/** Pixels within which a drag comes to rest on a whole layer. */
const snapPixels = 4;

/** From a frame's centre to the next one's. */
export function pitchOf({ frameWidth, gap }: StripGeometry): number {
  return frameWidth + gap;
}

/** The playhead's place: a whole position is a frame's centre, between two layers it moves evenly. */
export function xOf(position: number, strip: StripGeometry): number {
  const { columns } = strip;
  const column = columns ? columnAt(columns, position) : position;
  return strip.margin + strip.frameWidth / 2 + column * pitchOf(strip);
}

/** The way back, within the network. */
export function positionAt(x: number, strip: StripGeometry, last: number): number {
  const column = (x - strip.margin - strip.frameWidth / 2) / pitchOf(strip);
  const position = strip.columns ? positionOfColumn(strip.columns, column) : column;
  return Math.min(last, Math.max(0, position));
}

/** A position that is all but a whole layer is that layer. */
export function snapped(position: number, strip: StripGeometry): number {
  const whole = Math.round(position);
  return Math.abs(xOf(position, strip) - xOf(whole, strip)) <= snapPixels ? whole : position;
}

/** Length of the whole strip. The gap behind the last frame is for adding a layer at the end. */
export function stripWidth(frames: number, strip: StripGeometry): number {
  return 2 * strip.margin + frames * pitchOf(strip);
}

/** The least scrolling that brings `x` into view, a margin away from both edges. */
export function scrollFor(x: number, scrollLeft: number, viewWidth: number, margin: number) {
  const kept = Math.min(margin, viewWidth / 2);
  return Math.max(0, Math.min(x - kept, Math.max(x - viewWidth + kept, scrollLeft)));
}
