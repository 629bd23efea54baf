/** A drawing: its id, its place in a link, and a stroke with fewer points. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, defaultView, encodeLink } from '../../src/network/link';
import {
  drawingId,
  drawingOfId,
  ledTo,
  longestStep,
  mostPoints,
  padSteps,
  pens,
  pointCount,
  type Drawing,
  type Point,
  type Stroke,
} from '../../src/photo/drawing';
import { drawnPhoto } from '../../src/photo/drawnPhoto';
import { madeSource } from '../../src/photo/made';
import { distanceTo, straightened } from '../../src/photo/straighten';
import { presetOf, presets } from '../../src/presets';

const place = fc.integer({ min: 0, max: padSteps });
const anyPoint: fc.Arbitrary<Point> = fc.record({ x: place, y: place });
const anyStroke: fc.Arbitrary<Stroke> = fc
  .tuple(fc.nat(pens.length - 1), fc.array(anyPoint, { minLength: 1, maxLength: 8 }))
  .map(([pen, [first, ...rest]]) => rest.reduce(ledTo, { pen, points: [first!] }));
const anyDrawing: fc.Arbitrary<Drawing> = fc.array(anyStroke, { maxLength: 5 });

const isMade = (id: string) => madeSource(id) !== undefined;

describe('an id', () => {
  test('holds the whole drawing, in letters and digits', () => {
    fc.assert(
      fc.property(anyDrawing, (drawing) => {
        const id = drawingId(drawing);
        expect(drawingOfId(id)).toEqual(drawing);
        expect(id).toMatch(/^d[A-Za-z0-9.]*$/);
        expect(id).toMatch(/[A-Za-z0-9]$/);
        expect(madeSource(id)).toBe('drawing');
        expect(id.length).toBe(1 + 4 * drawing.length + 2 * pointCount(drawing));
      }),
    );
  });

  test('of a bare pad is a letter', () => {
    expect(drawingId([])).toBe('d');
    expect(drawingOfId('d')).toEqual([]);
  });

  test.each([
    ['d.1'],
    ['d.11Q2'],
    ['d.11Q2e8'],
    ['d.31Q2e'],
    ['d..11Q2e'],
    ['d.11Q2_'],
    ['d11Q2e'],
    ['D.11Q2e'],
    ['xd'],
    ['d\n'],
    ['d.11Q2e '],
    [''],
  ])('is not %j', (text) => {
    expect(drawingOfId(text)).toBeUndefined();
    expect(madeSource(text)).toBeUndefined();
    expect(drawnPhoto(text)).toBeUndefined();
  });

  test('any text of the form is a drawing that keeps to the pad', () => {
    const near = fc.stringMatching(/^d(\.[012][0-9A-Za-z]{4}([0-9A-Za-z]{2}){0,9}){0,4}$/);
    fc.assert(
      fc.property(near, (text) => {
        const drawing = drawingOfId(text);
        expect(drawing).toBeDefined();
        for (const { pen, points } of drawing ?? []) {
          expect(pens[pen]).toBeDefined();
          for (const [index, { x, y }] of points.entries()) {
            const before = points[index - 1] ?? { x, y };
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
            expect(Math.max(x, y)).toBeLessThanOrEqual(padSteps);
            expect(Math.abs(x - before.x)).toBeLessThanOrEqual(longestStep + 1);
            expect(Math.abs(y - before.y)).toBeLessThanOrEqual(longestStep + 1);
          }
        }
      }),
    );
  });

  test('that is far too long ends early', () => {
    const long = drawingOfId(`d.11Q2e${'UU'.repeat(mostPoints)}.11Q2e`);
    expect(long && pointCount(long)).toBe(mostPoints);
  });
});

describe('a stroke', () => {
  test('is led anywhere in steps that an id can hold, and ends there', () => {
    fc.assert(
      fc.property(anyStroke, anyPoint, (stroke, to) => {
        const led = ledTo(stroke, to);
        expect(led.points.slice(0, stroke.points.length)).toEqual(stroke.points);
        expect(led.points.at(-1)).toEqual(to);
        expect(drawingOfId(drawingId([led]))).toEqual([led]);
      }),
    );
  });

  test('straightened has its ends, and strays no farther than is allowed', () => {
    fc.assert(
      fc.property(anyStroke, fc.double({ min: 0, max: 8, noNaN: true }), (stroke, most) => {
        const { pen, points } = straightened(stroke, most);
        expect(pen).toBe(stroke.pen);
        expect(points[0]).toEqual(stroke.points[0]);
        expect(points.at(-1)).toEqual(stroke.points.at(-1));
        for (const point of stroke.points) {
          const distances = points.map((to, index) =>
            distanceTo(point, points[index - 1] ?? to, to),
          );
          // The way between two corners is made of whole steps again.
          expect(Math.min(...distances)).toBeLessThanOrEqual(most + 0.75);
        }
      }),
    );
  });

  test('of a steady hand needs few points', () => {
    const points = Array.from({ length: 200 }, (_, index) => ({
      x: Math.round(128 + 80 * Math.cos((index / 200) * 2 * Math.PI)),
      y: Math.round(128 + 80 * Math.sin((index / 200) * 2 * Math.PI)),
    }));
    const [first, ...rest] = points;
    const circle = rest.reduce(ledTo, { pen: 1, points: [first!] });
    expect(straightened(circle, 0.8).points.length).toBeLessThan(40);
  });
});

describe('a link', () => {
  test('brings the drawing back with any network', () => {
    const networks = fc.constantFrom(...presets.map(({ network }) => network));
    fc.assert(
      fc.property(anyDrawing, networks, (drawing, network) => {
        const state = { network, photo: drawingId(drawing), view: { ...defaultView, playhead: 0 } };
        const link = encodeLink(state, presets);
        expect(link).toMatch(/^[A-Za-z0-9\-_~.&=]*[A-Za-z0-9]$/);
        expect(decodeLink(link, presets, ['chelsea'], isMade)).toEqual({ ok: true, state });
      }),
    );
  });

  test.each(['d.1', 'd.91Q2e', 'e', 'd.11Q2e-'])('with the photo %j is broken', (photo) => {
    const decoded = decodeLink(`net=lenet5&photo=${photo}`, presets, ['chelsea'], isMade);
    expect(decoded).toEqual({
      ok: false,
      problem: { code: 'brokenLink', values: { part: 'photo' } },
    });
  });
});

test('a drawing is a photo of 32 × 32 grey pixels, as LeNet-5 takes it', () => {
  const stroke = ledTo({ pen: 1, points: [{ x: 128, y: 40 }] }, { x: 128, y: 210 });
  const id = drawingId([stroke]);
  const photo = drawnPhoto(id);
  expect(photo).toMatchObject({ name: id, width: 32, height: 32 });
  expect(drawnPhoto(id)).toBe(photo);
  const { longestSide } = presetOf('lenet5').network.nodes[0]!.settings;
  expect(photo?.photo.width).toBe(longestSide);
  expect(Math.max(...(photo?.photo.data ?? []))).toBe(255);
});
