/** What everything of the overview is drawn with: the canvas, the camera and the theme's colours. */
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

/** The colours and the font that the page's style sheet gives now. */
export function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
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
    font: of('font'),
  };
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
