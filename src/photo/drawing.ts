/**
 * A drawing: strokes of a pen on a square pad. Its id is the drawing itself, so that undo and a link
 * reproduce it: `d` and, for each stroke, a point, the pen's number, where the pen is put down and
 * the way from there, two characters a step.
 *
 *     d.1221Qe8e9f7   one stroke of pen 1, put down at 22, 1Q, then three steps
 */
import { drawingForm } from './drawingForm';

export interface Point {
  /** Whole numbers from the pad's left and top, 0 to `padSteps`. */
  readonly x: number;
  readonly y: number;
}

export interface Stroke {
  /** Index into `pens`. */
  readonly pen: number;
  /** At least one; never farther apart than `longestStep` along an axis. */
  readonly points: readonly Point[];
}

export type Drawing = readonly Stroke[];

/** Steps from the pad's one side to the other. */
export const padSteps = 255;
/** How wide the pens draw, as shares of the pad's side. */
export const pens = [0.06, 0.1, 0.14] as const;
/** As far as one character reaches in either direction. */
export const longestStep = 30;
/** Far more than a digit takes; a link cannot make the page hang. */
export const mostPoints = 6000;

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = characters.length;

export function drawingId(drawing: Drawing): string {
  return `d${drawing.map((stroke) => `.${stroke.pen}${wayText(stroke)}`).join('')}`;
}

function wayText({ points }: Stroke): string {
  const step = (from: number, to: number) => characters[to - from + longestStep] ?? '';
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return placeText(point.x) + placeText(point.y);
      return step(before.x, point.x) + step(before.y, point.y);
    })
    .join('');
}

function placeText(place: number): string {
  return `${characters[Math.floor(place / base)]}${characters[place % base]}`;
}

/**
 * The drawing of an id; undefined for every other text. A way that leads over the pad's edge goes
 * along it, and what is too long ends early.
 */
export function drawingOfId(id: string): Drawing | undefined {
  if (!drawingForm.test(id)) return undefined;
  let left = mostPoints;
  const strokes = id.split('.').slice(1).map(strokeOf);
  return strokes.flatMap(({ pen, points }): Stroke[] => {
    const kept = points.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [{ pen, points: kept }] : [];
  });
}

function strokeOf(text: string): Stroke {
  const at = (index: number) => characters.indexOf(text.charAt(index));
  let point = { x: onPad(at(1) * base + at(2)), y: onPad(at(3) * base + at(4)) };
  const points = [point];
  for (let index = 5; index < text.length; index += 2) {
    point = {
      x: onPad(point.x + at(index) - longestStep),
      y: onPad(point.y + at(index + 1) - longestStep),
    };
    points.push(point);
  }
  return { pen: at(0), points };
}

/** The nearest place on the pad. */
export function onPad(place: number): number {
  return Math.min(padSteps, Math.max(0, Math.round(place)));
}

export function pointCount(drawing: Drawing): number {
  return drawing.reduce((sum, { points }) => sum + points.length, 0);
}

/** The stroke led on to a place: straight, by as many points as that takes. */
export function ledTo({ pen, points }: Stroke, to: Point): Stroke {
  const from = points.at(-1) ?? to;
  const count = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / longestStep);
  const way = Array.from({ length: count }, (_, index) => {
    const share = (index + 1) / count;
    return {
      x: Math.round(from.x + (to.x - from.x) * share),
      y: Math.round(from.y + (to.y - from.y) * share),
    };
  });
  return { pen, points: [...points, ...way] };
}
