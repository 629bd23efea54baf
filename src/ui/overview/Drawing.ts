/** What everything of the overview is drawn with: the canvas, the camera and the theme's colours. */
import { textScale } from '../textScale';
import type { Camera, Rectangle, ViewSize } from './camera';

export interface Tokens {
  readonly page: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly where: string;
  readonly weights: string;
  readonly problem: string;
  /** The family alone. */
  readonly font: string;
  /** How many times as large as usual its letters are. */
  readonly letters: number;
}

/** The context's unit is a CSS pixel of the view. */
export interface Drawing {
  readonly context: CanvasRenderingContext2D;
  readonly camera: Camera;
  readonly view: ViewSize;
  /** Screen pixels a CSS pixel. */
  readonly density: number;
  readonly tokens: Tokens;
}

/** The colours and the font that the page's style sheet gives now; the system's where it forces its own. */
export function readTokens(): Tokens {
  // A canvas may know the name of a system's colour and still not which it is here: an element does.
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const of = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const style = getComputedStyle(document.documentElement);
  const tokens = {
    page: of('page'),
    panel: of('panel'),
    raised: of('raised'),
    line: of('line'),
    lineStrong: of('line-strong'),
    ink: of('ink'),
    inkSoft: of('ink-soft'),
    inkFaint: of('ink-faint'),
    where: of('where'),
    weights: of('weights'),
    problem: of('problem'),
    font: style.getPropertyValue('--font').trim(),
    letters: textScale(),
  };
  probe.remove();
  return tokens;
}

/** As a context's font: of a size in CSS pixels where letters have their usual one. */
export function fontOf({ font, letters }: Tokens, weight: number, size: number): string {
  return `${weight} ${size * letters}px ${font}`;
}

/** A rectangle of the overview in CSS pixels of the view. */
export function inView({ camera }: Drawing, rectangle: Rectangle): Rectangle {
  const { x, y, zoom } = camera;
  return {
    x: (rectangle.x - x) * zoom,
    y: (rectangle.y - y) * zoom,
    width: rectangle.width * zoom,
    height: rectangle.height * zoom,
  };
}

const widths = new Map<string, number>();
const mostWidths = 4000;

/** The width of a text in the context's font, measured once. */
export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > mostWidths) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}
