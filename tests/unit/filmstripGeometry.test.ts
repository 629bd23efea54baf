/** The strip's geometry: positions and pixels, snapping, scrolling. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  phoneStrip,
  pitchOf,
  positionAt,
  scrollFor,
  snapped,
  stripWidth,
  wideStrip,
  xOf,
} from '../../src/ui/filmstrip/geometry';

describe('the playhead along the strip', () => {
  it('stands at the centre of frame n at n, and moves evenly to the next', () => {
    const { margin, frameWidth, gap } = wideStrip;
    expect(xOf(0, wideStrip)).toBe(margin + frameWidth / 2);
    expect(xOf(3, wideStrip)).toBe(margin + frameWidth / 2 + 3 * (frameWidth + gap));
    expect(xOf(2.25, wideStrip)).toBe(xOf(2, wideStrip) + pitchOf(wideStrip) / 4);
  });

  it('finds the way back from every position', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), (position) => {
        expect(positionAt(xOf(position, phoneStrip), phoneStrip, 30)).toBeCloseTo(position, 9);
      }),
    );
  });

  it('stays within the network', () => {
    expect(positionAt(-50, wideStrip, 8)).toBe(0);
    expect(positionAt(1e6, wideStrip, 8)).toBe(8);
  });

  it('snaps to a whole layer within a few pixels and nowhere else', () => {
    const pixel = 1 / pitchOf(wideStrip);
    expect(snapped(3 + 3 * pixel, wideStrip)).toBe(3);
    expect(snapped(3 - 3 * pixel, wideStrip)).toBe(3);
    expect(snapped(3 + 6 * pixel, wideStrip)).toBe(3 + 6 * pixel);
    expect(snapped(2.5, wideStrip)).toBe(2.5);
  });

  it('leaves room for the last frame whole', () => {
    expect(stripWidth(9, wideStrip)).toBeGreaterThan(xOf(8, wideStrip) + wideStrip.frameWidth / 2);
  });
});

describe('scrolling after the playhead', () => {
  it('does nothing while the playhead is well in view', () => {
    expect(scrollFor(500, 200, 800, 100)).toBe(200);
  });

  it('scrolls just far enough, either way, never before the beginning', () => {
    expect(scrollFor(1000, 200, 800, 100)).toBe(300);
    expect(scrollFor(250, 200, 800, 100)).toBe(150);
    expect(scrollFor(60, 200, 800, 100)).toBe(0);
  });

  it('centres where the view is narrower than its margins', () => {
    expect(scrollFor(1000, 0, 100, 200)).toBe(950);
  });
});
